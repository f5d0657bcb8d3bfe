import { z } from 'zod'
import { identitySchema } from './vocabulary'

/** Files between Plugboard and stations: logs that they upload, firmware that they download. */

export const transferKinds = ['diagnostics', 'security-log', 'firmware'] as const
export type TransferKind = (typeof transferKinds)[number]

export const transferStates = ['asking', 'waiting', 'running', 'done', 'failed', 'timed-out', 'cancelled'] as const
export type TransferState = (typeof transferStates)[number]

export const transferReasons = [
  'offline',
  'not-supported',
  'no-answer',
  'ports-busy',
  'refused',
  'station-said',
  'no-file',
  'partial',
  'restarted',
  'error',
] as const
export type TransferReason = (typeof transferReasons)[number]

/** What an address must look like for a station to take it (quirk D01). */
export const uploadRecipeSchema = z.object({
  scheme: z.enum(['ftp', 'http']),
  /** Does the address end with a directory, or with the name of the file to be written? */
  target: z.enum(['directory', 'file']),
  /** User and password in the address. FTP cannot do without; over HTTP the secret path is enough. */
  credentials: z.boolean(),
})
export type UploadRecipe = z.infer<typeof uploadRecipeSchema>
export interface StationRecipe extends UploadRecipe {
  source: 'default' | 'learned' | 'user'
}

export interface TransferFile {
  /** As it is stored: the station's name without what is dangerous in it. */
  name: string
  bytes: number
  state: 'receiving' | 'complete' | 'partial'
  /** It was cut because it grew beyond the limit of the job. */
  isTooLarge: boolean
  via: 'ftp' | 'http-put' | 'http-post'
  at: number
}

export interface TransferStatus {
  status: string
  at: number
  lastAt: number
  /** How often it was said again in a row (quirk D02). */
  repeats: number
}

export interface TransferRow {
  /** Also the request id that the station was given. */
  transfer: number
  station: string
  stationName: string
  kind: TransferKind
  state: TransferState
  reason: TransferReason | null
  /** The station's word to the request, or the error. */
  answer: string | null
  recipe: UploadRecipe
  /** As sent to the station, the secrets left out. */
  address: string
  statuses: TransferStatus[]
  failures: number
  retries: number
  files: TransferFile[]
  firmware: number | null
  firmwareName: string | null
  firmwareBefore: string | null
  firmwareAfter: string | null
  sentBytes: number
  totalBytes: number | null
  startedAt: number
  deadlineAt: number
  doneSince: number | null
  endedAt: number | null
}

/** A firmware file that was put into the console, to be given to stations. */
export interface FirmwareFile {
  firmware: number
  name: string
  bytes: number
  sha256: string
  addedAt: number
}

export interface ArchiveEntry {
  name: string
  bytes: number
}
export interface ArchiveListing {
  /** `plain`: the file is no archive, and its own only entry. */
  format: 'zip' | 'tar' | 'tar.gz' | 'gzip' | 'plain'
  entries: ArchiveEntry[]
  /** There are more entries, or more bytes, than are opened here. */
  isCut: boolean
}
export interface EntryText {
  text: string
  isBinary: boolean
  /** The entry is larger than what is shown. */
  isCut: boolean
}
export interface ArchiveMatch {
  entry: string
  line: number
  text: string
}

/** Bytes of a file that travel at a time, as base64. */
export const chunkBytes = 192 * 1024
export const mostFirmwareBytes = 2 * 1024 * 1024 * 1024
export const chunkSchema = z.string().max(Math.ceil(chunkBytes / 3) * 4).regex(/^[A-Za-z0-9+/]*={0,2}$/)
export const fileNameSchema = z.string().trim().min(1).max(200)
export const stationsSchema = z.array(identitySchema).min(1).max(500)
