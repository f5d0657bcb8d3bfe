import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { emptyMeter } from '../../domain/meter'
import { newReview } from '../../domain/review'
import type { Session } from '../../domain/session'
import { newConnector, newStation } from '../../domain/station'
import { nowhere } from '../../domain/surroundings'
import { migrate } from '../open-database'
import { sessionTable } from './sessions'
import { stationTable } from './stations'

function anEmptyDatabase() {
  const database = new Database(':memory:')
  migrate(database)
  return database
}

const aStation = () => newStation({ station: 'S1', name: 'S1', site: null, admission: 'registered', firstSeenAt: 1 })

const aSession = (overrides: Partial<Session> = {}): Session => ({
  session: 1,
  station: 'S1',
  place: { evse: 1, connector: 1 },
  transactionId: '1',
  alias: null,
  idToken: 'A',
  person: null,
  surroundings: nowhere,
  isRefused: false,
  state: 'running',
  chargingState: null,
  startedAt: 1000,
  startText: 'then',
  startSeen: true,
  meterStartWh: 0,
  endedAt: null,
  endReceivedAt: null,
  endText: null,
  reason: null,
  rawReason: null,
  meterStopWh: null,
  sequence: null,
  remoteStartId: null,
  endedByLimit: null,
  needs: null,
  marks: [],
  meter: emptyMeter,
  chargingStateAt: null,
  heard: { first: 1000, sign: 1000, last: 1000 },
  review: newReview,
  issues: [],
  ...overrides,
})

test('stores every change of a running session, whichever columns it touches', () => {
  const table = sessionTable(anEmptyDatabase())
  const story: Session[] = [
    aSession(),
    aSession({ meter: { ...emptyMeter, energyWh: 12.5, soc: { start: 10, now: 20, at: 5 } }, marks: ['late'] }),
    aSession({ chargingState: 'charging', place: { evse: 2, connector: 1 }, idToken: 'B' }),
    aSession({ alias: '-7' }),
    aSession({ startedAt: 900, startText: 'earlier' }),
    aSession({ state: 'completed', endedAt: 2000, endText: 'now', reason: 'local', meterStopWh: 9 }),
    aSession({ issues: ['suspect'], state: 'suspect', review: { ...newReview, suspicion: { cause: 'available', since: 5 } } }),
    aSession({ chargingStateAt: 7, heard: { first: 1, sign: 2, last: 3 } }),
    aSession({ state: 'completed', endedAt: 2000, endText: 'now', marks: ['conflict'], issues: ['conflict'] }),
  ]
  for (const session of story) {
    table.save(session)
    expect(table.lookup.get(1)).toEqual(session)
  }
})

test('stores a session whole again after the transaction that first held it was rolled back', () => {
  const database = anEmptyDatabase()
  const table = sessionTable(database)
  const failing = database.transaction(() => {
    table.save(aSession())
    throw new Error('no room')
  })
  expect(failing).toThrow('no room')
  table.forget()
  table.save(aSession({ marks: ['late'] }))
  expect(table.lookup.get(1)).toEqual(aSession({ marks: ['late'] }))
})

test('does not write a station for a reading of its power, and does for anything else', () => {
  const database = anEmptyDatabase()
  const table = stationTable(database)
  const connector = newConnector(1, 1)
  const station = { ...aStation(), connectors: [connector] }
  const writes = () => Number(database.prepare('select total_changes() as n').pluck().get())
  table.save(station)
  const before = writes()
  table.save({ ...station, connectors: [{ ...connector, power: { watts: 7000, derived: false, at: 2 } }] })
  expect(writes()).toBe(before)
  table.save({ ...station, connectors: [{ ...connector, status: 'occupied' }] })
  expect(table.all()[0]?.station.connectors[0]?.status).toBe('occupied')
  table.save({ ...station, vendor: 'Acme' })
  expect(table.all()[0]?.station.vendor).toBe('Acme')
  expect(table.all()[0]?.station.connectors[0]?.status).toBe('unknown')
})
