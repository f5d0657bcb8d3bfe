import { type } from '@orpc/contract'
import { z } from 'zod'
import type { Page } from '../read-models'
import type { MeterKey, SignedRow, SignedSession } from '../signed'
import { identitySchema } from '../vocabulary'
import { cursorSchema, operates, reads, sessionInput, stationInput } from './inputs'

const instant = z.int().min(0).max(8.64e15)

/** What meters have signed. Checked here; the legal verifier in Germany is the Transparenzsoftware. */
export const signed = {
  session: reads('GET /sessions/{session}/signed').input(sessionInput).output(type<SignedSession>()),
  /** For the Transparenzsoftware. */
  xml: reads('GET /sessions/{session}/signed/xml').input(sessionInput).output(type<{ name: string; text: string }>()),
  /** Ended sessions of chargers that sign, by their start, the last first. Each page is checked when it is asked for. */
  check: reads('GET /signed')
    .input(z.object({
      from: instant,
      to: instant,
      station: identitySchema.nullable().default(null),
      cursor: cursorSchema,
      limit: z.int().min(1).max(100).default(25),
    }))
    .output(type<Page<SignedRow>>()),
  /** Typed by a person, and those that the charger tells in its settings as they were read last. */
  keys: reads('GET /stations/{station}/meter-keys').input(stationInput).output(type<MeterKey[]>()),
  /** EVSE null: of any meter of the charger. */
  addKey: operates('POST /stations/{station}/meter-keys')
    .input(stationInput.extend({ text: z.string().trim().min(1).max(5_000), evse: z.int().min(1).max(10_000).nullable().default(null) }))
    .output(type<MeterKey>()),
  removeKey: operates('DELETE /stations/{station}/meter-keys/{id}')
    .input(stationInput.extend({ id: z.int().positive() }))
    .output(type<void>()),
}
