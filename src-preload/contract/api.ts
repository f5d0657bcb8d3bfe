import { eventIterator, oc, type } from '@orpc/contract'
import { z } from 'zod'
import { compatibilityChoiceSchema } from './compatibility'
import { type AuditRow, type BulkResult, type DeskEvidence, type DeskRow, repairSchema, type RepairPreview } from './desk'
import type {
  ConfigurationSnapshot,
  ConfigurationStatus,
  ConfigurationTemplate,
  ReadingResult,
  SettingDifference,
  SettingResult,
  SettingRow,
} from './configuration'
import { faults } from './fault'
import type {
  AppInfo,
  CommandRecord,
  CurveEvent,
  HandshakeRow,
  IdTokenRow,
  JsonObject,
  KeyedEvent,
  Learning,
  LocalListRow,
  Overview,
  Page,
  Person,
  Sample,
  SessionRow,
  Settings,
  Site,
  StationActions,
  StationDetail,
  StationRow,
  StatusHistoryRow,
  TraceEvent,
  TraceLine,
} from './read-models'
import {
  actionSchema,
  firstContacts,
  identitySchema,
  idTokenSchema,
  payloadSchema,
  settingSchema,
  stationRequestSchema,
  tokenStatuses,
} from './vocabulary'
import type { PayloadIssue } from './vocabulary'
import { chunkSchema, fileNameSchema, mostFirmwareBytes, stationsSchema, uploadRecipeSchema } from './transfers'
import type { ArchiveListing, ArchiveMatch, EntryText, FirmwareFile, StationRecipe, TransferRow } from './transfers'

/**
 * The typed bridge between the core and its windows. Inputs are checked (a renderer is not trusted), outputs are types.
 * Three kinds of procedure: queries, commands, and feeds (`watch…`), which yield the state first and changes after.
 */

const base = oc.errors(faults)

const nameSchema = z.string().trim().min(1).max(100)
const stationInput = z.object({ station: identitySchema })
const sessionInput = z.object({ session: z.int().positive() })
const transferInput = z.object({ transfer: z.int().positive() })
const receivedInput = transferInput.extend({ file: fileNameSchema })
const cursorSchema = z.string().max(200).nullable()
const limitSchema = z.int().min(1).max(500)
const auditNoteSchema = z.string().trim().max(1000)

export const traceFilterSchema = z.object({
  station: identitySchema.nullable(),
  action: z.string().max(60).nullable(),
  direction: z.enum(['in', 'out']).nullable(),
  /** Case-insensitive part of the frame's text. */
  text: z.string().max(200).nullable(),
})
export type TraceFilter = z.infer<typeof traceFilterSchema>

/** Where a station stands: an existing site, a new one by its name, or none. */
const siteChoiceSchema = z.union([
  z.object({ site: z.int().positive() }),
  z.object({ newSite: nameSchema }),
  z.null(),
])
export type SiteChoice = z.infer<typeof siteChoiceSchema>

/** Whose a token becomes: a known person's, or a new one's by the name. */
const personChoiceSchema = z.union([z.object({ person: z.int().positive() }), z.object({ newPerson: nameSchema })])
export type PersonChoice = z.infer<typeof personChoiceSchema>

const noteSchema = z.string().trim().max(500)
const instantSchema = z.int().min(0).max(8.64e15).nullable()
const tokenFieldsSchema = z.object({
  token: idTokenSchema,
  status: z.enum(tokenStatuses),
  validFrom: instantSchema,
  validUntil: instantSchema,
  group: idTokenSchema.nullable(),
  person: z.int().positive().nullable(),
  note: noteSchema,
})
const isInOrder = ({ validFrom, validUntil }: { validFrom: number | null; validUntil: number | null }) =>
  validFrom === null || validUntil === null || validFrom < validUntil
export const tokenInputSchema = tokenFieldsSchema.refine(isInOrder, { path: ['validUntil'], message: 'ends before it begins' })
export type TokenInput = z.infer<typeof tokenInputSchema>

export const historyFilterSchema = z.object({
  station: identitySchema.nullable(),
  /** Part of the station's identity or name, or of the id token. */
  text: z.string().max(100).nullable(),
})
export type HistoryFilter = z.infer<typeof historyFilterSchema>

export const contract = {
  app: {
    info: base.output(type<AppInfo>()),
  },
  overview: {
    watch: base.output(eventIterator(type<Overview>())),
  },
  stations: {
    /** Every station that is registered or waits in quarantine. */
    watch: base.output(eventIterator(type<KeyedEvent<StationRow>>())),
    watchOne: base.input(stationInput).output(eventIterator(type<StationDetail>())),
    /** Add a station before it first connects. */
    register: base
      .input(z.object({ station: identitySchema, name: nameSchema, site: siteChoiceSchema }))
      .output(type<StationRow>()),
    /** Take a station out of quarantine; it goes live on its open connection. */
    accept: base
      .input(z.object({ station: identitySchema, name: nameSchema, site: siteChoiceSchema }))
      .output(type<StationRow>()),
    /** Close the connection and answer later handshakes of this identity with 403. */
    refuse: base.input(stationInput).output(type<void>()),
    edit: base
      .input(z.object({ station: identitySchema, name: nameSchema, site: siteChoiceSchema }))
      .output(type<StationRow>()),
    /** Sets what is particular about a station, or forgets it (null). */
    setCompatibility: base
      .input(z.object({ station: identitySchema, choice: compatibilityChoiceSchema }))
      .output(type<void>()),
    /** Null removes the password: the station may then connect without one (security profile 0). */
    setPassword: base
      .input(z.object({ station: identitySchema, password: z.string().min(8).max(40).nullable() }))
      .output(type<void>()),
    /** Send a request and wait for the answer. A "Rejected" is an answer. */
    command: base
      .input(z.object({ station: identitySchema, request: stationRequestSchema }))
      .output(type<CommandRecord>()),
    /** Every action that can be sent to it, in the words of its OCPP version. */
    actions: base.input(stationInput).output(type<StationActions>()),
    /** What is wrong with a payload for this station; empty: it can be sent. */
    checkPayload: base
      .input(z.object({ station: identitySchema, action: actionSchema, payload: payloadSchema }))
      .output(type<PayloadIssue[]>()),
    /** The whole answer to a command; null: there is none. */
    response: base.input(z.object({ command: z.int().positive() })).output(type<JsonObject | null>()),
    /** Status changes of its connectors, the newest first. */
    statusHistory: base
      .input(z.object({ station: identitySchema, limit: limitSchema }))
      .output(type<StatusHistoryRow[]>()),
    watchCommands: base.input(stationInput).output(eventIterator(type<KeyedEvent<CommandRecord>>())),
  },
  configuration: {
    watch: base.input(stationInput).output(eventIterator(type<ConfigurationStatus>())),
    /** Its settings as they were told last, in the station's order. */
    settings: base.input(stationInput).output(type<SettingRow[]>()),
    /** Asks the station for all of it; a second one joins the first. */
    read: base.input(stationInput).output(type<ReadingResult>()),
    cancel: base.input(stationInput).output(type<void>()),
    /** Sets and reads back. A refusal is an answer. */
    change: base
      .input(z.object({ station: identitySchema, settings: z.array(settingSchema).min(1).max(500) }))
      .output(type<SettingResult[]>()),
    snapshots: base.input(stationInput).output(type<ConfigurationSnapshot[]>()),
    compare: base
      .input(
        z.object({
          station: identitySchema,
          with: z.union([
            z.object({ station: identitySchema }),
            z.object({ snapshot: z.int().positive() }),
            z.object({ template: z.int().positive() }),
          ]),
        }),
      )
      .output(type<SettingDifference[]>()),
    setPlan: base
      .input(
        z.object({
          station: identitySchema,
          template: z.int().positive().nullable(),
          settings: z.array(settingSchema).max(2_000),
          isReapplied: z.boolean(),
        }),
      )
      .output(type<void>()),
    templates: base.output(type<ConfigurationTemplate[]>()),
    saveTemplate: base
      .input(z.object({ name: nameSchema, settings: z.array(settingSchema).min(1).max(2_000) }))
      .output(type<ConfigurationTemplate>()),
    /** Stations that followed it keep their own settings. */
    removeTemplate: base.input(z.object({ template: z.int().positive() })).output(type<void>()),
  },
  sites: {
    list: base.output(type<Site[]>()),
  },
  sessions: {
    /** Running and suspect sessions. */
    watchLive: base.output(eventIterator(type<KeyedEvent<SessionRow>>())),
    get: base.input(sessionInput).output(type<SessionRow>()),
    watchCurve: base.input(sessionInput).output(eventIterator(type<CurveEvent>())),
    samples: base.input(sessionInput).output(type<Sample[]>()),
    /** Ended sessions, the last started first. */
    history: base
      .input(z.object({ filter: historyFilterSchema, cursor: cursorSchema, limit: limitSchema }))
      .output(type<Page<SessionRow>>()),
  },
  desk: {
    /** Sessions that wait for a person: suspect, orphaned, implausible, conflicting, stop-only, incomplete, late. */
    watch: base.output(eventIterator(type<KeyedEvent<DeskRow>>())),
    evidence: base.input(sessionInput).output(type<DeskEvidence>()),
    /** What a repair would change; nothing is changed. */
    preview: base.input(sessionInput.extend({ repair: repairSchema })).output(type<RepairPreview>()),
    /** `expected`: what the person saw. If it is no longer so, nothing is changed. */
    apply: base
      .input(
        sessionInput.extend({
          repair: repairSchema,
          expected: z.object({ endedAt: z.int().nullable(), energyWh: z.number() }),
          note: auditNoteSchema,
        }),
      )
      .output(type<void>()),
    /** Applies to each its own proposal. */
    applyProposals: base
      .input(z.object({ sessions: z.array(z.int().positive()).min(1).max(500), note: auditNoteSchema }))
      .output(type<BulkResult[]>()),
    /** Gives a session back the values that it had before its repair. */
    undo: base.input(sessionInput.extend({ note: auditNoteSchema })).output(type<void>()),
    /** What was changed by hand, the newest first. */
    audit: base.input(z.object({ cursor: cursorSchema, limit: limitSchema })).output(type<Page<AuditRow>>()),
  },
  trace: {
    /** The newest 200 matching lines first (oldest of them first), then every line as it comes. */
    watch: base.input(z.object({ filter: traceFilterSchema })).output(eventIterator(type<TraceEvent>())),
    /** Older lines, newest first. */
    page: base
      .input(z.object({ filter: traceFilterSchema, cursor: cursorSchema, limit: limitSchema }))
      .output(type<Page<TraceLine>>()),
    /** One frame, whole. */
    frame: base.input(z.object({ id: z.int().positive() })).output(type<string | null>()),
  },
  transfers: {
    /** Jobs that run and ran, the newest first. */
    watch: base.output(eventIterator(type<KeyedEvent<TransferRow>>())),
    /** Ask for logs; one job for each station, which ends by itself. Returns their numbers. */
    startDiagnostics: base
      .input(
        z.object({
          stations: stationsSchema,
          kind: z.enum(['diagnostics', 'security-log']),
          from: z.int().nullable(),
          to: z.int().nullable(),
          timeoutMinutes: z.int().min(1).max(24 * 60),
          /** Null: what the station is known to need. */
          recipe: uploadRecipeSchema.nullable(),
        }),
      )
      .output(type<number[]>()),
    startFirmware: base
      .input(
        z.object({
          stations: stationsSchema,
          firmware: z.int().positive(),
          retrieveAt: z.int().nullable(),
          timeoutMinutes: z.int().min(1).max(7 * 24 * 60),
          /** PEM certificate and base64 signature, for stations that check them. */
          signed: z.object({ certificate: z.string().min(1).max(5500), signature: z.string().min(1).max(800) }).nullable(),
        }),
      )
      .output(type<number[]>()),
    cancel: base.input(transferInput).output(type<void>()),
    /** Deletes it with what was received. */
    remove: base.input(transferInput).output(type<void>()),
    recipe: base.input(stationInput).output(type<StationRecipe>()),
    /** Null: learn it again. */
    setRecipe: base
      .input(z.object({ station: identitySchema, recipe: uploadRecipeSchema.nullable() }))
      .output(type<StationRecipe>()),
    /** What a received archive holds; a file that is none is its own only entry. */
    entries: base.input(receivedInput).output(type<ArchiveListing>()),
    text: base.input(receivedInput.extend({ entry: z.string().max(1000) })).output(type<EntryText>()),
    search: base.input(receivedInput.extend({ words: z.string().min(1).max(200) })).output(type<ArchiveMatch[]>()),
    /** The next bytes of a received file, as base64; empty at its end. */
    chunk: base.input(receivedInput.extend({ offset: z.int().min(0) })).output(type<string>()),
  },
  firmware: {
    list: base.output(type<FirmwareFile[]>()),
    /** Returns the number under which its bytes are to be put. */
    begin: base
      .input(z.object({ name: fileNameSchema, bytes: z.int().min(1).max(mostFirmwareBytes) }))
      .output(type<number>()),
    /** In order, without gaps. */
    append: base
      .input(z.object({ firmware: z.int().positive(), offset: z.int().min(0), data: chunkSchema }))
      .output(type<void>()),
    finish: base.input(z.object({ firmware: z.int().positive() })).output(type<FirmwareFile>()),
    remove: base.input(z.object({ firmware: z.int().positive() })).output(type<void>()),
  },
  handshakes: {
    /** Connection attempts that failed, the newest first. */
    watch: base.output(eventIterator(type<KeyedEvent<HandshakeRow>>())),
  },
  people: {
    watch: base.output(eventIterator(type<KeyedEvent<Person>>())),
    /** Adds one, or with `person` changes it. */
    save: base
      .input(z.object({ person: z.int().positive().nullable(), name: nameSchema, note: noteSchema }))
      .output(type<Person>()),
    /** Their tokens are blocked and belong to nobody. */
    remove: base.input(z.object({ person: z.int().positive() })).output(type<void>()),
  },
  tokens: {
    /** Every token that was entered or ever shown at a charger. */
    watch: base.output(eventIterator(type<KeyedEvent<IdTokenRow>>())),
    list: base.output(type<IdTokenRow[]>()),
    /** `evenIfSimilar`: also where a known one may be the same card (TOKEN_SIMILAR). */
    add: base
      .input(z.object({ ...tokenFieldsSchema.shape, evenIfSimilar: z.boolean() }).refine(isInOrder))
      .output(type<IdTokenRow>()),
    edit: base.input(tokenInputSchema).output(type<IdTokenRow>()),
    setStatus: base
      .input(z.object({ token: idTokenSchema, status: z.enum(tokenStatuses) }))
      .output(type<void>()),
    /** It belongs to the person and is accepted from now on. */
    assign: base.input(z.object({ token: idTokenSchema, to: personChoiceSchema })).output(type<IdTokenRow>()),
    remove: base.input(z.object({ token: idTokenSchema })).output(type<void>()),
    /** At this station the token stands for the person; null: no longer (quirk A04). */
    setPlaceholder: base
      .input(z.object({ token: idTokenSchema, station: identitySchema, to: personChoiceSchema.nullable() }))
      .output(type<IdTokenRow>()),
    /** Waits for the next unknown token (quirk A05). Ends what was waited for before. */
    learn: base
      .input(z.object({ to: personChoiceSchema, station: identitySchema.nullable(), seconds: z.int().min(5).max(600) }))
      .output(type<Learning>()),
    cancelLearning: base.output(type<void>()),
    /** What is waited for, or how it ended last. */
    watchLearning: base.output(eventIterator(type<Learning | null>())),
    /** The token of remote starts at one station; null: the one of the settings (quirk A02). */
    setRemote: base
      .input(z.object({ station: identitySchema, token: idTokenSchema.nullable() }))
      .output(type<void>()),
  },
  localLists: {
    watch: base.output(eventIterator(type<KeyedEvent<LocalListRow>>())),
    /** Begins to bring the lists up to date; `watch` shows how it goes. Null: all that can be reached. */
    sync: base
      .input(z.object({ stations: z.array(identitySchema).max(5_000).nullable(), full: z.boolean() }))
      .output(type<{ begun: number }>()),
  },
  settings: {
    get: base.output(type<Settings>()),
    set: base
      .input(
        z
          .object({
            firstContact: z.enum(firstContacts),
            unknownTokens: z.enum(['accept', 'refuse']),
            concurrentSessions: z.enum(['accept', 'refuse']),
            localListSync: z.enum(['off', 'automatic']),
            remoteIdToken: idTokenSchema,
            keepFramesDays: z.int().min(1).max(3650),
            heartbeatIntervalS: z.int().min(10).max(86_400),
            keepsHeartbeatInterval: z.boolean(),
          })
          .partial(),
      )
      .output(type<Settings>()),
  },
}
export type Contract = typeof contract
