import { describe, expect, it } from 'vitest'
import { fleetOf } from './fleet'
import { readSimulateOptions, UsageError } from './simulate-options'

const url = ['--url', 'ws://127.0.0.1:9220/']

describe('the command line of the simulator', () => {
  it('has defaults for everything but the address', () => {
    expect(readSimulateOptions(url)).toEqual({
      url: 'ws://127.0.0.1:9220',
      stations: 10,
      version: 'mixed',
      seed: 'plugboard',
      speed: 20,
      password: null,
      prefix: 'SIM',
      durationS: null,
    })
    expect(readSimulateOptions(['--help'])).toBeNull()
  })

  it.each([
    [[], /--url is missing/],
    [['--url', 'http://x'], /ws:\/\/ or wss:\/\//],
    [['--url', 'nonsense'], /ws:\/\/ or wss:\/\//],
    [[...url, '--stations', '0'], /--stations must be a whole number/],
    [[...url, '--stations', '1.5'], /--stations must be a whole number/],
    [[...url, '--stations', ''], /--stations must be a whole number/],
    [[...url, '--version', '1.5'], /--version must be/],
    [[...url, '--speed', 'fast'], /--speed must be a number/],
    [[...url, '--duration', '-1'], /duration/],
    [[...url, '--prefix', 'a:b'], /--prefix may hold/],
    [[...url, '--nonsense'], /--nonsense/],
    [[...url, 'stray'], /stray/],
  ])('refuses %j', (args, message) => {
    expect(() => readSimulateOptions(args)).toThrow(UsageError)
    expect(() => readSimulateOptions(args)).toThrow(message)
  })

  it('makes the fleet that was asked for, the same for the same seed', () => {
    const options = { stations: 6, version: 'mixed' as const, seed: 's', password: 'secret', prefix: 'T' }
    const fleet = fleetOf(options)
    expect(fleet).toEqual(fleetOf(options))
    expect(fleet.map(({ identity }) => identity)).toEqual(['T-0001', 'T-0002', 'T-0003', 'T-0004', 'T-0005', 'T-0006'])
    expect(fleet.map(({ version }) => version)).toEqual(['1.6', '2.0.1', '2.1', '1.6', '2.0.1', '2.1'])
    expect(new Set(fleet.map(({ password }) => password))).toEqual(new Set(['secret']))
    expect(fleetOf({ ...options, version: '2.1' }).every(({ version }) => version === '2.1')).toBe(true)
  })
})
