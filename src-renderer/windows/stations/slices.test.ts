import { expect, it } from 'vitest'
import type { FleetStation } from '#contract/fleet'
import { inSlice, sliceOf, socketCount } from './slices'

const aStation = (over: Partial<FleetStation> = {}): FleetStation => ({
  station: 'A', name: 'A', site: null, siteName: null, position: null, connection: 'online', heard: '15m', status: 'enabled',
  sockets: { available: 1, charging: 0, faulted: 0, undefined: 0 }, states: ['available'], ...over,
})
const faulted = { pie: 'sockets', id: 'faulted' } as const

it('reads the slice of the address, and nothing from names that are none', () => {
  expect(sliceOf({ sockets: 'faulted' })).toEqual(faulted)
  expect(sliceOf({ heard: '7d', connection: null })).toEqual({ pie: 'heard', id: '7d' })
  expect([sliceOf({}), sliceOf({ sockets: 'offline' }), sliceOf({ connection: '' })]).toEqual([null, null, null])
})

it('Faulted lists chargers online with the charger or a connector faulted; among those offline it is what was last known', () => {
  const broken = aStation({ states: ['faulted', 'available'] })
  const lost = { ...broken, connection: 'offline' as const }
  expect([inSlice(broken, faulted, 'normal'), inSlice(lost, faulted, 'normal'), inSlice(lost, faulted, 'offline')]).toEqual([true, false, true])
  expect([inSlice(aStation(), faulted, 'normal'), inSlice(undefined, faulted, 'normal')]).toEqual([false, false])
})

it('counts the sockets in the slice, or all of the chargers where chargers are counted', () => {
  const fleet = new Map([
    ['A', aStation({ sockets: { available: 1, charging: 0, faulted: 2, undefined: 0 } })],
    ['B', aStation({ station: 'B', sockets: { available: 0, charging: 0, faulted: 1, undefined: 1 } })],
  ])
  const rows = [...fleet.values()]
  expect([socketCount(rows, faulted, fleet), socketCount(rows, { pie: 'connection', id: 'online' }, fleet)]).toEqual([3, 5])
})
