import { describe, expect, it } from 'vitest'
import { type ErrorAt, faultsOf, repeatingOf } from './errors'
import type { StatusAt } from './socket-states'
import type { StationFacts } from './station-facts'
import { aCharge, aStatus, HOUR, MIN, someFacts } from './testing/builders'
import { timelineOf } from './timeline'

const day = { from: 0, to: 24 * HOUR }

describe('errors (KPI definitions 8)', () => {
  const fault = (minute: number, errorCode: string | null = 'GroundFailure', more: Partial<StatusAt> = {}) => aStatus(minute, 'faulted', { errorCode, ...more })
  const told = (statuses: StatusAt[]) =>
    faultsOf('CP1', statuses).map(({ code, firstAt, clearedAt, count }) => [code, firstAt / MIN, clearedAt === null ? null : clearedAt / MIN, count])

  it.each<[string, StatusAt[], ReturnType<typeof told>]>([
    ['last until another status', [aStatus(0, 'available'), fault(10), aStatus(60, 'available')], [['GroundFailure', 10, 60, 1]]],
    ['last until now where nothing came', [fault(10)], [['GroundFailure', 10, null, 1]]],
    ['are one where they come again within ten minutes', [fault(0), aStatus(2, 'available'), fault(8), aStatus(9, 'available')], [['GroundFailure', 0, 9, 2]]],
    ['are two where they come later', [fault(0), aStatus(2, 'available'), fault(11)], [['GroundFailure', 0, 2, 1], ['GroundFailure', 11, null, 1]]],
    ['of another code are others', [fault(0), fault(1, 'OverVoltage')], [['GroundFailure', 0, 1, 1], ['OverVoltage', 1, null, 1]]],
    ['of another socket are others', [fault(0), fault(1, 'GroundFailure', { evse: 2 })], [['GroundFailure', 0, null, 1], ['GroundFailure', 1, null, 1]]],
    ['are one where the cause comes after the status', [fault(0, null), fault(1)], [['GroundFailure', 0, null, 1]]],
    ['may be told beside another status', [aStatus(0, 'occupied', { errorCode: 'WeakSignal' }), aStatus(5, 'occupied')], [['WeakSignal', 0, 5, 1]]],
  ])('%s', (_, statuses, expected) => {
    expect(told(statuses)).toEqual(expected)
  })

  it.each([
    [[0, 20, 24 * 60], true],
    [[0, 20, 60], false],
    [[0, 24 * 60], false],
  ])('at the minutes %j repeat: %s', (minutes, isRepeating) => {
    const entries = minutes.map((minute): ErrorAt => ({
      station: 'CP1', evse: 1, kind: 'fault', code: 'X', vendorCode: null, vendorId: null, info: null, firstAt: minute * MIN, lastAt: minute * MIN, count: 1, clearedAt: null, session: null,
    }))
    expect(repeatingOf(entries).size > 0).toBe(isRepeating)
  })
})

describe('the timeline of a socket (KPI definitions 3.3)', () => {
  const drawn = (facts: Partial<StationFacts>) =>
    timelineOf(someFacts({ now: 2 * HOUR, ...facts }), 1, day).map(({ kind, from, to }) => `${kind} ${from / MIN}-${to / MIN}`)
  const outage = (from: number, to: number, knownAt: number | null) => ({ from: from * MIN, to: to * MIN, knownAt: knownAt === null ? null : knownAt * MIN })

  it.each<[string, Partial<StationFacts>, string[]]>([
    ['begins with a gap where nothing was heard', { statuses: [aStatus(30, 'available')] }, ['gap 0-30', 'available 30-120']],
    ['goes on with what was heard on earlier days', { statuses: [aStatus(-500, 'unavailable')] }, ['unavailable 0-120']],
    ['is not cut by repetitions', { statuses: [aStatus(0, 'available'), aStatus(20, 'available')] }, ['available 0-120']],
    ['has a gap until something is heard after an outage', { statuses: [aStatus(0, 'available')], outages: [outage(20, 40, 50)] }, ['available 0-20', 'gap 20-50', 'available 50-120']],
    ['has a gap until now where nothing was heard since', { statuses: [aStatus(0, 'available')], outages: [outage(20, 40, null)] }, ['available 0-20', 'gap 20-120']],
    ['joins gaps of less than a minute', { statuses: [aStatus(0, 'available')], outages: [outage(20, 20.5, 20.6)] }, ['available 0-120']],
    ['tells time in which nobody looked from a gap', { statuses: [aStatus(0, 'available')], unobserved: [{ from: 20 * MIN, to: 40 * MIN }] }, ['available 0-20', 'unobserved 20-40', 'available 40-120']],
    [
      'is filled by a session that was told later',
      { statuses: [aStatus(0, 'available')], outages: [outage(20, 80, 80)], sessions: [aCharge({ readings: [[30, 0], [60, 10]] })] },
      ['available 0-20', 'gap 20-30', 'late 30-60', 'gap 60-80', 'available 80-120'],
    ],
    [
      'takes from the transaction what the status does not say',
      { statuses: [aStatus(0, 'available'), aStatus(10, 'occupied'), aStatus(70, 'available')], sessions: [aCharge({ readings: [[12, 0], [60, 10]], states: [[15, 'charging'], [40, 'suspended-ev']] })] },
      ['available 0-10', 'waiting 10-12', 'waiting 12-15', 'charging 15-40', 'suspended 40-60', 'waiting 60-70', 'available 70-120'],
    ],
    [
      'of a socket with two connectors is faulted only if both are',
      { statuses: [aStatus(0, 'available'), aStatus(0, 'available', { connector: 2 }), aStatus(20, 'faulted'), aStatus(40, 'faulted', { connector: 2 }), aStatus(60, 'occupied', { connector: 2, chargingState: 'charging' })] },
      ['available 0-40', 'faulted 40-60', 'charging 60-120'],
    ],
  ])('%s', (_, facts, expected) => {
    expect(drawn(facts)).toEqual(expected)
  })
})
