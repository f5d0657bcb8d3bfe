import '@/link/zod-without-eval'
import type { DropdownMenuItem } from '@nuxt/ui'
import type { Place, TriggerTopic } from '#contract/vocabulary'
import { triggerTopics } from '#contract/vocabulary'
import { i18n } from '@/i18n'
import { placeName } from '@/format/request-sentence'

/** One item for each connector. */
export function placeItems(places: readonly Place[], choose: (place: Place) => unknown): DropdownMenuItem[] {
  return places.map((place) => ({ label: placeName(place), onSelect: () => void choose(place) }))
}

/** In or out of service, for the whole charger or one connector. */
export function availabilityItems(
  places: readonly Place[],
  choose: (place: Place | null, operative: boolean) => unknown,
): DropdownMenuItem[] {
  const { t } = i18n.global
  return [null, ...places].map((place) => ({
    label: placeName(place),
    children: [
      { label: t('charger.commands.inService'), icon: 'i-lucide-check', onSelect: () => void choose(place, true) },
      { label: t('charger.commands.outOfService'), icon: 'i-lucide-ban', onSelect: () => void choose(place, false) },
    ],
  }))
}

/** These belong to a connector; many chargers refuse them without one (quirks M25, S12). */
const topicsOfConnectors: readonly TriggerTopic[] = ['status', 'meter-values']

export function triggerItems(
  places: readonly Place[],
  choose: (topic: TriggerTopic, place: Place | null) => unknown,
): DropdownMenuItem[] {
  const { t } = i18n.global
  return triggerTopics.map((topic) => {
    const label = t(`charger.topic.${topic}`)
    if (!topicsOfConnectors.includes(topic)) return { label, onSelect: () => void choose(topic, null) }
    return {
      label,
      children: [null, ...places].map((place) => ({ label: placeName(place), onSelect: () => void choose(topic, place) })),
    }
  })
}
