import { describe, expect, it } from 'vitest'
import type { SignedSession } from '#contract/signed'
import { checkSession } from './check-session'
import type { SignedSubject, StoredSignedValue } from './evidence'
import { publicVectors } from './testing/public-vectors'
import { aMeter, aRecord, type Fields } from './testing/records'

const start = Date.UTC(2026, 2, 3, 8)
const end = start + 3_600_000
const meter = aMeter()

const aSubject = (overrides: Partial<SignedSubject> = {}): SignedSubject => ({
  session: 7, startedAt: start, endedAt: end, energyWh: 11_000, idToken: '04:A2:B9:C1:D2:74:80', meterSerial: null, before: null, keys: [], ...overrides,
})

let nextId = 1
const aValue = (overrides: Partial<StoredSignedValue> = {}): StoredSignedValue => ({
  id: nextId++, at: start, context: 'begin', format: 'OCMF', encoding: 'plain', text: aRecord(meter), publicKey: meter.spki, ...overrides,
})

interface Told {
  begin?: Parameters<typeof aRecord>[1]
  end?: Parameters<typeof aRecord>[1]
}

/** 10.0 to 21.0 kWh in an hour, in two records. */
function twoValues({ begin, end: told }: Told = {}): StoredSignedValue[] {
  const endReading: Fields = { TM: '2026-03-03T09:00:00,000+0000 S', TX: 'E', RV: 21.0, ...told?.reading }
  return [aValue({ text: aRecord(meter, begin) }), aValue({ at: end, context: 'end', text: aRecord(meter, { PG: 'T2', ...told, reading: endReading }) })]
}

const outcomes = ({ checks }: SignedSession) => Object.fromEntries(checks.map(({ check, outcome, reason }) => [check, `${outcome}: ${reason}`]))

const allPassed = {
  signature: 'passed: matches',
  key: 'remark: with-value',
  'begin-end': 'passed: both',
  order: 'passed: rises',
  pagination: 'passed: continuous',
  serial: 'passed: same',
  status: 'passed: good',
  identity: 'passed: same',
  time: 'passed: fits',
  energy: 'passed: same',
}

describe('a session', () => {
  it('of which all is signed as it is billed is checked', () => {
    const found = checkSession(aSubject(), twoValues())
    expect(found).toMatchObject({ state: 'key-unconfirmed', signedWh: 11_000, billedWh: 11_000 })
    expect(outcomes(found)).toEqual(allPassed)
    expect(found.values.map(({ page, meterSerial, key }) => [page, meterSerial, key?.fingerprint])).toEqual([
      ['T1', '4711', meter.fingerprint],
      ['T2', '4711', meter.fingerprint],
    ])
  })

  it('may be told in one record with both ends', () => {
    const readings = [
      { TM: '2026-03-03T08:00:00,000+0000 S', TX: 'B', RV: 10.0, RI: '1-0:1.8.0', RU: 'kWh', EF: '', ST: 'G' },
      { TM: '2026-03-03T09:00:00,000+0000 S', TX: 'E', RV: 21.0 },
    ]
    const found = checkSession(aSubject(), [aValue({ context: 'end', text: aRecord(meter, { readings }) })])
    expect(found.state).toBe('key-unconfirmed')
    expect(outcomes(found)).toEqual({ ...allPassed, pagination: 'passed: single' })
  })

  it('that runs is not judged by what it has not told yet', () => {
    const found = checkSession(aSubject({ endedAt: null }), twoValues().slice(0, 1))
    expect(found.state).toBe('open')
    expect(outcomes(found)).toMatchObject({ 'begin-end': 'open: runs', energy: 'open: runs', order: 'open: too-few' })
  })

  it('without any is missing', () => {
    expect(checkSession(aSubject(), [])).toMatchObject({ state: 'missing', checks: [] })
  })

  it('of another format is stored, and said not to be checked', () => {
    const found = checkSession(aSubject(), [aValue({ format: 'EDL', encoding: 'base64', text: 'AQIDBA==' })])
    expect(found).toMatchObject({ state: 'not-checkable', checks: [{ check: 'signature', outcome: 'open', reason: 'format', facts: { format: 'EDL' } }] })
  })

  it('of an algorithm that is not known is said not to be checked', () => {
    const values = twoValues().map((value) => ({ ...value, text: value.text.replace('ECDSA-secp256r1', 'RSA-2048') }))
    expect(checkSession(aSubject(), values)).toMatchObject({ state: 'not-checkable' })
  })

  it('whose record is torn is failed', () => {
    expect(checkSession(aSubject(), [aValue({ text: 'OCMF|{"PG":"T1"' })])).toMatchObject({ state: 'failed', checks: [{ reason: 'unreadable' }] })
  })
})

describe('a session of very many values', () => {
  it('has the signatures at its begin and end checked, and all of its pages', () => {
    const many = Array.from({ length: 320 }, (_, index) =>
      aValue({ at: start + index, context: 'other', text: aRecord(meter, { PG: `T${index + 1}`, reading: { TX: 'C' } }), publicKey: null }))
    many[160] = { ...many[160]!, text: many[160]!.text.replace('"RV":10', '"RV":11') }
    const [begin, last] = twoValues({ begin: { PG: 'T0' }, end: { PG: 'T321' } })
    const found = checkSession(aSubject(), [begin!, ...many, last!])
    expect(found.checks[0]).toMatchObject({ outcome: 'remark', reason: 'left-out', facts: { passed: 300, values: 322 } })
    expect(outcomes(found)).toMatchObject({ pagination: 'passed: continuous', energy: 'passed: same', order: 'failed: falls' })
  })

  it('tries a few of its keys', () => {
    const strange = aMeter()
    const many = Array.from({ length: 12 }, (_, index) => aValue({ publicKey: `${strange.spki}${' '.repeat(index)}` }))
    expect(checkSession(aSubject(), [...many, aValue({ text: aRecord(meter, { PG: 'T2' }) })])).toMatchObject({ state: 'failed' })
  })
})

describe('what fails a session', () => {
  const readings = { RI: '1-0:1.8.0', RU: 'kWh', EF: '', ST: 'G' }
  it.each<[string, Told & { subject?: Partial<SignedSubject> }, string, string]>([
    ['a page left out', { end: { PG: 'T4' } }, 'pagination', 'gap'],
    ['the same page twice', { end: { PG: 'T1' } }, 'pagination', 'twice'],
    ['a page that the session before had', { subject: { before: { serial: '4711', counter: 'T', page: 1, session: 6 } } }, 'pagination', 'repeats-before'],
    ['another meter at the end', { end: { MS: '4712' } }, 'serial', 'several'],
    ['a meter in bad state', { end: { reading: { ST: 'M' } } }, 'status', 'bad'],
    ['an error flag', { begin: { reading: { EF: 'E' } } }, 'status', 'error-flags'],
    ['an exception', { begin: { readings: [{ TX: 'B', RV: 10, ...readings }, { TX: 'X', RV: 10 }] } }, 'status', 'exception'],
    ['a register that falls', { end: { reading: { RV: 9 } } }, 'order', 'falls'],
    ['no end', { end: { reading: { TX: 'C' } } }, 'begin-end', 'no-end'],
    ['another card', { begin: { ID: '11223344' } }, 'identity', 'other'],
    ['an end before the begin', { end: { reading: { TM: '2026-03-03T07:00:00,000+0000 S' } } }, 'time', 'backwards'],
    ['other energy than is billed', { subject: { energyWh: 11_102 } }, 'energy', 'differs'],
  ])('%s', (_name, { subject, ...told }, check, reason) => {
    const found = checkSession(aSubject(subject), twoValues(told))
    expect(found.state).toBe('failed')
    expect(found.checks).toContainEqual(expect.objectContaining({ check, reason, outcome: 'failed' }))
  })

  it('a digit changed on the way', () => {
    const [begin, last] = twoValues()
    const found = checkSession(aSubject(), [begin!, { ...last!, text: last!.text.replace('"RV":21', '"RV":31') }])
    expect(found.state).toBe('failed')
    expect(outcomes(found)).toMatchObject({ signature: 'failed: differs' })
    expect(found.values.map(({ signature }) => signature.outcome)).toEqual(['passed', 'failed'])
  })
})

describe('what is remarked only', () => {
  it.each<[string, Told & { subject?: Partial<SignedSubject> }, string, string]>([
    ['pages between this session and the one before', { subject: { before: { serial: '4711', counter: 'T', page: -3, session: 6 } } }, 'pagination', 'gap-before'],
    ['no pages at all', { begin: { PG: '' }, end: { PG: '' } }, 'pagination', 'none'],
    ['nobody in the record', { begin: { IS: false }, end: { IS: false } }, 'identity', 'not-assigned'],
    ['another kind of identification', { begin: { IT: 'EMAID', ID: 'DE1' }, end: { IT: 'EMAID', ID: 'DE1' } }, 'identity', 'other-kind'],
    ['a session of nobody', { subject: { idToken: null } }, 'identity', 'nobody'],
    ['a clock that was never set', { begin: { reading: { TM: '1970-01-01T01:01:49,000+0100 U' } } }, 'time', 'unsynchronised'],
    ['another hour', { subject: { startedAt: start - 3_600_000 } }, 'time', 'other-time'],
    ['no state of the meter', { begin: { reading: { ST: '' } }, end: { reading: { ST: '' } } }, 'status', 'none'],
    ['another serial at the charger', { subject: { meterSerial: '9999' } }, 'serial', 'station-tells-other'],
  ])('%s', (_name, { subject, ...told }, check, reason) => {
    const found = checkSession(aSubject(subject), twoValues(told))
    expect(found.state).toBe('key-unconfirmed')
    expect(found.checks).toContainEqual(expect.objectContaining({ check, reason, outcome: 'remark' }))
  })

  it.each([
    ['the step of the register and a watt-hour are forgiven', 10.00, 21.00, 11_001],
    ['with fewer digits more is', 10.1, 21.1, 11_090],
  ])('%s', (_name, from, to, energyWh) => {
    const digits = (value: number) => (energyWh === 11_001 ? `${value.toFixed(2)}` : `${value.toFixed(1)}`)
    const found = checkSession(aSubject({ energyWh }), twoValues({ begin: { reading: { RV: digits(from) } }, end: { reading: { RV: digits(to) } } }))
    expect(outcomes(found)).toMatchObject({ energy: 'passed: same' })
  })

  it('takes a card with its bytes turned round', () => {
    expect(outcomes(checkSession(aSubject({ idToken: '8074D2C1B9A204' }), twoValues()))).toMatchObject({ identity: 'passed: same' })
  })
})

describe('the key', () => {
  const keyless = () => twoValues().map((value) => ({ ...value, publicKey: null }))
  const of = (...keys: SignedSubject['keys']) => checkSession(aSubject({ keys }), keyless())

  it('that nobody tells is missing', () => {
    expect(of()).toMatchObject({ state: 'no-key' })
    expect(outcomes(of())).toMatchObject({ signature: 'open: no-key', key: 'open: no-key' })
  })

  it('that cannot be read is no key', () => {
    expect(of({ source: 'configuration', text: 'not set' })).toMatchObject({ state: 'no-key' })
  })

  it.each([
    ['person', 'passed: by-person', 'checked'],
    ['configuration', 'remark: configured', 'key-unconfirmed'],
    ['earlier', 'remark: earlier', 'key-unconfirmed'],
  ] as const)('from %s fits: %s, and is called %s', (source, key, state) => {
    const found = of({ source, text: meter.spki })
    expect(found.state).toBe(state)
    expect(outcomes(found)).toMatchObject({ key })
  })

  it('may come with one value of the session', () => {
    const [begin, last] = twoValues()
    const found = checkSession(aSubject(), [{ ...begin!, publicKey: null }, last!])
    expect(outcomes(found)).toMatchObject({ signature: 'passed: matches', key: 'remark: of-session' })
  })

  it('that comes with the value does not stand in for the one that a person has typed', () => {
    const found = checkSession(aSubject({ keys: [{ source: 'person', text: aMeter().spki }] }), twoValues())
    expect(found.state).toBe('failed')
    expect(outcomes(found)).toMatchObject({ signature: 'passed: matches', key: 'failed: other-key' })
  })

  it('of an exchanged meter may stand beside the old one', () => {
    const found = of({ source: 'person', text: aMeter().spki }, { source: 'person', text: meter.spki })
    expect(found).toMatchObject({ state: 'checked' })
  })
})

describe('records of real meters', () => {
  it.each(publicVectors)('$file: $isValid', ({ text, key, isValid }) => {
    const found = checkSession(aSubject(), [aValue({ text, publicKey: key })])
    expect(found.checks[0]).toMatchObject({ check: 'signature', outcome: isValid ? 'passed' : 'failed' })
  })

  it.each([
    ['test_ocmf_keba_kcp30.xml', 0.1],
    ['chargepoint_3.xml', 1304],
    ['keba_test_txn.xml, first', 0],
  ])('%s tells %s Wh', (file, signedWh) => {
    const { text, key } = publicVectors.find((vector) => vector.file === file)!
    expect(checkSession(aSubject(), [aValue({ text, publicKey: key })]).signedWh).toBe(signedWh)
  })
})
