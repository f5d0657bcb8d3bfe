import { z } from 'zod'

/**
 * The neutral words of the product. Every OCPP version is translated into them at the edge (`src-main/ocpp`), so that
 * nothing above that folder has to know which version a station speaks.
 */

export const connectorStatuses = ['available', 'occupied', 'reserved', 'unavailable', 'faulted', 'unknown'] as const
/** What the station says of a connector. Whether energy flows is the charging state, a field of its own. */
export type ConnectorStatus = (typeof connectorStatuses)[number]

export const chargingStates = ['ev-connected', 'charging', 'suspended-ev', 'suspended-evse', 'idle'] as const
export type ChargingState = (typeof chargingStates)[number]

export const stationStatuses = ['enabled', 'disabled', 'faulted', 'unknown'] as const
/** The station as a whole (1.6: connector 0; 2.x: derived), KPI definitions 3.2. */
export type StationStatus = (typeof stationStatuses)[number]

export const connectionStatuses = ['online', 'offline', 'unknown'] as const
/** Whether the station is heard from, judged by its heartbeat interval (KPI definitions 2). The live socket is `link`. */
export type ConnectionStatus = (typeof connectionStatuses)[number]

/** A connector of a station. `connector` is null where a station named the EVSE only: never guess 1 (quirk X01). */
export const placeSchema = z.object({
  evse: z.int().min(1).max(10_000),
  connector: z.int().min(1).max(10_000).nullable(),
})
export type Place = z.infer<typeof placeSchema>

export const quantities = [
  'energy-import',
  'energy-import-interval',
  'energy-export',
  'energy-export-interval',
  'power-import',
  'power-export',
  'power-offered',
  'current-import',
  'current-export',
  'current-offered',
  'voltage',
  'frequency',
  'power-factor',
  'soc',
  'temperature',
  'rpm',
] as const
/**
 * What a sample measures, in base units: Wh, W, A, V, Hz, percent (soc), degrees Celsius.
 * A measurand without a word here travels as `other:<its own name>`.
 */
export type Quantity = (typeof quantities)[number] | `other:${string}`

export const phases = ['L1', 'L2', 'L3', 'N', 'L1-L2', 'L2-L3', 'L3-L1'] as const
export type Phase = (typeof phases)[number]

export const sampleContexts = ['periodic', 'clock', 'begin', 'end', 'interruption', 'trigger', 'other'] as const
export type SampleContext = (typeof sampleContexts)[number]

export const sessionStates = ['running', 'suspect', 'completed'] as const
export type SessionState = (typeof sessionStates)[number]

/** Why a session ended, over all versions. The station's own word is kept beside it. */
export const endReasons = [
  'local',
  'remote',
  'ev-disconnected',
  'stopped-by-ev',
  'deauthorized',
  'emergency-stop',
  'power-loss',
  'power-quality',
  'reboot',
  'hard-reset',
  'soft-reset',
  'unlock-command',
  'energy-limit',
  'soc-limit',
  'time-limit',
  'cost-limit',
  'out-of-credit',
  'master-pass',
  'ground-fault',
  'overcurrent-fault',
  'timeout',
  'superseded',
  'other',
] as const
export type EndReason = (typeof endReasons)[number]

/** Something about a value that a person should know before trusting it (quirks, rule 3: repair visibly). */
export const marks = [
  'repaired',
  'derived',
  'clock-invalid',
  'local-time',
  'late',
  'unmatched',
  'suspect',
  'stop-only',
  'conflict',
  'incomplete',
  'unauthorised',
] as const
export type Mark = (typeof marks)[number]

export const inactivityClasses = ['low', 'medium', 'high'] as const
/** Below 10 minutes, up to 30, more (KPI definitions 7). */
export type InactivityClass = (typeof inactivityClasses)[number]

export const admissions = ['registered', 'quarantined', 'refused'] as const
export type Admission = (typeof admissions)[number]
/** `boot`: may connect, its boots are answered Rejected and all else with SecurityError. `connection`: HTTP 403. */
export const refusals = ['boot', 'connection'] as const
export type Refusal = (typeof refusals)[number]

export const firstContacts = ['quarantine', 'accept', 'refuse'] as const
/** What happens when a station connects that was never seen before. */
export type FirstContact = (typeof firstContacts)[number]

export const tokenStatuses = ['accepted', 'blocked'] as const
export type TokenStatus = (typeof tokenStatuses)[number]

/** Closed list of what can come of a connection attempt; each has a sentence and a remedy in the renderer's dictionary. */
export const handshakeOutcomes = [
  'accepted',
  'silent',
  'port-scan',
  'not-http',
  'unfinished-request',
  'plain-http',
  'soap-request',
  'missing-upgrade-header',
  'bad-websocket-request',
  'no-identity',
  'unknown-identity',
  'refused-identity',
  'quarantine-full',
  'no-subprotocol',
  'unsupported-subprotocol',
  'pinned-subprotocol',
  'missing-password',
  'wrong-password',
  'wrong-user',
  'short-password',
  'odd-password',
  'profile-too-low',
  'no-client-certificate',
  'untrusted-client-certificate',
  'foreign-client-certificate',
  'rate-limited',
  'tls-on-plain-port',
  'plain-on-tls-port',
  'tls-unknown-ca',
  'tls-missing-intermediate',
  'tls-name-mismatch',
  'tls-bad-certificate',
  'tls-certificate-expired',
  'tls-own-certificate-invalid',
  'tls-certificate-refused',
  'tls-no-shared-cipher',
  'tls-version',
  'tls-broken-off',
  'tls-failed',
  'storage-full',
  // What an accepted link shows later.
  'compressed-frames',
  'link-same-age',
  'link-silent',
  'link-alternates',
  'flapping',
] as const
export type HandshakeOutcome = (typeof handshakeOutcomes)[number]

/** What was tolerated or is remarkable about an attempt, whatever came of it. */
export const handshakeNotes = [
  'identity-twice',
  'extra-path',
  'other-case',
  'odd-protocol-name',
  'protocol-assumed',
  'password-ignored',
  'known-in-path',
  'boot-rejected',
  'brief',
  'compression-off',
] as const
export type HandshakeNote = (typeof handshakeNotes)[number]

export const triggerTopics = [
  'boot',
  'heartbeat',
  'status',
  'meter-values',
  'diagnostics',
  'firmware',
] as const
export type TriggerTopic = (typeof triggerTopics)[number]

/** How it went with the local list of a station the last time. */
export const localListResults = [
  'done',
  'up-to-date',
  'not-supported',
  'rejected',
  'version-mismatch',
  'too-many',
  'no-answer',
  'error',
] as const
export type LocalListResult = (typeof localListResults)[number]

/** As a handshake would tell it: without blanks around it and without control characters. */
export const identitySchema = z
  .string()
  .trim()
  .min(1)
  .max(255)
  // eslint-disable-next-line no-control-regex -- control characters are what is refused
  .regex(/^[^\u0000-\u001f\u007f]+$/, 'no control characters')
/** As stations really send it: OCPP 2.1 allows 255 characters, and what is longer or no ASCII is kept as it came (quirk B04). */
export const idTokenSchema = z
  .string()
  .trim()
  .min(1)
  .max(500)
  // eslint-disable-next-line no-control-regex -- control characters are what is refused
  .regex(/^[^\u0000-\u001f\u007f]+$/, 'no control characters')

/** One that Plugboard gives away by itself: every version can carry it. */
export const ownTokenSchema = idTokenSchema.max(36).regex(/^[\x20-\x7e]+$/, 'printable ASCII only')

/** A request that a person wrote is not larger than this, as JSON. */
export const mostPayloadBytes = 256 * 1024
/** An action and its payload in the words of the station's own OCPP version. */
export const actionSchema = z.string().min(1).max(60)
export const payloadSchema = z.record(z.string(), z.unknown()).refine(isSmall, 'at most 256 KiB of JSON')

function isSmall(payload: object): boolean {
  try {
    return JSON.stringify(payload).length <= mostPayloadBytes
  } catch {
    // Nested deeper than JSON can be written.
    return false
  }
}

/** What is wrong with a payload at one place. */
export const payloadIssueSchema = z.object({
  /** JSON pointer to the field, e.g. `/csChargingProfiles/stackLevel`; of a missing field, where it belongs. */
  path: z.string(),
  /** The keyword of the schema that is broken: `required`, `type`, `enum`, `maxLength` … */
  code: z.string(),
  /** What the keyword asks for, e.g. the limit or the type; null where there is no such thing. */
  expected: z.string().nullable(),
  message: z.string(),
})
export type PayloadIssue = z.infer<typeof payloadIssueSchema>

/**
 * A request that Plugboard can make of a station, in neutral words; the dialects say what a version can do. `raw` is any
 * action of the station's version, as it stands.
 */
export const stationRequestSchema = z.discriminatedUnion('kind', [
  /** Without a token the station's remote tag is used (quirk A02). */
  z.object({ kind: z.literal('start'), place: placeSchema, idToken: idTokenSchema.nullable() }),
  z.object({ kind: z.literal('stop'), session: z.int().positive() }),
  z.object({ kind: z.literal('reset'), mode: z.enum(['soft', 'hard']) }),
  z.object({ kind: z.literal('unlock'), place: placeSchema }),
  z.object({ kind: z.literal('availability'), place: placeSchema.nullable(), operative: z.boolean() }),
  z.object({ kind: z.literal('trigger'), topic: z.enum(triggerTopics), place: placeSchema.nullable() }),
  z.object({
    kind: z.literal('raw'),
    action: actionSchema,
    payload: payloadSchema,
    /** Sent as it is, also where its schema says that it is wrong, and by any name. */
    isForced: z.literal(true).optional(),
    /** How long the answer is waited for; without it 30 seconds. */
    timeoutS: z.int().min(1).max(600).optional(),
  }),
])
export type StationRequest = z.infer<typeof stationRequestSchema>
export type StationRequestKind = StationRequest['kind']

export const commandSources = ['browser', 'desktop', 'automatic'] as const
/** Who sent a request: a person at a window, a script by the name of its token, or Plugboard of its own accord. */
export type CommandSource = (typeof commandSources)[number] | `token:${string}`
export type PersonSource = Exclude<CommandSource, 'automatic'>

export const settingAccesses = ['read-only', 'read-write', 'write-only'] as const
export type SettingAccess = (typeof settingAccesses)[number]

/** A setting of a station by its name in the station's version, and the value that it shall have. */
export const settingSchema = z.object({ name: z.string().min(1).max(300), value: z.string().max(2500) })
export type SettingChange = z.infer<typeof settingSchema>
