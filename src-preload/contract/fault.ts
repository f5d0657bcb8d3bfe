import { z } from 'zod'
import { payloadIssueSchema } from './vocabulary'

/** The version is used; times overlap with another of its kind; versions of one tariff have one currency. */
export const priceRefusals = ['used', 'overlaps', 'other-currency', 'unknown-entity', 'retired'] as const

/**
 * The closed list of expected failures. Each carries the data that its sentence needs; the sentence itself is the
 * renderer's, in the user's language. "Rejected" by a station is an answer, not a fault.
 */
export const faults = {
  STATION_NOT_FOUND: { status: 404, data: z.object({ station: z.string() }) },
  SESSION_NOT_FOUND: { status: 404, data: z.object({ session: z.number() }) },
  TEMPLATE_NOT_FOUND: { status: 404, data: z.object({ template: z.number() }) },
  SNAPSHOT_NOT_FOUND: { status: 404, data: z.object({ snapshot: z.number() }) },
  COMPANY_NOT_FOUND: { status: 404, data: z.object({ company: z.number() }) },
  AREA_NOT_FOUND: { status: 404, data: z.object({ area: z.number() }) },
  /** Stations, sites or people still belong to it. */
  STILL_IN_USE: { status: 409, data: z.object({ name: z.string(), count: z.number() }) },
  /** The site has no plan. */
  PLAN_NOT_FOUND: { status: 404, data: z.object({ site: z.number() }) },
  /** It is no picture of a kind that is kept, or too large. */
  PICTURE_UNREADABLE: { status: 422, data: z.object({ name: z.string() }) },
  SITE_NOT_FOUND: { status: 404, data: z.object({ site: z.number() }) },
  EXCLUSION_NOT_FOUND: { status: 404, data: z.object({ exclusion: z.number() }) },
  TRANSFER_NOT_FOUND: { status: 404, data: z.object({ transfer: z.number() }) },
  FIRMWARE_NOT_FOUND: { status: 404, data: z.object({ firmware: z.number() }) },
  FIRMWARE_IN_USE: { status: 409, data: z.object({ firmware: z.number() }) },
  PROFILE_NOT_FOUND: { status: 404, data: z.object({ profile: z.number() }) },
  RESERVATION_NOT_FOUND: { status: 404, data: z.object({ reservation: z.number() }) },
  /** The profile makes no sense as it stands; nothing was sent. */
  INVALID_PROFILE: { status: 422, data: z.object({ station: z.string(), codes: z.array(z.string()) }) },
  NAME_TAKEN: { status: 409, data: z.object({ name: z.string() }) },
  PERSON_NOT_FOUND: { status: 404, data: z.object({ person: z.number() }) },
  TOKEN_NOT_FOUND: { status: 404, data: z.object({ token: z.string() }) },
  /** The token is known already; `person` is whom it belongs to, if anybody. */
  TOKEN_TAKEN: { status: 409, data: z.object({ token: z.string(), person: z.string().nullable() }) },
  /** A known token may be the same card, read by another reader (quirk A01). Can be added all the same. */
  TOKEN_SIMILAR: { status: 409, data: z.object({ token: z.string(), similar: z.string(), person: z.string().nullable() }) },
  API_TOKEN_NOT_FOUND: { status: 404, data: z.object({ id: z.number() }) },
  /** The token of a script may not do this. */
  LEVEL_TOO_LOW: { status: 403, data: z.object({ level: z.string(), needed: z.string() }) },
  /** Somebody decided on it already, or the station has asked again. */
  REQUEST_NOT_WAITING: { status: 409, data: z.object({ request: z.number() }) },
  /** The text holds no certificate of an authority. */
  NO_AUTHORITY: { status: 422, data: z.object({}) },
  /** The text holds no public key of a curve that meters sign with. */
  NO_METER_KEY: { status: 422, data: z.object({}) },
  NOTHING_SIGNED: { status: 404, data: z.object({ session: z.number() }) },
  /** The key does not fit what the station's version allows. */
  KEY_LENGTH: { status: 422, data: z.object({ station: z.string(), least: z.number(), most: z.number() }) },
  /** The command holds a key that its record does not have; it has to be entered again. */
  SECRET_NOT_KEPT: { status: 422, data: z.object({ station: z.string(), action: z.string() }) },
  SESSION_ENDED: { status: 409, data: z.object({ session: z.number() }) },
  /** No open connection to the station. */
  STATION_OFFLINE: { status: 409, data: z.object({ station: z.string() }) },
  /** The version that the station speaks has no such request, or the station said so before. */
  NOT_SUPPORTED: { status: 409, data: z.object({ station: z.string(), request: z.string() }) },
  /** It waits to be accepted, or was refused: nothing that an accepted charger is sent goes to it. */
  NOT_ACCEPTED: { status: 409, data: z.object({ station: z.string() }) },
  /** Readings were asked for a moment ago, and asking often stalls some chargers (quirk M24). */
  TOO_SOON: { status: 429, data: z.object({ station: z.string(), seconds: z.number() }) },
  /** The payload breaks the schema of its action; nothing was sent. */
  INVALID_PAYLOAD: {
    status: 422,
    data: z.object({ station: z.string(), action: z.string(), issues: z.array(payloadIssueSchema) }),
  },
  /** The session is no longer what the person saw when deciding. */
  SESSION_CHANGED: { status: 409, data: z.object({ session: z.number() }) },
  /** The repair makes no sense for this session. */
  REPAIR_NOT_POSSIBLE: { status: 409, data: z.object({ session: z.number() }) },
  /** The retention has deleted it. */
  FRAME_GONE: { status: 404, data: z.object({ frame: z.number() }) },
  /** A tariff, or a rule that changes prices. */
  TARIFF_NOT_FOUND: { status: 404, data: z.object({ tariff: z.string() }) },
  /** What is wrong with a tariff, an assignment or a rule; nothing was changed. */
  PRICE_RULE_REFUSED: { status: 422, data: z.object({ field: z.string(), reason: z.enum(priceRefusals) }) },
  /** Somewhere the month is not over yet, or charging that belongs to it goes on. */
  MONTH_RUNS: { status: 409, data: z.object({ month: z.string() }) },
  /** What was asked for would change the bills of a closed month. */
  MONTH_CLOSED: { status: 409, data: z.object({ month: z.string() }) },
  /** A later month holds corrections of it, and has to be opened first. */
  LATER_MONTH_CLOSED: { status: 409, data: z.object({ month: z.string(), later: z.string() }) },
  /** Another month is being closed at this moment. */
  CLOSING_RUNS: { status: 409, data: z.object({ month: z.string() }) },
  CLOSING_NOT_FOUND: { status: 404, data: z.object({ closing: z.number() }) },
  /** There is nothing to write on it. */
  STATEMENT_NOT_FOUND: { status: 404, data: z.object({ month: z.string() }) },
  ALERT_RULE_NOT_FOUND: { status: 404, data: z.object({ rule: z.number() }) },
  ALERT_CHANNEL_NOT_FOUND: { status: 404, data: z.object({ channel: z.number() }) },
  /** The disk is full: nothing was changed. */
  STORAGE_FULL: { status: 507, data: z.object({}) },
} as const

export type FaultCode = keyof typeof faults
export type FaultData<Code extends FaultCode> = z.infer<(typeof faults)[Code]['data']>
