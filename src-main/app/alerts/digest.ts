import { minutesOf, wallMinutes } from '../../domain/alerts/rule'
import type { AlertStore, Delivery, StoredChannel } from '../alerts-ports'
import type { Outbox } from './outbox'

const DAY_MS = 86_400_000

/** The digests that are due and not there yet: one for each channel and day, also when the hour was slept through. */
export function dueDigests(
  channels: readonly StoredChannel[],
  { store, outbox, hears, now, timeZone }: { store: AlertStore; outbox: Pick<Outbox, 'digest'>; hears: (rule: number, channel: number) => boolean; now: number; timeZone: string },
): Delivery[] {
  return channels.flatMap((channel) => {
    if (!channel.isOn || channel.sends === 'each' || channel.target.kind === 'desktop') return []
    const late = wallMinutes(now, timeZone) - minutesOf(channel.digestAt)
    const dueAt = now - (now % 60_000) - late * 60_000
    const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(dueAt)
    if (late < 0 || channel.since > dueAt || store.hasDigest(channel.channel, day)) return []
    const told = new Map([...store.openedSince(dueAt - DAY_MS), ...store.standing()].map((alert) => [alert.alert, alert]))
    const heard = [...told.values()].filter(({ rule }) => hears(rule, channel.channel))
    return [outbox.digest(channel.channel, day, heard.map(({ alert }) => alert))]
  })
}
