import type { AlertRow } from '#contract/alerts'
import type { CommandSource } from '#contract/vocabulary'
import type { AlertStore, StoredAlert } from '../alerts-ports'
import { createKeyedFeed } from '../feeds/keyed-feed'
import type { Clock } from '../ports'

/** Of those that are over: what a list shows. */
const MOST_ENDED = 500

export type AlertBook = ReturnType<typeof createAlertBook>

/** Alerts in memory: all that stand, and the latest that are over. The database holds the same. */
export function createAlertBook(parts: {
  clock: Clock
  store: AlertStore
  named: (alert: StoredAlert) => Pick<AlertRow, 'stationName' | 'siteName'>
}) {
  const { clock, store } = parts
  const standing = new Map(store.standing().map((alert) => [alert.alert, alert]))
  const ended = new Map(store.ended(MOST_ENDED).toReversed().map((alert) => [alert.alert, alert]))
  const byStation = new Map<string, Set<number>>()
  let nextId = store.lastAlertId() + 1

  const row = (stored: StoredAlert): AlertRow => {
    const { subject: _subject, clearSince: _clear, deliveries: _deliveries, ...rest } = stored
    return { ...rest, ...parts.named(stored) }
  }
  const get = (id: number) => standing.get(id) ?? ended.get(id) ?? null
  const feed = createKeyedFeed<number, AlertRow>({
    clock,
    all: () => [...standing.values(), ...ended.values()].map(row),
    read: (id) => {
      const alert = get(id)
      return alert ? row(alert) : null
    },
  })

  function index(alert: StoredAlert): void {
    const key = alert.station ?? ''
    const known = byStation.get(key)
    if (alert.state === 'ended') known?.delete(alert.alert)
    else if (known) known.add(alert.alert)
    else byStation.set(key, new Set([alert.alert]))
    if (known?.size === 0) byStation.delete(key)
  }
  for (const alert of standing.values()) index(alert)

  return {
    feed,
    row,
    newId: () => nextId++,
    get,
    standing: () => [...standing.values()],
    /** That stand. Empty: about no station. */
    about: (station: string): StoredAlert[] => [...(byStation.get(station) ?? [])].flatMap((id) => standing.get(id) ?? []),
    openOf: (rule: number) => [...standing.values()].filter((alert) => alert.rule === rule).length,
    /** After they were stored. */
    adopt(alerts: readonly StoredAlert[]) {
      const dropped: number[] = []
      for (const alert of alerts) {
        index(alert)
        if (alert.state !== 'ended') standing.set(alert.alert, alert)
        else {
          standing.delete(alert.alert)
          ended.set(alert.alert, alert)
        }
      }
      for (const id of ended.keys()) {
        if (ended.size <= MOST_ENDED) break
        ended.delete(id)
        dropped.push(id)
      }
      feed.touch([...alerts.map(({ alert }) => alert), ...dropped])
    },
    /** Those that stand and that nobody has acknowledged, as they are then. */
    acknowledged(ids: readonly number[], { by, note }: { by: CommandSource; note: string }): StoredAlert[] {
      const at = clock.now()
      return ids.flatMap((id) => {
        const alert = standing.get(id)
        return alert?.state === 'open' ? [{ ...alert, state: 'acknowledged' as const, acknowledged: { at, by, note } }] : []
      })
    },
  }
}
