import type { OutboundTable, Unsupported } from '../dialect'
import { readStatus } from '../station-reply'
import type { Requests } from './wire.gen'

const topics = {
  boot: 'BootNotification',
  heartbeat: 'Heartbeat',
  status: 'StatusNotification',
  'meter-values': 'MeterValues',
  diagnostics: 'DiagnosticsStatusNotification',
  firmware: 'FirmwareStatusNotification',
} as const

/** What a 1.6 station can be asked. Connector n is the place (n, 1). */
export const outbound = {
  start: {
    action: 'RemoteStartTransaction',
    encode({ place, idToken }): Requests['RemoteStartTransaction'] | Unsupported {
      if (idToken.length > 20) return { unsupported: 'an id token has at most 20 characters in OCPP 1.6' }
      // Some stations refuse a remote start without a connector (quirk T18).
      return { connectorId: place.evse, idTag: idToken }
    },
    read: readStatus,
  },
  stop: {
    action: 'RemoteStopTransaction',
    encode({ transactionId }): Requests['RemoteStopTransaction'] | Unsupported {
      const id = Number(transactionId)
      if (!Number.isInteger(id)) return { unsupported: `the transaction id ${transactionId} is not one of OCPP 1.6` }
      return { transactionId: id }
    },
    read: readStatus,
  },
  reset: {
    action: 'Reset',
    encode: ({ mode }) => ({ type: mode === 'soft' ? 'Soft' : 'Hard' }),
    read: readStatus,
  },
  unlock: {
    action: 'UnlockConnector',
    encode: ({ place }) => ({ connectorId: place.evse }),
    read: readStatus,
  },
  availability: {
    action: 'ChangeAvailability',
    encode: ({ place, operative }) => ({
      connectorId: place?.evse ?? 0,
      type: operative ? 'Operative' : 'Inoperative',
    }),
    read: readStatus,
  },
  trigger: {
    action: 'TriggerMessage',
    encode({ topic, place }) {
      const requestedMessage = topics[topic]
      // Some stations refuse to send meter values of no particular connector (quirk M25).
      const connectorId = topic === 'meter-values' ? (place?.evse ?? 1) : place?.evse
      return connectorId === undefined ? { requestedMessage } : { requestedMessage, connectorId }
    },
    read: readStatus,
  },
} satisfies OutboundTable<Requests>
