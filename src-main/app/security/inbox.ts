import type { SecurityItem } from '#contract/security'
import type { CommandSource } from '#contract/vocabulary'
import { createKeyedFeed, type KeyedFeed } from '../feeds/keyed-feed'
import type { Clock, Commit } from '../ports'
import type { SecurityStore, StoredItem } from '../security-ports'

export interface SecurityInbox {
  feed: KeyedFeed<number, SecurityItem>
  /** How many lines nobody has seen. */
  open(): number
  /** Is there a line of this kind, seen or not? Station empty: about Plugboard. */
  isKnown(station: string, kind: string): boolean
  noticed(events: Commit['securityEvents']): void
  /** Lines that somebody saw before stay as they are. @throws StorageFullError */
  acknowledge(items: readonly number[], by: CommandSource, note: string): void
  /** What it was about is over. @throws StorageFullError */
  settle(station: string, kind: string): void
}

const MOST_SEEN = 500

export function createSecurityInbox(parts: {
  clock: Clock
  store: Pick<SecurityStore, 'items' | 'openItem' | 'acknowledge'>
  nameOf: (station: string) => string
  changed: () => void
}): SecurityInbox {
  const { clock, store } = parts
  const items = new Map(store.items().map((item) => [item.item, item]))
  const shown = ({ kind: _kind, ...item }: StoredItem): SecurityItem => ({
    ...item,
    stationName: item.station === null ? null : parts.nameOf(item.station),
  })
  const feed = createKeyedFeed<number, SecurityItem>({
    clock,
    all: () => [...items.values()].map(shown),
    read: (key) => {
      const item = items.get(key)
      return item ? shown(item) : null
    },
  })
  const isKnown = (station: string, kind: string) =>
    [...items.values()].some((item) => item.kind === kind && (item.station ?? '') === station)

  function see(ids: readonly number[], seen: NonNullable<SecurityItem['seen']>): void {
    for (const id of ids) {
      const item = items.get(id)
      if (!item || item.seen !== null) continue
      store.acknowledge(id, seen)
      items.set(id, { ...item, seen })
    }
    feed.touch([...ids, ...dropOldestSeen(items)])
    parts.changed()
  }

  return {
    feed,
    open: () => [...items.values()].filter(({ seen }) => seen === null).length,
    isKnown,
    noticed(events) {
      const kinds = new Map(events.map((event) => [`${event.station} ${event.kind}`, event]))
      const touched: number[] = []
      for (const { station, kind } of kinds.values()) {
        const item = store.openItem(station, kind)
        if (!item) continue
        items.set(item.item, item)
        touched.push(item.item)
      }
      if (touched.length === 0) return
      feed.touch(touched)
      parts.changed()
    },
    acknowledge: (ids, by, note) => see(ids, { at: clock.now(), by, note }),
    settle(station, kind) {
      const over = [...items.values()].filter((item) => item.seen === null && item.kind === kind && (item.station ?? '') === station)
      if (over.length > 0) see(over.map(({ item }) => item), { at: clock.now(), by: 'automatic', note: '' })
    },
  }
}

function dropOldestSeen(items: Map<number, StoredItem>): number[] {
  const seen = [...items.values()].filter((item) => item.seen !== null).sort((a, b) => (b.seen?.at ?? 0) - (a.seen?.at ?? 0))
  const dropped = seen.slice(MOST_SEEN).map(({ item }) => item)
  for (const id of dropped) items.delete(id)
  return dropped
}
