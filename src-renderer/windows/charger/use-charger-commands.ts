import { useToast } from '@nuxt/ui/composables'
import { computed, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { StationDetail } from '#contract/stations'
import type { Place, StationRequest, StationRequestKind, TriggerTopic } from '#contract/vocabulary'
import { useLink } from '@/link/link'
import { useStationCommand } from '@/link/use-station-command'
import { useConfirm, type Question } from '@/ui/use-confirm'
import { placeInSentence, placeName } from '@/format/request-sentence'
import { cautionOf, obstacleOf } from './use-charger'

/** What can be asked of a charger: why not now, the question before, and the sending. Answers come by their feed. */
export function useChargerCommands(detail: Readonly<Ref<StationDetail>>) {
  const { t } = useI18n()
  const toast = useToast()
  const confirm = useConfirm()
  const link = useLink()
  const command = useStationCommand()
  /** Kinds that are under way. */
  const pending = ref<ReadonlySet<string>>(new Set())

  /** Why a command is not possible, as a sentence; null when it is. */
  function obstacle(kind: StationRequestKind): string | null {
    if (link.client.value === null) return t('states.noLink')
    const code = obstacleOf(detail.value.capabilities, kind)
    if (code !== null) return t(`charger.obstacle.${code}`)
    const needsConnector = kind === 'start' || kind === 'unlock'
    return needsConnector && detail.value.row.connectors.length === 0 ? t('charger.commands.noConnector') : null
  }

  /** What is worth knowing before it is tried again; null: nothing. */
  function caution(kind: StationRequestKind): string | null {
    const code = cautionOf(detail.value.capabilities, kind)
    return code && t(`charger.caution.${code}`)
  }

  async function send(request: StationRequest, question?: Question) {
    if (question && !(await confirm(question))) return
    const key = request.kind === 'reset' ? request.mode : request.kind
    pending.value = new Set(pending.value).add(key)
    const answer = await command.run(detail.value.row.station, request)
    pending.value = new Set([...pending.value].filter((other) => other !== key))
    // What the charger said is in the list of answers; here only that it could not be asked.
    if (!answer) toast.add({ title: t('charger.commandFailed'), description: command.fault.value ?? '', color: 'warning' })
  }

  const reset = (mode: 'soft' | 'hard') => send({ kind: 'reset', mode }, {
    title: t(`charger.resetDialog.${mode}Title`),
    text: t(`charger.resetDialog.${mode}Text`, { station: detail.value.row.name }),
    confirm: t('charger.resetDialog.confirm'),
    isDangerous: mode === 'hard',
  })
  const unlock = (place: Place) => send({ kind: 'unlock', place }, {
    title: t('charger.unlockDialog.title', { place: placeInSentence(place) }),
    text: t('charger.unlockDialog.text'),
    confirm: t('charger.unlockDialog.confirm'),
  })
  const setAvailability = (place: Place | null, operative: boolean) => send({ kind: 'availability', place, operative }, {
    title: t(operative ? 'charger.availabilityDialog.titleOn' : 'charger.availabilityDialog.title'),
    text: t(operative ? 'charger.availabilityDialog.textOn' : 'charger.availabilityDialog.text', { target: placeName(place) }),
    confirm: t(operative ? 'charger.availabilityDialog.confirmOn' : 'charger.availabilityDialog.confirm'),
  })

  return {
    obstacle,
    caution,
    pending,
    places: computed<Place[]>(() => detail.value.row.connectors.map(({ evse, connector }) => ({ evse, connector }))),
    start: (place: Place, idToken: string | null) => send({ kind: 'start', place, idToken }),
    reset,
    unlock,
    setAvailability,
    trigger: (topic: TriggerTopic, place: Place | null) => send({ kind: 'trigger', topic, place }),
  }
}
