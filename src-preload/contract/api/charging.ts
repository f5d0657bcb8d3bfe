import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import { profileSchema, rateUnits, targetSchema, type ChargingChart, type ChargingView, type CopyResult, type ProfileRow } from '../charging'
import type { KeyedEvent } from '../read-models'
import type { ReservationRow } from '../reservations'
import { stationsSchema } from '../transfers'
import { idTokenSchema, identitySchema, placeSchema } from '../vocabulary'
import { operates, reads, stationInput } from './inputs'

const profileInput = stationInput.extend({ profile: z.int().positive() })
const orderSchema = stationInput.extend({ target: targetSchema, profile: profileSchema })

export const charging = {
  watch: reads('GET /stations/{station}/charging').input(stationInput).output(eventIterator(type<ChargingView>())),
  /** Asks the station what it can do, what it holds and what results from it. */
  read: operates('POST /stations/{station}/charging/read').input(stationInput).output(type<void>()),
  /** Resolves with the station's answer; whether it takes effect is seen in the minute after. */
  set: operates('POST /stations/{station}/charging/profiles').input(orderSchema).output(type<ProfileRow>()),
  /** Null: all profiles of the station. */
  clear: operates('POST /stations/{station}/charging/clear').input(stationInput.extend({ profile: z.int().positive().nullable() })).output(type<{ cleared: number; refused: number }>()),
  /** One value for a station (EVSE 0), an EVSE or a session. */
  limit: operates('POST /stations/{station}/charging/limit')
    .input(
      stationInput.extend({
        target: targetSchema,
        limit: z.number().min(0).max(5_000_000),
        unit: z.enum(rateUnits),
        /** Where the station cannot do zero: its minimum, or the end of the session (quirk P04). */
        whenZero: z.enum(['minimum', 'stop']),
      }),
    )
    .output(type<{ profile: ProfileRow | null; isStopped: boolean }>()),
  removeLimit: operates('POST /stations/{station}/charging/remove-limit').input(stationInput.extend({ target: targetSchema })).output(type<{ cleared: number; refused: number }>()),
  /** What is asked and what results, over a stretch of time; with a draft as if it were set. */
  chart: reads('POST /stations/{station}/charging/chart')
    .input(
      stationInput.extend({
        evse: z.int().min(0).max(10_000),
        from: z.int(),
        until: z.int(),
        unit: z.enum(rateUnits),
        draft: z.object({ target: targetSchema, profile: profileSchema, replaces: z.int().positive().nullable() }).nullable(),
      }),
    )
    .output(type<ChargingChart>()),
  copy: operates('POST /stations/{station}/charging/profiles/{profile}/copy').input(profileInput.extend({ stations: stationsSchema })).output(type<CopyResult[]>()),
}

export const reservations = {
  /** Those that stand, and the latest that ended. */
  watch: reads('GET /reservations').output(eventIterator(type<KeyedEvent<ReservationRow>>())),
  reserve: operates('POST /reservations')
    .input(
      z.object({
        station: identitySchema,
        /** Null: any connector. */
        place: placeSchema.nullable(),
        idToken: idTokenSchema,
        until: z.int().positive(),
      }),
    )
    .output(type<ReservationRow>()),
  cancel: operates('POST /reservations/{reservation}/cancel').input(z.object({ reservation: z.int().positive() })).output(type<ReservationRow>()),
}
