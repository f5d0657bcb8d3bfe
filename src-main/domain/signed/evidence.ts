import type { SignedCheck, SignedCheckName, SignedKeySource, SignedOutcome, signedReasons } from '#contract/signed'

/** A signed value as it was stored. */
export interface StoredSignedValue {
  id: number
  at: number
  context: 'begin' | 'end' | 'other'
  format: string | null
  encoding: 'plain' | 'base64'
  text: string
  publicKey: string | null
}

/** What is known here of the session that the values are of. */
export interface SignedSubject {
  session: number
  startedAt: number
  /** Null: it runs. */
  endedAt: number | null
  energyWh: number
  idToken: string | null
  /** As the station told it when it booted. */
  meterSerial: string | null
  /** The highest page of the session before it on the same connector. */
  before: { serial: string | null; counter: string; page: number; session: number } | null
  /** Keys that are known beside the values, the most trustworthy first. */
  keys: { source: SignedKeySource; text: string }[]
}

/** One check with its reason; a reason belongs to its check. */
export function checked<Check extends SignedCheckName>(
  check: Check,
  outcome: SignedOutcome,
  reason: (typeof signedReasons)[Check][number],
  facts: SignedCheck['facts'] = {},
): SignedCheck {
  return { check, outcome, reason, facts }
}
