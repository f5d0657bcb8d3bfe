import { expect, it } from 'vitest'
import type { ChargingState, ConnectorStatus } from '#contract/vocabulary'
import { count, emptyPies, type FleetFacts, nextChangeAt, slicesOf } from './fleet'
import { newConnector, newStation } from './station'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const now = 100 * 24 * HOUR

interface Look {
  ageMs?: number | null
  heartbeatIntervalS?: number | null
  status?: 'enabled' | 'disabled' | 'faulted' | 'unknown'
  /** By EVSE. */
  connectors?: (ConnectorStatus | ChargingState)[][]
}

function facts({ ageMs = 0, heartbeatIntervalS = 300, status = 'unknown', connectors = [] }: Look = {}): FleetFacts {
  const at = ageMs === null ? null : now - ageMs
  const one = (word: ConnectorStatus | ChargingState, evse: number, connector: number) =>
    word === 'charging' || word === 'suspended-ev' || word === 'suspended-evse' || word === 'ev-connected' || word === 'idle'
      ? { ...newConnector(evse, connector), status: 'occupied' as const, chargingState: word }
      : { ...newConnector(evse, connector), status: word }
  const station = {
    ...newStation({ station: 'CP-1', name: 'CP-1', site: null, admission: 'registered', firstSeenAt: 0 }),
    heartbeatIntervalS, status,
    connectors: connectors.flatMap((words, evse) => words.map((word, connector) => one(word, evse + 1, connector + 1))),
  }
  return { station, lastSeenAt: at, lastMessageAt: at }
}

it.each<[string, Look, string]>([
  ['never sent a message', { ageMs: null }, 'unknown'],
  ['its heartbeat interval is not known', { heartbeatIntervalS: null }, 'unknown'],
  ['at the limit of 910 s', { ageMs: 910_000 }, 'online'],
  ['past it', { ageMs: 910_001 }, 'offline'],
  ['60 s: limit 190 s', { ageMs: 190_001, heartbeatIntervalS: 60 }, 'offline'],
  ['4 h: limit 43,210 s', { ageMs: 43_210_000, heartbeatIntervalS: 14_400 }, 'online'],
  ['below 10 s counts as 10 s', { ageMs: 40_000, heartbeatIntervalS: 1 }, 'online'],
])('connection: %s', (_, look, expected) => expect(slicesOf(facts(look), now).connection).toBe(expected))

it('counts the ages of the last messages: 2 min, 14 min, 59 min, 5 h, 8 d and never are 2, 1, 1, 0 and 1', () => {
  const pies = emptyPies()
  for (const ageMs of [2 * MINUTE, 14 * MINUTE, 59 * MINUTE, 5 * HOUR, 8 * 24 * HOUR, null]) count(pies, slicesOf(facts({ ageMs }), now), 1)
  expect(pies.heard).toEqual({ '15m': 2, '1h': 1, '24h': 1, '7d': 0, older: 1 })
})

it.each<[Look['connectors'], string]>([
  [[['available']], 'available'],
  [[['charging']], 'charging'],
  [[['suspended-ev']], 'charging'],
  [[['suspended-evse']], 'charging'],
  [[['faulted']], 'faulted'],
  [[['ev-connected']], 'undefined'],
  [[['occupied']], 'undefined'],
  [[['reserved']], 'undefined'],
  [[['unavailable']], 'undefined'],
  [[['unknown']], 'undefined'],
  [[['faulted', 'faulted']], 'faulted'],
  [[['faulted', 'available']], 'available'],
  [[['faulted', 'charging']], 'charging'],
  [[['faulted', 'reserved']], 'undefined'],
])('an EVSE of connectors %j is %s', (connectors = [], expected) => {
  const { sockets } = slicesOf(facts({ connectors }), now)
  expect(Object.entries(sockets).filter(([, n]) => n > 0)).toEqual([[expected, 1]])
})

it.each<[string, Look, string]>([
  ['never communicated', { ageMs: null, status: 'enabled' }, 'unknown'],
  ['offline', { ageMs: 911_000, status: 'faulted' }, 'unknown'],
  ['told faulted', { status: 'faulted', connectors: [['available']] }, 'faulted'],
  ['told unavailable', { status: 'disabled' }, 'disabled'],
  ['derived: all faulted', { connectors: [['faulted'], ['faulted']] }, 'faulted'],
  ['derived: all unavailable', { connectors: [['unavailable'], ['unavailable']] }, 'disabled'],
  ['derived: else', { connectors: [['faulted'], ['unavailable']] }, 'enabled'],
  ['nothing told of any connector', {}, 'enabled'],
])('station status: %s', (_, look, expected) => expect(slicesOf(facts(look), now).status).toBe(expected))

it('leaves the sockets of offline stations out, and counts the faulted ones among them', () => {
  const pies = emptyPies()
  for (const ageMs of [0, 911_000]) count(pies, slicesOf(facts({ ageMs, connectors: [['faulted'], ['available']] }), now), 1)
  expect(pies).toMatchObject({ sockets: { faulted: 1, available: 1 }, offlineFaulted: 1, connection: { online: 1, offline: 1 } })
  count(pies, slicesOf(facts({ ageMs: 911_000, connectors: [['faulted'], ['available']] }), now), -1)
  expect(pies.offlineFaulted).toBe(0)
})

it('names the instant at which a station leaves a slice by time alone', () => {
  const start = facts()
  const changes: number[] = []
  for (let at = nextChangeAt(start, now); at !== null; at = nextChangeAt(start, at)) changes.push(at - now)
  expect(changes).toEqual([15 * MINUTE + 1, 910_001, HOUR + 1, 24 * HOUR + 1, 7 * 24 * HOUR + 1])
  for (const after of changes) expect(slicesOf(start, now + after)).not.toEqual(slicesOf(start, now + after - 1))
})
