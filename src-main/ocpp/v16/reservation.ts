import { type OutboundTable, type Unsupported, utcTime } from '../dialect'
import { readReservation } from '../schedule-reading'
import { readStatus } from '../station-reply'
import type { Requests } from './wire.gen'

/** OCPP 1.6, 5.13: connector 0 keeps any connector. */
export const reservation = {
  reserve: {
    action: 'ReserveNow',
    encode({ reservation: reservationId, place, idToken, until }): Requests['ReserveNow'] | Unsupported {
      if (idToken.length > 20) return { unsupported: 'an id token has at most 20 characters in OCPP 1.6' }
      return { connectorId: place?.evse ?? 0, expiryDate: utcTime(until), idTag: idToken, reservationId }
    },
    read: readReservation,
  },
  'cancel-reservation': {
    action: 'CancelReservation',
    encode: ({ reservation: reservationId }) => ({ reservationId }),
    read: readStatus,
  },
} satisfies OutboundTable<Requests>
