import type { Vehicle } from './organisation'
import type { EpochMs } from './read-models'
import type { LocalListResult, TokenStatus } from './vocabulary'

export interface Person {
  person: number
  name: string
  note: string
  company: number | null
  costCentre: string
  vehicles: Vehicle[]
  createdAt: EpochMs
}

export interface IdTokenRow {
  /** Normalised: upper case, no separators (quirk A01). */
  token: string
  /** As a station wrote it last, else as it was typed. */
  raw: string
  /** As a 2.x station named it last: ISO14443, eMAID …; null: never told. */
  type: string | null
  /** Null: never decided; the setting for unknown tokens applies. */
  status: TokenStatus | null
  /** Not accepted before, and from then on. */
  validFrom: EpochMs | null
  validUntil: EpochMs | null
  /** The parent group. */
  group: string | null
  person: number | null
  personName: string | null
  note: string
  /** How often it was shown at a charger, and how often it was refused. */
  seen: number
  refused: number
  firstSeenAt: EpochMs
  /** Null: never shown at a charger. */
  lastSeenAt: EpochMs | null
  lastStation: string | null
  /** On a token that nobody decided on: known ones that may be the same card, read another way (quirk A01). */
  similar: { token: string; personName: string | null }[]
  /** Chargers at which it stands for a person, whoever shows it (quirk A04). */
  placeholders: { station: string; person: number; personName: string }[]
}

/** The next unknown token that is shown will belong to the person (quirk A05). */
export interface Learning {
  person: number
  personName: string
  /** Null: at any charger. */
  station: string | null
  until: EpochMs
  state: 'waiting' | 'learned' | 'timed-out' | 'cancelled'
  /** What was learned, as the station wrote it, and where. */
  raw: string | null
  learnedAtStation: string | null
}

/** The list of tokens that a station keeps for the time without a connection. */
export interface LocalListRow {
  station: string
  /** Tokens that belong on the list now. */
  wanted: number
  /** Version and length of the list as it is there, as far as known. */
  version: number | null
  entries: number | null
  /** The version that the next sync makes; null: the list there is as it should be. */
  nextVersion: number | null
  /** How many tokens the station takes; null: not told. */
  mostEntries: number | null
  lastSyncAt: EpochMs | null
  result: LocalListResult | null
  state: 'idle' | 'waiting' | 'running'
  /** False: the station has no connection, or is not ready for it. */
  canSync: boolean
  /** The token that remote starts use where none is given; null: the one of the settings (quirk A02). */
  remoteIdToken: string | null
}
