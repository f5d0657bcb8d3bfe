import type { SignedCheck, SignedSession, SignedState } from '#contract/signed'
import { checkValue, type CheckedValue, type KeyCandidate, unverified } from './check-value'
import { curveNamed } from './curves'
import { checkBeginEnd, checkEnergy, checkOrder, checkTime, signedWhOf } from './energy-checks'
import { checked, type SignedSubject, type StoredSignedValue } from './evidence'
import { readPublicKey } from './public-key'
import { checkIdentity, checkPagination, checkSerial, checkStatus } from './record-checks'
import { registerOf } from './registers'

/** A signature takes milliseconds: of more values than this the first and the last are held against their keys. */
const MOST_VERIFIED = 300
/** A charger that names another key with each value gets none of them tried for ever. */
const MOST_KEYS = 8

/** All that was signed of one session, checked. */
export function checkSession(subject: SignedSubject, stored: readonly StoredSignedValue[]): SignedSession {
  const isLeftOut = (index: number) => index >= MOST_VERIFIED / 2 && index < stored.length - MOST_VERIFIED / 2
  const values = stored.map((value, index) => (isLeftOut(index) ? unverified(value) : checkValue(value, keysFor(value, stored, subject))))
  const readable = values.filter(({ record }) => record !== null)
  const register = registerOf(readable)
  const checks = [
    worstSignature(values),
    ...(readable.length === 0
      ? []
      : [
          checkKey(values, subject),
          checkBeginEnd(register, subject),
          checkOrder(register),
          checkPagination(readable, subject),
          checkSerial(readable, subject),
          checkStatus(readable),
          checkIdentity(readable, subject),
          checkTime(register, subject),
          checkEnergy(register, subject),
        ]),
  ]
  return {
    session: subject.session,
    state: stored.length === 0 ? 'missing' : stateOf(checks, values, subject),
    signedWh: signedWhOf(register),
    billedWh: subject.energyWh,
    checks: stored.length === 0 ? [] : checks,
    values: values.map(({ value }) => value),
  }
}

/** Chargers send the key with every value, with one of a session, or never (PublicKeyWithSignedMeterValue). */
function keysFor(value: StoredSignedValue, all: readonly StoredSignedValue[], { keys }: SignedSubject): KeyCandidate[] {
  const isBeside = ({ source }: KeyCandidate) => source === 'earlier'
  const own = value.publicKey === null ? [] : [{ source: 'value' as const, text: value.publicKey }]
  const others = [...new Set(all.flatMap(({ publicKey }) => publicKey ?? []))].filter((text) => text !== value.publicKey)
  const inSession = [...own, ...others.map((text) => ({ source: 'session' as const, text }))].slice(0, MOST_KEYS)
  return [...keys.filter((key) => !isBeside(key)), ...inSession, ...keys.filter(isBeside)]
}

/** One line for all signatures; each value has its own beside it. */
function worstSignature(values: readonly CheckedValue[]): SignedCheck {
  const all = values.map(({ value }) => value.signature)
  const passed = all.filter(({ outcome }) => outcome === 'passed').length
  const worst = all.find(({ outcome }) => outcome === 'failed') ?? all.find(({ outcome, reason }) => outcome === 'open' && reason !== 'left-out')
  const facts = { passed, values: all.length }
  if (!worst && passed < all.length) return checked('signature', 'remark', 'left-out', facts)
  return worst ? { ...worst, facts: { ...worst.facts, ...facts } } : checked('signature', 'passed', 'matches', facts)
}

/** Whose key it is that fits: a key that comes with a value proves that nothing was changed on the way, and no more. */
function checkKey(values: readonly CheckedValue[], { keys }: SignedSubject): SignedCheck {
  const used = values.flatMap(({ value: { key, signature } }) => (key && signature.outcome === 'passed' ? [key] : []))
  const [first] = used
  if (!first) return checked('key', 'open', 'no-key')
  const hasTrusted = keys.some(({ source, text }) => source !== 'earlier' && readPublicKey(text, curveNamed(first.curve)) !== null)
  const weakest = order.findLast((source) => used.some((key) => key.source === source)) ?? first.source
  const facts = { fingerprint: first.fingerprint }
  const isTrusted = weakest === 'person' || weakest === 'configuration'
  if (!isTrusted && hasTrusted) return checked('key', 'failed', 'other-key', facts)
  switch (weakest) {
    case 'person':
      return checked('key', 'passed', 'by-person', facts)
    case 'configuration':
      return checked('key', 'remark', 'configured', facts)
    case 'value':
      return checked('key', 'remark', 'with-value', facts)
    case 'session':
      return checked('key', 'remark', 'of-session', facts)
    case 'earlier':
      return checked('key', 'remark', 'earlier', facts)
  }
}

const order = ['person', 'configuration', 'value', 'session', 'earlier'] as const

function stateOf(checks: readonly SignedCheck[], values: readonly CheckedValue[], { endedAt }: SignedSubject): SignedState {
  if (checks.some(({ outcome }) => outcome === 'failed')) return 'failed'
  const unsure = values.map(({ value }) => value.signature).filter(({ outcome, reason }) => outcome === 'open' && reason !== 'left-out')
  if (unsure.some(({ reason }) => reason === 'no-key' || reason === 'key-unreadable')) return 'no-key'
  if (unsure.length > 0) return 'not-checkable'
  if (endedAt === null) return 'open'
  // A key that the charger told proves no more than that nothing was changed on the way.
  return checks.some(({ check, outcome }) => check === 'key' && outcome === 'passed') ? 'checked' : 'key-unconfirmed'
}
