import type { SecurityItem } from '#contract/security'
import { useI18n } from 'vue-i18n'

/** Events in the reader's language; a word of a vendor stays as it is. */
export function useSecurityWords() {
  const { t, te } = useI18n()
  const eventName = (event: string) => (te(`security.event.${event}`) ? t(`security.event.${event}`) : event)
  return {
    eventName,
    eventsOf: ({ events }: Pick<SecurityItem, 'events'>) => Object.keys(events).map(eventName).join(', '),
  }
}

export const matches = (item: SecurityItem, words: string, named: string): boolean => {
  const text = [item.station, item.stationName, item.info, item.seen?.note, named, ...Object.keys(item.events)].join(' ').toLowerCase()
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word))
}

/** What nobody saw comes first, then the latest. */
export const byUrgency = (a: SecurityItem, b: SecurityItem): number =>
  Number(a.seen !== null) - Number(b.seen !== null) || Number(b.isCritical) - Number(a.isCritical) || b.lastAt - a.lastAt
