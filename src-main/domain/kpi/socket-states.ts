import type { ChargingState, ConnectorStatus } from '#contract/vocabulary'
import type { Span } from './spans'

/** A status of a connector, as it is kept. Instants are the station's where its clock is valid. */
export interface StatusAt {
  evse: number
  connector: number
  at: number
  status: ConnectorStatus
  chargingState: ChargingState | null
  rawStatus: string
  errorCode: string | null
  vendorCode: string | null
  vendorId: string | null
  info: string | null
}

/** What a socket was over a span of time. */
export interface SocketState extends Span {
  status: ConnectorStatus
  chargingState: ChargingState | null
  rawStatus: string
  errorCode: string | null
}

/** The states of one socket until an instant, rising; the time before its first status is left out. */
export function socketStates(statuses: readonly StatusAt[], evse: number, until: number): SocketState[] {
  const own = statuses.filter((status) => status.evse === evse && status.at < until)
  const cuts = [...new Set(own.map(({ at }) => at))].sort((a, b) => a - b)
  const now = new Map<number, StatusAt>()
  const rising = [...own].sort((a, b) => a.at - b.at)
  let next = 0
  const states: SocketState[] = []
  cuts.forEach((from, index) => {
    for (let status = rising[next]; status && status.at <= from; status = rising[++next]) now.set(status.connector, status)
    const state = stateOf([...now.values()])
    const last = states.at(-1)
    const to = cuts[index + 1] ?? until
    if (last && isSame(last, state)) last.to = to
    else if (from < to) states.push({ from, to, ...state })
  })
  return states
}

type State = Omit<SocketState, 'from' | 'to'>

/** A socket with several connectors is faulted only if all of them are, and in use if one of them is (KPI definitions 3.1). */
function stateOf(connectors: readonly StatusAt[]): State {
  const rank = ({ status }: StatusAt) => order.indexOf(status)
  const [first] = [...connectors].sort((a, b) => rank(a) - rank(b))
  if (!first) return { status: 'unknown', chargingState: null, rawStatus: '', errorCode: null }
  const { status, chargingState, rawStatus, errorCode } = first
  return { status, chargingState, rawStatus, errorCode }
}
const order: readonly ConnectorStatus[] = ['occupied', 'available', 'reserved', 'unavailable', 'unknown', 'faulted']

const isSame = (one: State, other: State) =>
  one.status === other.status && one.chargingState === other.chargingState && one.rawStatus === other.rawStatus && one.errorCode === other.errorCode
