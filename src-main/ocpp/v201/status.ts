import type { ConnectorStatus, StationStatus } from '#contract/vocabulary'
import type { ConnectorStatusMessage, StationStatusMessage } from '../../domain/station-message'
import { text, type Wire } from '../wire-reading'
import { placeOfEvse } from './place'

const statuses = new Map<string, ConnectorStatus>(
  (['available', 'occupied', 'reserved', 'unavailable', 'faulted'] as const).map((status) => [status, status]),
)

const stationStatuses = new Map<string, StationStatus>([
  ['available', 'enabled'],
  ['unavailable', 'disabled'],
  ['faulted', 'faulted'],
])

/** The connector alone; charging is told by TransactionEvent (quirk X06), a fault's cause by NotifyEvent (X07). */
export function decodeStatus(payload: Wire): ConnectorStatusMessage | StationStatusMessage {
  const rawStatus = text(payload.connectorStatus) ?? ''
  const word = rawStatus.toLowerCase()
  const time = text(payload.timestamp)
  const place = placeOfEvse({ id: payload.evseId, connectorId: payload.connectorId })
  if (place === null) {
    return { kind: 'station-status', status: stationStatuses.get(word) ?? 'unknown', rawStatus, time, fault: 'unsaid', remark: 'unsaid' }
  }
  return {
    kind: 'connector-status',
    place,
    status: statuses.get(word) ?? 'unknown',
    chargingState: 'unsaid',
    rawStatus,
    time,
    fault: 'unsaid',
    remark: 'unsaid',
  }
}
