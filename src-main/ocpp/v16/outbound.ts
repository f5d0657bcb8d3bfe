import type { OutboundTable, RequestOf, Unsupported } from '../dialect'
import { readStatus } from '../station-reply'
import type { Requests } from './wire.gen'

type Request = RequestOf<Requests>

const topics = {
  boot: 'BootNotification',
  heartbeat: 'Heartbeat',
  status: 'StatusNotification',
  'meter-values': 'MeterValues',
  diagnostics: 'DiagnosticsStatusNotification',
  firmware: 'FirmwareStatusNotification',
} as const

/** What a 1.6 station can be asked. Connector n is the place (n, 1). */
export const outbound: OutboundTable<Request> = {
  start: {
    encode({ place, idToken }): Request | Unsupported {
      if (idToken.length > 20) return { unsupported: 'an id token has at most 20 characters in OCPP 1.6' }
      // Some stations refuse a remote start without a connector (quirk T18).
      return ['RemoteStartTransaction', { connectorId: place.evse, idTag: idToken }]
    },
    read: readStatus,
  },
  stop: {
    encode({ transactionId }): Request | Unsupported {
      const id = Number(transactionId)
      if (!Number.isInteger(id)) return { unsupported: `the transaction id ${transactionId} is not one of OCPP 1.6` }
      return ['RemoteStopTransaction', { transactionId: id }]
    },
    read: readStatus,
  },
  reset: {
    encode: ({ mode }) => ['Reset', { type: mode === 'soft' ? 'Soft' : 'Hard' }],
    read: readStatus,
  },
  unlock: {
    encode: ({ place }) => ['UnlockConnector', { connectorId: place.evse }],
    read: readStatus,
  },
  availability: {
    encode: ({ place, operative }) => [
      'ChangeAvailability',
      { connectorId: place?.evse ?? 0, type: operative ? 'Operative' : 'Inoperative' },
    ],
    read: readStatus,
  },
  trigger: {
    encode({ topic, place }) {
      const requestedMessage = topics[topic]
      // Some stations refuse to send meter values of no particular connector (quirk M25).
      const connectorId = topic === 'meter-values' ? (place?.evse ?? 1) : place?.evse
      return ['TriggerMessage', connectorId === undefined ? { requestedMessage } : { requestedMessage, connectorId }]
    },
    read: readStatus,
  },
}
