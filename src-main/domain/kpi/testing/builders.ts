import type { ChargingState } from '#contract/vocabulary'
import { activityOf } from '../../course/activity'
import type { Course, CourseReading } from '../../course/course'
import { emptyMeter } from '../../meter'
import { newReview } from '../../review'
import type { Session } from '../../session'
import { nowhere } from '../../surroundings'
import type { StatusAt } from '../socket-states'
import type { SessionFacts, StationFacts } from '../station-facts'

export const MIN = 60_000
export const HOUR = 60 * MIN

export function aSession(overrides: Partial<Session> = {}): Session {
  const { session = 1, startedAt = 0, endedAt = null } = overrides
  return {
    session, station: 'CP1', place: { evse: 1, connector: 1 }, transactionId: String(session), alias: null, idToken: 'AA',
    person: null, surroundings: nowhere, isRefused: false, state: endedAt === null ? 'running' : 'completed', chargingState: null,
    chargingStateAt: null, startedAt, startText: null, meterStartWh: 0, endedAt, endReceivedAt: endedAt, reason: null, rawReason: null,
    meterStopWh: null, endText: null, sequence: null, startSeen: true, remoteStartId: null, endedByLimit: null, needs: null, marks: [],
    meter: emptyMeter, heard: { first: startedAt, sign: startedAt, last: endedAt ?? startedAt }, review: newReview, issues: [],
    ...overrides,
  }
}

/** A session by its readings: minutes from the epoch and kWh. It ends with the last one unless `isOpen`. */
export function aCharge(of: {
  session?: number
  evse?: number
  readings: [number, number][]
  states?: [number, ChargingState][]
  token?: string | null
  isOpen?: boolean
  overrides?: Partial<Session>
}): SessionFacts {
  const { session = 1, evse = 1, token = 'AA', states = [], isOpen = false } = of
  const readings = of.readings.map(([minute, kwh]): CourseReading => ({ at: minute * MIN, energyMwh: Math.round(kwh * 1e6), powerW: null }))
  const [from, to] = [readings[0]?.at ?? 0, readings.at(-1)?.at ?? 0]
  const energyWh = (readings.at(-1)?.energyMwh ?? 0) / 1000
  const course: Course = { from, to, readings, isFollowed: readings.length > 2, states: states.map(([minute, state]) => ({ at: minute * MIN, state })), hindrances: [] }
  return {
    session: aSession({
      session, place: { evse, connector: 1 }, startedAt: from, endedAt: isOpen ? null : to, idToken: token,
      meter: { ...emptyMeter, energyWh, lastAt: to }, ...of.overrides,
    }),
    course, activity: activityOf(course), tokenAt: null, token,
  }
}

/** Minutes from the epoch. */
export const aStatus = (minute: number, status: StatusAt['status'], overrides: Partial<StatusAt> = {}): StatusAt => ({
  evse: 1, connector: 1, at: minute * MIN, status, chargingState: null, rawStatus: status, errorCode: null, vendorCode: null, vendorId: null, info: null,
  ...overrides,
})

export function someFacts(overrides: Partial<StationFacts> = {}): StationFacts {
  const now = overrides.now ?? 30 * 24 * HOUR
  return {
    now, productionFrom: 0, open: [{ from: 0, to: now }], unobserved: [], outages: [], exclusions: [], orders: [], ratedPowerW: null, evses: [1],
    statuses: [], sessions: [], identifications: [], remoteStarts: [], groups: {}, connectionTimeoutMs: 120_000,
    ...overrides,
  }
}
