import type { ChargingState, ConnectorStatus, StationStatus } from '#contract/vocabulary'
import type { ConnectorStatusMessage, ReportedFault, StationStatusMessage } from '../../domain/station-message'
import { integer, text, type Wire } from '../wire-reading'
import { statesBefore } from './status-order'

/** 1.6 tells the state of the connector and of the charging in one word; here they are two. */
const statuses = new Map<string, { status: ConnectorStatus; chargingState: ChargingState | null }>(
  Object.entries({
    available: { status: 'available', chargingState: null },
    preparing: { status: 'occupied', chargingState: null },
    charging: { status: 'occupied', chargingState: 'charging' },
    suspendedev: { status: 'occupied', chargingState: 'suspended-ev' },
    suspendedevse: { status: 'occupied', chargingState: 'suspended-evse' },
    finishing: { status: 'occupied', chargingState: null },
    reserved: { status: 'reserved', chargingState: null },
    unavailable: { status: 'unavailable', chargingState: null },
    faulted: { status: 'faulted', chargingState: null },
    // The word of OCPP 1.5, still sent by firmware that was upgraded from it.
    occupied: { status: 'occupied', chargingState: null },
  } as const),
)

const stationStatuses = new Map<string, StationStatus>([
  ['available', 'enabled'],
  ['unavailable', 'disabled'],
  ['faulted', 'faulted'],
])

/** Connector 0 is the station as a whole, never a socket (quirk S01). */
export function decodeStatus(payload: Wire): ConnectorStatusMessage | StationStatusMessage {
  const connector = integer(payload.connectorId)
  const rawStatus = text(payload.status) ?? ''
  const word = rawStatus.toLowerCase()
  const time = text(payload.timestamp)
  const fault = faultOf(payload, word)
  const remark = remarkOf(payload)
  if (connector === null || connector <= 0) {
    return { kind: 'station-status', status: stationStatuses.get(word) ?? 'unknown', rawStatus, time, fault, remark }
  }
  // A word of the station's own is kept and means nothing here (quirk S02).
  const { status, chargingState } = statuses.get(word) ?? { status: 'unknown', chargingState: null }
  const before = statesBefore(word)
  return {
    kind: 'connector-status',
    place: { evse: connector, connector: 1 },
    status,
    chargingState,
    rawStatus,
    time,
    fault,
    remark,
    ...(before && { before }),
  }
}

/** OCPP 1.6, 7.7, by the word in lower case. */
const errorCodes = new Map(
  [
    'ConnectorLockFailure', 'EVCommunicationError', 'GroundFailure', 'HighTemperature', 'InternalError', 'LocalListConflict',
    'OtherError', 'OverCurrentFailure', 'OverVoltage', 'PowerMeterFailure', 'PowerSwitchFailure', 'ReaderFailure',
    'ResetFailure', 'UnderVoltage', 'WeakSignal',
  ].map((code) => [code.toLowerCase(), code]),
)

const isNoError = (code: string | null) => code?.toLowerCase() === 'noerror'

function faultOf(payload: Wire, status: string): ReportedFault | null {
  const code = text(payload.errorCode)
  if (isNoError(code)) return null
  const info = meaningful(payload.info)
  const vendorCode = meaningful(payload.vendorErrorCode)
  // Without the mandatory code only the other fields can tell whether something is wrong.
  if (code === null && status !== 'faulted' && vendorCode === null) return null
  const known = code === null ? 'OtherError' : errorCodes.get(code.toLowerCase())
  return { code: known ?? 'OtherError', rawCode: known === undefined ? code : null, info, vendorCode, vendorId: text(payload.vendorId) }
}

/** Some tell in the fields of the vendor why they do not charge, and call it no error (quirk S03). */
function remarkOf(payload: Wire): ReportedFault | null {
  if (!isNoError(text(payload.errorCode))) return null
  const info = meaningful(payload.info)
  const vendorCode = meaningful(payload.vendorErrorCode)
  if (info === null && vendorCode === null) return null
  return { code: 'NoError', rawCode: null, info, vendorCode, vendorId: text(payload.vendorId) }
}

/** Some firmware prints its empty fields (quirk S15). */
const emptyWords = new Set(['null', '0x0000', '0', 'noerror', 'none', '-'])

function meaningful(value: unknown): string | null {
  const word = text(value)
  return word === null || emptyWords.has(word.toLowerCase()) ? null : word
}
