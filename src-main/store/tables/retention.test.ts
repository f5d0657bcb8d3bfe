import Database from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { migrate } from '../open-database'
import { defaultSettings } from './administration'
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
      messageId: '1', text: '', roundTripMs: null, findings: [],
    })
  }
  return { database, frames: () => Number(database.prepare('select count(*) from frame').pluck().get()) }
}

test('deletes all that is too old, a step at a time, and nothing else', () => {
  vi.useFakeTimers()
  try {
    const { database, frames } = aDatabaseWith({ old: 3_100, fresh: 200 })
    retentionRules(database).clean(20 * DAY, defaultSettings)
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
    retentionRules(database).clean(20 * DAY, defaultSettings)
    database.close()
    expect(() => vi.advanceTimersByTime(1_000)).not.toThrow()
  } finally {
    vi.useRealTimers()
  }
})
