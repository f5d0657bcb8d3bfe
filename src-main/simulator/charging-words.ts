import { part } from './file-order'
import type { Payload, Servant } from './wire'

/** What both wires answer about charging profiles and reservations, each in its own names. */

const statusOf = (isYes: boolean, no = 'Rejected'): Payload => ({ status: isYes ? 'Accepted' : no })

export const charging16: Record<string, (station: Servant, payload: Payload) => Payload> = {
  SetChargingProfile: (station, payload) =>
    statusOf(station.setProfile(Number(payload['connectorId']), part(payload['csChargingProfiles']))),
  ClearChargingProfile: (station, { id, connectorId: evse, chargingProfilePurpose: purpose, stackLevel }) =>
    statusOf(station.clearProfile({ id, evse, purpose, stackLevel }), 'Unknown'),
  GetCompositeSchedule: (station, payload) => {
    const evse = Number(payload['connectorId'])
    const { start, periods } = station.compositeSchedule(evse, Number(payload['duration']))
    return {
      status: 'Accepted',
      connectorId: evse,
      scheduleStart: start,
      chargingSchedule: { duration: payload['duration'], startSchedule: start, chargingRateUnit: 'A', chargingSchedulePeriod: periods },
    }
  },
  ReserveNow: (station, payload) => ({
    status: station.reserve({
      id: Number(payload['reservationId']),
      evse: Number(payload['connectorId']) || null,
      token: String(payload['idTag']),
      until: Date.parse(String(payload['expiryDate'])),
    }),
  }),
  CancelReservation: (station, payload) => statusOf(station.cancelReservation(Number(payload['reservationId']))),
}

export const charging2x: Record<string, (station: Servant, payload: Payload) => Payload> = {
  SetChargingProfile: (station, payload) =>
    statusOf(station.setProfile(Number(payload['evseId']), part(payload['chargingProfile']))),
  ClearChargingProfile: (station, payload) => {
    const { evseId: evse, chargingProfilePurpose: purpose, stackLevel } = part(payload['chargingProfileCriteria'])
    return statusOf(station.clearProfile({ id: payload['chargingProfileId'], evse, purpose, stackLevel }), 'Unknown')
  },
  GetChargingProfiles: (station, payload) => statusOf(station.reportProfiles(Number(payload['requestId'])), 'NoProfiles'),
  GetCompositeSchedule: (station, payload) => {
    const evseId = Number(payload['evseId'])
    const { start, periods } = station.compositeSchedule(evseId, Number(payload['duration']))
    const schedule = { evseId, duration: payload['duration'], scheduleStart: start, chargingRateUnit: 'A', chargingSchedulePeriod: periods }
    return { status: 'Accepted', schedule }
  },
  ReserveNow: (station, payload) => ({
    status: station.reserve({
      id: Number(payload['id']),
      evse: Number(payload['evseId'] ?? 0) || null,
      token: String(part(payload['idToken'])['idToken']),
      until: Date.parse(String(payload['expiryDateTime'])),
    }),
  }),
  CancelReservation: (station, payload) => statusOf(station.cancelReservation(Number(payload['reservationId']))),
}
