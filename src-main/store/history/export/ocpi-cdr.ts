import { majorUnits } from '#contract/tariff'
import type { ExportRow } from './export-row'

export interface OcpiParty {
  /** ISO 3166-1, two letters. */
  countryCode: string
  /** Of the operator, three letters or digits. */
  partyId: string
}

/**
 * A session as a CDR of OCPI 2.2.1 (mod_cdrs, "CDR Object"). What is not known here is left out, and not made up: city,
 * postal code and country of the place, the plug's standard, the contract of the token. A receiver that insists on
 * these has to add them. Null: it never ended, so there is nothing to bill.
 */
export function cdrOf(row: ExportRow, { countryCode, partyId }: OcpiParty, now: number): object | null {
  if (row.endedAt === null) return null
  const hours = (ms: number) => round(Math.max(0, ms) / 3_600_000, 4)
  const energy = round(row.energyWh / 1000, 3)
  const length = row.endedAt - row.startedAt
  const { price, sums } = row
  return {
    country_code: countryCode,
    party_id: partyId,
    id: String(row.session),
    start_date_time: time(row.startedAt),
    end_date_time: time(row.endedAt),
    ...(row.transactionId === null ? {} : { session_id: row.transactionId.slice(0, 36) }),
    cdr_token: {
      country_code: countryCode,
      party_id: partyId,
      uid: row.idToken?.slice(0, 36) ?? '#NA',
      type: row.idToken === null ? 'AD_HOC_USER' : 'RFID',
    },
    // Tokens are decided upon here; no other party is asked.
    auth_method: 'WHITELIST',
    cdr_location: {
      id: (row.siteName ?? row.station).slice(0, 36),
      ...(row.siteName === null ? {} : { name: row.siteName }),
      ...(row.address === null ? {} : { address: row.address.slice(0, 45) }),
      ...(row.latitude === null || row.longitude === null
        ? {}
        : { coordinates: { latitude: row.latitude.toFixed(6), longitude: row.longitude.toFixed(6) } }),
      evse_uid: `${row.station}*${row.place?.evse ?? 1}`.slice(-36),
      connector_id: String(row.place?.connector ?? 1),
    },
    ...(price === null ? {} : { currency: price.currency }),
    charging_periods: [
      {
        start_date_time: time(row.startedAt),
        dimensions: [
          { type: 'ENERGY', volume: energy },
          ...(row.chargingMs === null ? [] : [{ type: 'TIME', volume: hours(row.chargingMs) }]),
          ...(row.inactivityMs === null ? [] : [{ type: 'PARKING_TIME', volume: hours(row.inactivityMs) }]),
        ],
      },
    ],
    ...(price === null || sums === null
      ? {}
      : { total_cost: { excl_vat: majorUnits(sums.net, price.currency), incl_vat: majorUnits(sums.gross, price.currency) } }),
    total_energy: energy,
    total_time: hours(length),
    ...(row.inactivityMs === null ? {} : { total_parking_time: hours(row.inactivityMs) }),
    last_updated: time(now),
  }
}

const time = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`
const round = (value: number, places: number) => Number(value.toFixed(places))
