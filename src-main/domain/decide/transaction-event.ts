import type { Sample } from '#contract/sessions'
import type { Mark, Place } from '#contract/vocabulary'
import type { Fact } from '../compatibility'
import { withEvent } from '../event-sequence'
import { absorb, ASSUMED_RATED_POWER_W, emptyMeter, type MeterOutcome, takeRegister } from '../meter'
import { heardOf, newReview } from '../review'
import { type Session, withMarks } from '../session'
import type { TransactionMessage } from '../station-message'
import { connectorAt } from '../station'
import type { Situation } from './decision'

/** A transaction message with its times made ours. */
export interface Event {
  message: TransactionMessage
  place: Place | null
  at: number
  receivedAt: number
  samples: Sample[]
  /** See `absorb`. */
  isLifetimeRegister: boolean
  /** What was wrong with its times. */
  marks: (Mark | null)[]
}

export interface Finding {
  code: string
  detail: string
  fact?: Fact
}

/** A session after an event, and what the event showed. */
export interface Step {
  session: Session
  findings: Finding[]
}

/** A message older than this came out of a queue (quirk T17). Station clocks of several minutes off are common. */
const LATE_MS = 15 * 60_000
const LATE_OFFLINE_MS = 60_000

export function lateMark(event: Event): Mark | null {
  const age = event.receivedAt - event.at
  return age > (event.message.offline ? LATE_OFFLINE_MS : LATE_MS) ? 'late' : null
}

/** A new session. Its id is the next one; a station without ids of its own gets it as transaction id. */
export function opened(event: Event, situation: Situation): Step {
  const { message } = event
  const session: Session = {
    session: situation.sessions.nextId,
    station: situation.station.station,
    place: event.place,
    transactionId: message.transactionId ?? String(situation.sessions.nextId),
    alias: null,
    idToken: message.idToken?.value ?? null,
    person: null,
    surroundings: situation.surroundings,
    isRefused: false,
    state: 'running',
    chargingState: message.chargingState ?? statusBefore(event, situation),
    chargingStateAt: event.at,
    startedAt: event.at,
    startText: message.phase === 'started' ? message.time : null,
    startSeen: message.phase === 'started',
    meterStartWh: message.phase === 'started' ? message.meterWh : null,
    endedAt: null,
    endReceivedAt: null,
    endText: null,
    reason: null,
    rawReason: null,
    meterStopWh: null,
    sequence: message.seqNo === null ? null : withEvent(null, message.seqNo),
    remoteStartId: message.remoteStartId,
    endedByLimit: null,
    needs: null,
    marks: [],
    meter: emptyMeter,
    heard: { first: event.receivedAt, sign: event.receivedAt, last: event.receivedAt },
    review: newReview,
    issues: [],
  }
  return metered(event, session)
}

/** Some stations say Charging before they start the transaction (quirk T19). */
function statusBefore(event: Event, situation: Situation) {
  const isLive = lateMark(event) === null && !event.message.offline
  return event.place && isLive ? (connectorAt(situation.station, event.place)?.chargingState ?? null) : null
}

/** A charging state lasts since it was first told. */
export function inChargingState(session: Session, chargingState: Session['chargingState'], at: number) {
  return { chargingState, chargingStateAt: chargingState === session.chargingState ? session.chargingStateAt : at }
}

/** Field by field: what an event does not carry stays as earlier events said (quirk X04). */
export function merged(event: Event, session: Session): Step {
  const { message } = event
  const isNewest = message.seqNo === null || session.sequence === null || message.seqNo > session.sequence.high
  const isStart = message.phase === 'started'
  return metered(event, {
    ...session,
    marks: isStart ? session.marks.filter((mark) => mark !== 'stop-only' && mark !== 'unmatched') : session.marks,
    place: event.place && (!session.place || session.place.connector === null) ? event.place : session.place,
    idToken: session.idToken ?? message.idToken?.value ?? null,
    meterStartWh: isStart ? (message.meterWh ?? session.meterStartWh) : session.meterStartWh,
    ...(isNewest && message.chargingState !== null ? inChargingState(session, message.chargingState, event.at) : {}),
    startedAt: isStart ? event.at : Math.min(session.startedAt, event.at),
    startText: isStart ? message.time : session.startText,
    startSeen: session.startSeen || isStart,
    sequence: message.seqNo === null ? session.sequence : withEvent(session.sequence, message.seqNo),
    remoteStartId: session.remoteStartId ?? message.remoteStartId,
  })
}

function metered(event: Event, session: Session): Step {
  const started: MeterOutcome = { meter: { ...session.meter }, marks: [], findings: [] }
  const { phase, meterWh } = event.message
  if (phase === 'started' && meterWh !== null) {
    takeRegister(started, { at: event.at, wh: meterWh }, ASSUMED_RATED_POWER_W)
  }
  const outcome = absorb(started.meter, event.samples, ASSUMED_RATED_POWER_W, event.isLifetimeRegister)
  const marks = [...event.marks, lateMark(event), ...started.marks, ...outcome.marks]
  const isSign = phase !== 'ended' && (outcome.meter.energyWh > session.meter.energyWh || event.message.chargingState === 'charging')
  const heard = heardOf({ ...session, meter: outcome.meter }, event.receivedAt, isSign)
  return {
    session: completeness(withMarks(heard, marks)),
    findings: [...started.findings, ...outcome.findings],
  }
}

/** A session is incomplete while an event of it is known to be missing (quirk X02). */
export function completeness(session: Session): Session {
  if (session.sequence === null) return session
  const isIncomplete = !session.startSeen || session.sequence.missing.length > 0
  if (isIncomplete) return withMarks(session, ['incomplete'])
  return session.marks.includes('incomplete')
    ? { ...session, marks: session.marks.filter((mark) => mark !== 'incomplete') }
    : session
}
