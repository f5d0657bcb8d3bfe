import type { EpochMs } from './read-models'

/** What meters have signed, and what checking it came to. Billing reference, section 4. */

/**
 * Of a session: `checked`, all signatures match and no check failed; `open`, the same of a session that still runs;
 * `failed`, at least one check did; `no-key`, nothing tells the key; `not-checkable`, in a format that cannot be checked
 * here; `missing`, the charger signs, and of this session there is nothing.
 */
export const signedStates = ['checked', 'key-unconfirmed', 'open', 'failed', 'no-key', 'not-checkable', 'missing'] as const
export type SignedState = (typeof signedStates)[number]

export const signedChecks = [
  'signature', 'key', 'begin-end', 'order', 'pagination', 'serial', 'status', 'identity', 'time', 'energy',
] as const
export type SignedCheckName = (typeof signedChecks)[number]

/** `remark`: worth knowing, and no reason to doubt the energy. `open`: it cannot be told, or not yet. */
export type SignedOutcome = 'passed' | 'failed' | 'remark' | 'open'

export const signedReasons = {
  signature: ['matches', 'differs', 'no-key', 'key-unreadable', 'format', 'unreadable', 'algorithm', 'left-out'],
  key: ['by-person', 'configured', 'with-value', 'of-session', 'earlier', 'other-key', 'no-key'],
  'begin-end': ['both', 'runs', 'no-begin', 'no-end', 'neither'],
  order: ['rises', 'falls', 'too-few'],
  pagination: ['continuous', 'single', 'gap', 'twice', 'gap-before', 'repeats-before', 'none'],
  serial: ['same', 'several', 'none', 'station-tells-other'],
  status: ['good', 'bad', 'error-flags', 'exception', 'none'],
  identity: ['same', 'not-assigned', 'other', 'other-kind', 'nobody'],
  time: ['fits', 'backwards', 'unsynchronised', 'other-time', 'none'],
  energy: ['same', 'differs', 'runs', 'unknown'],
} as const satisfies Record<SignedCheckName, readonly string[]>

/** Facts are what the sentence of the reason names; those that end in Wh, Ms or At are in that unit. */
export interface SignedCheck {
  check: SignedCheckName
  outcome: SignedOutcome
  reason: string
  facts: Record<string, string | number>
}

/** Where a key is known from, the most trustworthy first. */
export type SignedKeySource = 'person' | 'configuration' | 'value' | 'session' | 'earlier'

export interface SignedKey {
  curve: string
  /** SHA-256 of the key in its standard form (SubjectPublicKeyInfo), hexadecimal. */
  fingerprint: string
  source: SignedKeySource
  /** SubjectPublicKeyInfo, hexadecimal. */
  spki: string
}

export interface SignedReading {
  at: EpochMs | null
  /** Of the time: U unsynchronised, I informative, S synchronised, R relative. */
  clock: string | null
  moment: 'begin' | 'during' | 'exception' | 'end' | null
  /** As signed, digit by digit. */
  value: string | null
  unit: string | null
  register: string | null
  status: string | null
  errors: string
}

/** One signed value, whole. */
export interface SignedValue {
  id: number
  at: EpochMs
  context: 'begin' | 'end' | 'other'
  /** OCMF, or what the charger calls it. Null: not told. */
  format: string | null
  encoding: 'plain' | 'base64'
  text: string
  /** As sent. */
  publicKey: string | null
  signature: SignedCheck
  key: SignedKey | null
  page: string | null
  meterSerial: string | null
  readings: SignedReading[]
}

export interface SignedSession {
  session: number
  state: SignedState
  /** What the signed registers come to; null: they do not tell. */
  signedWh: number | null
  billedWh: number
  checks: SignedCheck[]
  values: SignedValue[]
}

/** One session in a check of many: without the texts, and only what did not pass. */
export interface SignedRow {
  session: number
  station: string
  stationName: string | null
  startedAt: EpochMs
  endedAt: EpochMs | null
  personName: string | null
  state: SignedState
  values: number
  signedWh: number | null
  billedWh: number
  keySource: SignedKeySource | null
  notPassed: SignedCheck[]
}

/** A key that a person has typed, or one that the charger tells in its settings. */
export interface MeterKey {
  /** Null: out of the settings of the charger. */
  id: number | null
  source: 'person' | 'configuration'
  /** Null: of any meter of the charger. */
  evse: number | null
  text: string
  /** Null: no key can be read from it. */
  fingerprint: string | null
  curve: string | null
  addedAt: EpochMs | null
}
