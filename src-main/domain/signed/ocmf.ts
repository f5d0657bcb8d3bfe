import type { SignedReading } from '#contract/signed'

/** A record of the Open Charge Metering Format, read. */
export interface Ocmf {
  /** What was signed, character by character. */
  payload: string
  /** Of which counter, T transactions or F fiscal, and which number. */
  page: { counter: string; number: number } | null
  /** Of the meter, else of the gateway that signs for it. */
  serial: string | null
  identity: { isAssigned: boolean; type: string | null; id: string | null }
  readings: SignedReading[]
  signature: { algorithm: string; encoding: string; data: string }
}

const PREFIX = 'OCMF|'
const DEFAULT_ALGORITHM = 'ECDSA-secp256r1-SHA256'

export const isOcmf = (text: string): boolean => text.trimStart().startsWith(PREFIX)

/** Null: it is none. Nothing of the payload is written anew: what is hashed are the characters between the pipes. */
export function readOcmf(text: string): Ocmf | null {
  const whole = text.trim()
  const end = whole.lastIndexOf('|')
  if (!whole.startsWith(PREFIX) || end < PREFIX.length) return null
  const payload = whole.slice(PREFIX.length, end)
  const told = jsonObject(payload)
  const signature = jsonObject(whole.slice(end + 1))
  const data = signature && word(signature.SD)
  if (!told || !signature || data === null) return null
  return {
    payload,
    page: pageOf(word(told.PG)),
    serial: word(told.MS) ?? word(told.GS),
    identity: { isAssigned: told.IS === true, type: word(told.IT), id: word(told.ID) },
    readings: readingsOf(told.RD),
    signature: { algorithm: word(signature.SA) ?? DEFAULT_ALGORITHM, encoding: (word(signature.SE) ?? 'hex').toLowerCase(), data },
  }
}

type Told = Record<string, unknown>

/** Numbers stay as they are written: the digits of a reading say how fine it is. */
function jsonObject(text: string): Told | null {
  try {
    const read: unknown = JSON.parse(text, ((_key: string, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' ? (context?.source ?? String(value)) : value) as (key: string, value: unknown) => unknown)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Told) : null
  } catch {
    return null
  }
}

function word(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? null : text
}

function pageOf(text: string | null): Ocmf['page'] {
  const [, counter, number] = /^([A-Z])(\d{1,15})$/i.exec(text ?? '') ?? []
  return counter === undefined || number === undefined ? null : { counter: counter.toUpperCase(), number: Number(number) }
}

/** A field that a reading leaves out is as in the reading before it, but for the value itself. */
function readingsOf(told: unknown): SignedReading[] {
  let before: Told = {}
  const list = Array.isArray(told) ? told : []
  return list.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return []
    const { RV: _value, ...inherited } = before
    const reading: Told = { ...inherited, ...entry }
    before = reading
    return [readingOf(reading)]
  })
}

function readingOf(told: Told): SignedReading {
  return {
    ...timeOf(word(told.TM)),
    moment: moments[word(told.TX) ?? ''] ?? null,
    value: word(told.RV),
    unit: word(told.RU),
    register: word(told.RI),
    status: word(told.ST),
    errors: word(told.EF) ?? '',
  }
}

const moments: Record<string, SignedReading['moment']> = {
  B: 'begin', C: 'during', S: 'during', T: 'during', X: 'exception', E: 'end', L: 'end', R: 'end', A: 'end', P: 'end',
}

/** `2018-07-24T13:22:04,000+0200 S` */
function timeOf(text: string | null): { at: number | null; clock: string | null } {
  const [, date, fraction, hours, minutes, clock] =
    /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:[,.](\d{1,3}))?(?:Z|([+-]\d{2}):?(\d{2}))?\s*([UISR])?$/.exec(text ?? '') ?? []
  if (date === undefined) return { at: null, clock: null }
  const at = Date.parse(`${date}.${(fraction ?? '').padEnd(3, '0')}${hours === undefined ? 'Z' : `${hours}:${minutes ?? '00'}`}`)
  return { at: Number.isNaN(at) ? null : at, clock: clock ?? null }
}
