import { expect, test, vi } from 'vitest'
import { newStation } from '../domain/station'
import { createNewcomers } from './newcomers'
import type { StationEntry } from './working-set'

const aStranger = (identity: string): StationEntry => ({
  station: newStation({ station: identity, name: identity, site: null, admission: 'quarantined', firstSeenAt: 1 }),
  passwordHash: null,
  lastSeenAt: null,
  protocol: null,
  remoteAddress: null,
  lastMessageAt: null,
  lastBootTriggerAt: null,
})

test('hands over all that came since the last turn, and asks for a turn', async () => {
  const nudge = vi.fn()
  const newcomers = createNewcomers(nudge)
  const joined = [newcomers.join(aStranger('A')), newcomers.join(aStranger('B'))]
  expect(nudge).toHaveBeenCalled()
  expect(newcomers.size).toBe(2)
  const taken = newcomers.take()
  expect(taken.map(({ entry }) => entry.station.station)).toEqual(['A', 'B'])
  expect(newcomers.size).toBe(0)
  taken[0]?.resolve(true)
  taken[1]?.resolve(false)
  expect(await Promise.all(joined)).toEqual([true, false])
})

test('lets a station that knocks in two spellings join once (quirk C06)', async () => {
  const newcomers = createNewcomers(() => undefined)
  const joined = [newcomers.join(aStranger('Depot-1')), newcomers.join(aStranger('DEPOT-1'))]
  const taken = newcomers.take()
  expect(taken.map(({ entry }) => entry.station.station)).toEqual(['Depot-1'])
  for (const { resolve } of taken) resolve(true)
  expect(await Promise.all(joined)).toEqual([true, true])
})
