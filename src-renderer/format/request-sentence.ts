import type { Place, StationRequest } from '#contract/vocabulary'
import { formatPlace } from './place'
import { i18n } from '../i18n'

/** A connector by name, or the whole charger. */
export function placeName(place: Place | null): string {
  const { t } = i18n.global
  return place === null ? t('charger.commands.whole') : t('charger.commands.connector', { place: formatPlace(place) })
}

/** The same in the middle of a sentence. */
export function placeInSentence(place: Place | null): string {
  const { t } = i18n.global
  return place === null ? t('charger.request.whole') : t('charger.request.connector', { place: formatPlace(place) })
}

/** What was asked of a charger, short enough for a table. */
export function requestSentence(request: StationRequest): string {
  const { t } = i18n.global
  switch (request.kind) {
    case 'start':
      return t('charger.request.start', { place: placeInSentence(request.place), token: request.idToken })
    case 'stop':
      return t('charger.request.stop', { session: request.session })
    case 'reset':
      return t(`charger.request.${request.mode}`)
    case 'unlock':
      return t('charger.request.unlock', { place: placeInSentence(request.place) })
    case 'availability':
      return t(`charger.request.${request.operative ? 'operative' : 'inoperative'}`, { target: placeInSentence(request.place) })
    case 'trigger': {
      const topic = t(`charger.topic.${request.topic}`)
      const asked = t('charger.request.trigger', { topic })
      return request.place === null ? asked : `${asked} (${placeInSentence(request.place)})`
    }
    case 'raw':
      return request.action
  }
}
