import type { Place } from '#contract/vocabulary'
import type { OutboundTable } from '../dialect'
import { readStatus } from '../station-reply'
import type { Requests } from './wire.gen'

const topics = {
  boot: 'BootNotification',
  heartbeat: 'Heartbeat',
  status: 'StatusNotification',
  'meter-values': 'MeterValues',
  diagnostics: 'LogStatusNotification',
  firmware: 'FirmwareStatusNotification',
} as const

/** What a 2.x station can be asked; 2.1 has the same requests. */
export const outbound = {
  start: {
    action: 'RequestStartTransaction',
    encode: ({ place, idToken, remoteStartId }) => ({
      evseId: place.evse,
      remoteStartId,
      idToken: { idToken, type: 'Central' },
    }),
    read: readStatus,
  },
  stop: {
    action: 'RequestStopTransaction',
    encode: ({ transactionId }) => ({ transactionId }),
    read: readStatus,
  },
  reset: {
    action: 'Reset',
    // OnIdle waits for running transactions, which is what "soft" promises (2.0.1 B11, B12).
    encode: ({ mode }) => ({ type: mode === 'soft' ? 'OnIdle' : 'Immediate' }),
    read: readStatus,
  },
  unlock: {
    action: 'UnlockConnector',
    encode: ({ place }) => ({ evseId: place.evse, connectorId: place.connector ?? 1 }),
    read: readStatus,
  },
  availability: {
    action: 'ChangeAvailability',
    encode({ place, operative }) {
      const operationalStatus = operative ? 'Operative' : 'Inoperative'
      return place === null ? { operationalStatus } : { operationalStatus, evse: evseOf(place) }
    },
    read: readStatus,
  },
  trigger: {
    action: 'TriggerMessage',
    encode({ topic, place }) {
      const requestedMessage = topics[topic]
      // Meter values of no particular EVSE are refused by some stations (quirk M25).
      const asked = topic === 'meter-values' ? (place ?? { evse: 1, connector: null }) : place
      return asked === null ? { requestedMessage } : { requestedMessage, evse: evseOf(asked) }
    },
    read: readStatus,
  },
} satisfies OutboundTable<Requests>

function evseOf({ evse, connector }: Place): { id: number; connectorId?: number } {
  return connector === null ? { id: evse } : { id: evse, connectorId: connector }
}
