import type { SignedKey, SignedKeySource, SignedValue } from '#contract/signed'
import { checked, type StoredSignedValue } from './evidence'
import { isOcmf, type Ocmf, readOcmf } from './ocmf'
import { type PublicKey, readPublicKey } from './public-key'
import { type Seal, sealOf } from './verify'

/** A value with what checking its signature came to. */
export interface CheckedValue {
  value: SignedValue
  /** Null: in a format that is not read here, or unreadable. */
  record: Ocmf | null
}

export type KeyCandidate = { source: SignedKeySource; text: string }

/**
 * The signature of one value, held against each key in turn. Where a person has typed keys, or the charger tells some in
 * its settings, a signature that only fits the key that came with it is right and by somebody else: see `checkKey`.
 */
export function checkValue(stored: StoredSignedValue, keys: readonly KeyCandidate[]): CheckedValue {
  const record = recordOf(stored)
  const value = (signature: SignedValue['signature'], key: SignedKey | null = null) => valueOf(stored, record, { signature, key })
  if (record === null) {
    const isBroken = isOcmf(stored.text)
    const name = { format: stored.format ?? '' }
    return value(isBroken ? checked('signature', 'failed', 'unreadable') : checked('signature', 'open', 'format', name))
  }
  const seal = sealOf(record)
  if (seal === null) return value(checked('signature', 'open', 'algorithm', { algorithm: record.signature.algorithm }))
  return value(...heldAgainst(seal, keys))
}

/** One of very many, of which the signature is not looked at. */
export const unverified = (stored: StoredSignedValue): CheckedValue =>
  valueOf(stored, recordOf(stored), { signature: checked('signature', 'open', 'left-out'), key: null })

const recordOf = ({ encoding, text }: StoredSignedValue) => (encoding === 'plain' ? readOcmf(text) : null)

const valueOf = (stored: StoredSignedValue, record: Ocmf | null, found: Pick<SignedValue, 'signature' | 'key'>): CheckedValue => ({
  value: {
    ...stored,
    page: record?.page ? `${record.page.counter}${record.page.number}` : null,
    meterSerial: record?.serial ?? null,
    readings: record?.readings ?? [],
    ...found,
  },
  record,
})

function heldAgainst(seal: Seal, keys: readonly KeyCandidate[]): [SignedValue['signature'], SignedKey | null] {
  const read = keys.flatMap(({ source, text }) => {
    const key = readPublicKey(text, seal.curve)
    return key ? [{ source, key }] : []
  })
  const fitting = read.find(({ key }) => seal.isBy(key))
  if (fitting) return [checked('signature', 'passed', 'matches'), shownKey(fitting)]
  const [tried] = read
  if (tried) return [checked('signature', 'failed', 'differs'), shownKey(tried)]
  return [checked('signature', 'open', keys.length === 0 ? 'no-key' : 'key-unreadable'), null]
}

const shownKey = ({ source, key: { curve, fingerprint, spki } }: { source: SignedKeySource; key: PublicKey }): SignedKey => ({
  curve, fingerprint, source, spki,
})
