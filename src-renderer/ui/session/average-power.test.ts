import { expect, it } from 'vitest'
import { averageWatts } from './average-power'

const hour = 3_600_000
const aSession = { startedAt: 0, endedAt: 3 * hour, energyWh: 22_000, inactivityMs: hour }

it.each([
  ['is over the time in which energy flowed', {}, 11_000],
  ['is not known where that time is not', { inactivityMs: null }, null],
  ['is not known where no time is left', { inactivityMs: 3 * hour }, null],
  ['is not told of one that runs', { endedAt: null }, null],
])('the average power of a session %s', (_name, overrides, watts) => {
  expect(averageWatts({ ...aSession, ...overrides })).toBe(watts)
})
