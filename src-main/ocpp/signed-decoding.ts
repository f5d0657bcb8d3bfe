import type { RawSigned } from '../domain/station-message'
import { contextOf } from './meter-decoding'
import { object, objects, text, type Wire } from './wire-reading'

/**
 * The signed ones among the meter values of a message. 1.6 marks them by their format and puts an object into the text of
 * the value (Open Charge Alliance, Signed Meter Values 1.0); what is older puts the record itself there. 2.x has a field
 * for that object. The signed characters are kept one by one: a blank less, and no signature fits.
 */
export function decodeSigned(meterValue: unknown): { signed?: RawSigned[] } {
  const signed: RawSigned[] = []
  for (const reading of objects(meterValue)) {
    for (const sampled of objects(reading.sampledValue)) {
      const content = contentOf(sampled)
      if (content) signed.push({ time: text(reading.timestamp), context: contextOf(sampled.context), ...content })
    }
  }
  return signed.length > 0 ? { signed } : {}
}

type Content = Omit<RawSigned, 'time' | 'context'>

function contentOf(sampled: Wire): Content | null {
  if (sampled.signedMeterValue !== undefined) return contained(object(sampled.signedMeterValue))
  if (sampled.format !== 'SignedData' || typeof sampled.value !== 'string' || sampled.value.trim() === '') return null
  const container = containerIn(sampled.value)
  return container === null ? bare(sampled.value) : contained(container)
}

function containerIn(value: string): Wire | null {
  if (!value.trimStart().startsWith('{')) return null
  try {
    const read = object(JSON.parse(value))
    return 'signedMeterData' in read ? read : null
  } catch {
    return null
  }
}

function contained(container: Wire): Content | null {
  const { signedMeterData } = container
  if (typeof signedMeterData !== 'string' || signedMeterData.trim() === '') return null
  const record = isOcmf(signedMeterData) ? signedMeterData : readable(signedMeterData)
  const publicKey = text(container.publicKey, LONGEST_KEY)
  const told = text(container.encodingMethod)
  if (record === null) return { format: told, encoding: 'base64', text: signedMeterData, publicKey }
  return { format: told ?? formatOf(record), encoding: 'plain', text: record, publicKey }
}

const bare = (value: string): Content => ({ format: formatOf(value), encoding: 'plain', text: value, publicKey: null })

/** What the schemas allow for a key. */
const LONGEST_KEY = 2_500
const isOcmf = (value: string) => value.trimStart().startsWith('OCMF|')
const formatOf = (value: string) => (isOcmf(value) ? 'OCMF' : value.startsWith('AP;') ? 'ALFEN' : null)

const base64 = /^[A-Za-z0-9+/\s]+={0,2}$/

/** The text in a base64 text; null: there is none, or it is binary. */
function readable(value: string): string | null {
  if (!base64.test(value.trim())) return value
  try {
    const read = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(value, 'base64'))
    // eslint-disable-next-line no-control-regex -- they are what tells binary data
    return /[\u0000-\u0008\u000e-\u001f]/.test(read) ? null : read
  } catch {
    return null
  }
}
