import type { ChargingState } from '#contract/vocabulary'
import { resolveTime } from '../clock'
import { clockOf, withFact } from '../compatibility'
import { samePlace, type Session } from '../session'
import { type Connector, connectorAt, type Fault, inState, mostConnectors, type Station, withConnector } from '../station'
import type { ConnectorStatusMessage, ReportedFault, StationStatusMessage } from '../station-message'
import { decided, type Decision, type Situation, type StatusChange } from './decision'
import { inChargingState } from './transaction-event'

/** A status this much older than its arrival is a replay from a queue, not news (quirk S10). */
const REPLAY_AGE_MS = 60_000

export function decideConnectorStatus(situation: Situation, message: ConnectorStatusMessage): Decision {
  const { receivedAt } = situation
  const time = resolveTime(message.time, receivedAt, clockOf(situation.station))
  const station = withClock(situation.station, time, receivedAt)
  const known = connectorAt(station, message.place)
  if (!known) {
    const isBeyond = message.place.connector !== null && station.connectors.length >= mostConnectors
    const findings = isBeyond ? [{ code: 'S11', detail: `more than ${mostConnectors} connectors, the status of a further one is not kept` }] : []
    return decided(situation, { kind: 'acknowledged' }, { station, findings })
  }

  const isReplay =
    time.mark !== 'clock-invalid' && known.statusAt !== null && time.at < known.statusAt && receivedAt - time.at > REPLAY_AGE_MS
  const isRepeat = isSameStatus(known, message)
  const statusChange = {
    evse: known.evse,
    connector: known.connector,
    at: time.at,
    receivedAt,
    status: message.status,
    chargingState: message.chargingState === 'unsaid' ? null : message.chargingState,
    rawStatus: message.rawStatus,
    // What is not said anew still holds, as 2.x tells faults apart (quirk X07).
    ...faultWords(message.fault === 'unsaid' ? known.fault : message.fault),
    isRepeat,
  }
  if (isReplay) {
    return decided(situation, { kind: 'acknowledged' }, { station: situation.station, statusChanges: [{ ...statusChange, isRepeat: false }] })
  }

  // A status names no transaction: it speaks of the one that runs, never of one that is believed to be over.
  const session = situation.sessions.open().find((open) => open.state === 'running' && samePlace(open.place, message.place))
  const state = { status: message.status, chargingState: chargingStateAfter(message, session) }
  const { chargingState } = state
  const isNews = chargingState !== null && chargingState !== session?.chargingState
  const connector: Connector = {
    ...inState(known, state, receivedAt),
    rawStatus: message.rawStatus,
    statusAt: time.at,
    fault: faultOf(message.fault, known.fault, receivedAt),
    remark: faultOf(message.remark, known.remark, receivedAt),
  }
  return decided(
    situation,
    { kind: 'acknowledged' },
    {
      station: withConnector(station, connector),
      sessions: session && isNews ? [{ ...session, ...inChargingState(session, chargingState, time.at) }] : [],
      statusChanges: [statusChange],
      findings: [...findingsOf(message), ...orderFinding(situation.station, known, message)],
    },
  )
}

function faultWords(fault: ReportedFault | Fault | null): Pick<StatusChange, 'errorCode' | 'vendorCode' | 'vendorId' | 'info'> {
  return { errorCode: fault?.code ?? null, vendorCode: fault?.vendorCode ?? null, vendorId: fault?.vendorId ?? null, info: fault?.info ?? null }
}

/** States are skipped while a station starts, and after a word of its own there is no order. */
function orderFinding({ bootAt }: Station, known: Connector, { rawStatus, before }: ConnectorStatusMessage): Decision['findings'] {
  const last = known.rawStatus?.toLowerCase() ?? ''
  const isSince = known.since !== null && (bootAt === null || known.since >= bootAt)
  if (!before || !isSince || known.status === 'unknown' || last === rawStatus.toLowerCase() || before.includes(last)) return []
  return [{ code: 'transition', detail: `${known.rawStatus} to ${rawStatus}` }]
}

/** Words of the station's own, and several codes in one field. */
function findingsOf({ fault, remark, ...message }: ConnectorStatusMessage | StationStatusMessage): Decision['findings'] {
  const told = [fault, remark].flatMap((one) => (one === null || one === 'unsaid' ? [] : [one]))
  const isWordUnknown = message.kind === 'connector-status' && message.status === 'unknown'
  return [
    ...(isWordUnknown ? [{ code: 'S02', detail: `status ${message.rawStatus}` }] : []),
    ...told.flatMap(({ rawCode }) => (rawCode === null ? [] : [{ code: 'S02', detail: `errorCode ${rawCode}` }])),
    ...told.flatMap(({ code, info, vendorCode }) =>
      (code === 'OtherError' || (code === 'NoError' && doesNotCharge(message))) && (info ?? vendorCode) !== null ? [{ code: 'S03', detail: [code, vendorCode, info].filter(Boolean).join(', ') }] : [],
    ),
    ...told.flatMap(({ vendorCode }) => (vendorCode?.includes(',') ? [{ code: 'S04', detail: `vendorErrorCode ${vendorCode}` }] : [])),
  ]
}

/**
 * Where the status says nothing of charging, the transaction does, and the status alone does not take it away. Where it
 * says that nothing charges, a transaction that is open has its car connected.
 */
function chargingStateAfter(message: ConnectorStatusMessage, session: Session | undefined): ChargingState | null {
  const { status, chargingState } = message
  if (chargingState !== null && chargingState !== 'unsaid') return chargingState
  if (status !== 'occupied' || !session) return null
  return chargingState === 'unsaid' ? session.chargingState : 'ev-connected'
}

function isSameStatus(known: Connector, { rawStatus, fault, remark }: ConnectorStatusMessage): boolean {
  return known.rawStatus === rawStatus && isSameFault(known.fault, fault) && isSameFault(known.remark, remark)
}

function isSameFault(known: Fault | null, told: ConnectorStatusMessage['fault']): boolean {
  if (told === 'unsaid') return true
  return (known?.code ?? null) === (told?.code ?? null) && (known?.vendorCode ?? null) === (told?.vendorCode ?? null)
}

/** Connector 0 of 1.6 is the station itself, never a socket (quirk S01). */
export function decideStationStatus(situation: Situation, message: StationStatusMessage): Decision {
  const time = resolveTime(message.time, situation.receivedAt, clockOf(situation.station))
  const station = withClock(situation.station, time, situation.receivedAt)
  return decided(
    situation,
    { kind: 'acknowledged' },
    {
      station: {
        ...station,
        status: message.status,
        fault: faultOf(message.fault, station.fault, situation.receivedAt),
        remark: faultOf(message.remark, station.remark, situation.receivedAt),
      },
      findings: findingsOf(message),
    },
  )
}

function faultOf(reported: ConnectorStatusMessage['fault'], known: Fault | null, receivedAt: number): Fault | null {
  if (reported === 'unsaid') return known
  if (!reported) return null
  const since = known?.code === reported.code ? known.since : receivedAt
  return { ...reported, since }
}

/** Keeps what a live message tells of the station's clock (quirks B08, B09). */
function withClock(station: Station, time: ReturnType<typeof resolveTime>, receivedAt: number): Station {
  // An impossible time was replaced by ours and says nothing of the station's clock.
  const isKnown = time.mark === null || time.mark === 'local-time'
  const clockSkewMs = isKnown ? time.at - receivedAt : station.clockSkewMs
  const { learnedOffsetMs } = time
  const told = { ...station, clockSkewMs }
  if (learnedOffsetMs === null) return told
  return withFact(told, { field: 'zone', value: learnedOffsetMs / 60_000, isProposal: false }, receivedAt)
}

/** A remark beside NoError is the real cause where it explains something; a car that charges needs no explanation. */
function doesNotCharge(message: Pick<StationStatusMessage, 'kind'> | Pick<ConnectorStatusMessage, 'kind' | 'status' | 'chargingState'>): boolean {
  if (message.kind === 'station-status' || !('status' in message)) return true
  return message.status === 'unavailable' || message.status === 'faulted' || (message.chargingState?.startsWith('suspended') ?? false)
}
