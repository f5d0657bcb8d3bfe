import Database from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { migrate } from '../open-database'
import { defaultSettings } from './administration'
import { bookmarkTable } from './bookmarks'
import { retentionRules } from './retention'
import { trafficTables } from './traffic'

const DAY = 86_400_000

function aDatabaseWith({ old, fresh }: { old: number; fresh: number }) {
  const database = new Database(':memory:')
  migrate(database)
  const traffic = trafficTables(database)
  for (let id = 1; id <= old + fresh; id++) {
    traffic.saveFrame({
      id, at: id <= old ? 0 : 20 * DAY, station: 'CP1', connection: 'c', direction: 'in', kind: 'call', action: 'Heartbeat',
      messageId: '1', text: '', roundTripMs: null, findings: [], session: null,
    })
  }
  return { database, frames: () => Number(database.prepare('select count(*) from frame').pluck().get()) }
}

test('deletes all that is too old, a step at a time, and nothing else', () => {
  vi.useFakeTimers()
  try {
    const { database, frames } = aDatabaseWith({ old: 3_100, fresh: 200 })
    retentionRules(database).clean({ now: 20 * DAY, settings: defaultSettings, firstKept: 0 })
    expect(frames()).toBe(2_800)
    vi.advanceTimersByTime(200)
    expect(frames()).toBe(2_300)
    vi.advanceTimersByTime(10_000)
    expect(frames()).toBe(200)
  } finally {
    vi.useRealTimers()
  }
})

test('stops when the store is closed in between', () => {
  vi.useFakeTimers()
  try {
    const { database } = aDatabaseWith({ old: 1_000, fresh: 0 })
    retentionRules(database).clean({ now: 20 * DAY, settings: defaultSettings, firstKept: 0 })
    database.close()
    expect(() => vi.advanceTimersByTime(1_000)).not.toThrow()
  } finally {
    vi.useRealTimers()
  }
})

test('deletes what is beyond the size that is set, whatever its age', () => {
  const { database, frames } = aDatabaseWith({ old: 0, fresh: 300 })
  retentionRules(database).clean({ now: 20 * DAY, settings: defaultSettings, firstKept: 101 })
  expect(frames()).toBe(200)
  database.close()
})

test('a bookmark keeps its frame and twenty of the station on each side, until it is removed', () => {
  const { database, frames } = aDatabaseWith({ old: 400, fresh: 0 })
  const bookmarks = bookmarkTable(database)
  expect(bookmarks.save({ frame: 200, note: 'why', at: 0 })).toBe(true)
  expect(bookmarks.save({ frame: 210, note: 'and this', at: 0 })).toBe(true)
  expect(bookmarks.save({ frame: 999, note: 'never was', at: 0 })).toBe(false)
  const clean = () => retentionRules(database).clean({ now: 20 * DAY, settings: defaultSettings, firstKept: 0 })
  clean()
  expect(frames(), '180 to 230').toBe(51)
  bookmarks.remove(200)
  clean()
  expect(frames(), '190 to 230').toBe(41)
  bookmarks.remove(210)
  clean()
  expect(frames()).toBe(0)
  database.close()
})
