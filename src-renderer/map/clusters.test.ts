import { expect, it } from 'vitest'
import type { FleetStation } from '#contract/fleet'
import { clusterIndex } from './clusters'
import { countsOf, locationsOf, sumOf } from './locations'

const aStation = (station: string, latitude: number, over: Partial<FleetStation> = {}): FleetStation => ({
  station, name: station, site: null, siteName: null, position: { latitude, longitude: 10 }, connection: 'online', heard: '15m', status: 'enabled',
  sockets: { available: 1, charging: 1, faulted: 0, undefined: 0 }, states: ['available', 'charging'], ...over,
})
const everything = () => true
const none = new Set<string>()
const world = [-180, -85, 180, 85] as const

it('draws what is near as one, that falls apart into its places', () => {
  const index = clusterIndex(locationsOf([aStation('A', 50), aStation('B', 50.01), aStation('C', 20)], everything))
  const far = index.spots([...world], 3)
  expect(far.map(({ stations, splitsAt }) => [stations.length, splitsAt === null])).toEqual(expect.arrayContaining([[2, false], [1, true]]))
  const splitsAt = far.find(({ stations }) => stations.length === 2)?.splitsAt ?? 0
  expect(index.spots([...world], splitsAt)).toHaveLength(3)
})

it('stations at one place are one pin at every zoom, and those without a place none', () => {
  const index = clusterIndex(locationsOf([aStation('A', 50), aStation('B', 50), aStation('C', 0, { position: null })], everything))
  expect(index.spots([...world], 18)).toMatchObject([{ stations: ['A', 'B'], splitsAt: null }])
})

it('counts as the pie does: sockets of what is online, and no hidden slice', () => {
  const offline = aStation('B', 50, { connection: 'offline' })
  expect(sumOf([aStation('A', 50), offline].map((one) => countsOf(one, 'sockets', none)))).toEqual({ available: 1, charging: 1 })
  expect(sumOf([aStation('A', 50), offline].map((one) => countsOf(one, 'connection', new Set(['offline']))))).toEqual({ online: 1 })
  expect(countsOf(aStation('A', 50, { heard: null }), 'heard', none)).toEqual({})
})

it('has ten thousand stations in view', () => {
  const stations = Array.from({ length: 10_000 }, (_, n) => aStation(`S${n}`, (n % 100) - 50, { position: { latitude: (n % 100) - 50, longitude: Math.floor(n / 100) } }))
  const spots = clusterIndex(locationsOf(stations, everything)).spots([...world], 2)
  expect(spots.flatMap(({ stations: members }) => members)).toHaveLength(10_000)
})
