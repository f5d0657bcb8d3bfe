import type { StationMessage } from '../../domain/station-message'
import { type OutboundTable, utcTime } from '../dialect'
import { readReservation } from '../schedule-reading'
import { readStatus } from '../station-reply'
import { integer, text, type Wire } from '../wire-reading'
import { typeOfToken } from './local-list'
import type { Requests } from './wire.gen'

/** OCPP 2.0.1, H01: without an EVSE any of them is kept. */
export const reservation = {
  reserve: {
    action: 'ReserveNow',
    encode: ({ reservation: id, place, idToken, tokenType, until }) => ({
      id,
      expiryDateTime: utcTime(until),
      idToken: { idToken, type: typeOfToken(idToken, tokenType) },
      ...(place === null ? {} : { evseId: place.evse }),
    }),
    read: readReservation,
  },
  'cancel-reservation': {
    action: 'CancelReservation',
    encode: ({ reservation: reservationId }) => ({ reservationId }),
    read: readStatus,
  },
} satisfies OutboundTable<Requests>

export function decodeReservationUpdate(payload: Wire): StationMessage {
  const status = text(payload.reservationUpdateStatus) === 'Expired' ? 'expired' : 'removed'
  return { kind: 'reservation-update', reservation: integer(payload.reservationId), status }
}
