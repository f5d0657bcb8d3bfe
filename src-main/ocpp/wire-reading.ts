/**
 * Tolerant readers: they take what stations send where the schema wants something else (quirks F02 to F05, M17) and
 * give null for what cannot be meant. They never throw. That a value deviated is recorded by the schema check.
 */
export type Wire = Record<string, unknown>

const longestText = 500
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const controls = /[\u0000-\u001f\u007f]/
// eslint-disable-next-line no-control-regex -- as above
const everyControl = /[\u0000-\u001f\u007f]+/g
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i

/** Text without control characters and outer blanks, at most 500 characters (quirks F02, F03, B04); null if empty. */
export function text(value: unknown, longest = longestText): string | null {
  let read: string
  if (typeof value === 'string') read = value
  else if (typeof value === 'number' || typeof value === 'boolean') read = String(value)
  else return null
  if (controls.test(read)) read = read.replace(everyControl, '')
  read = read.trim()
  if (read.length > longest) read = read.slice(0, longest)
  return read === '' ? null : read
}

/** A number, also from text with blanks or a decimal comma (quirks F03, M17); null if there is none. */
export function decimal(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  const read = text(value)
  if (read === null) return null
  const plain = read.includes(',') && !read.includes('.') ? read.replace(',', '.') : read
  if (!number.test(plain)) return null
  const parsed = Number(plain)
  return Number.isFinite(parsed) ? parsed : null
}

/** A whole number that JavaScript holds exactly; null for fractions and for anything larger (quirk F09). */
export function integer(value: unknown): number | null {
  const read = decimal(value)
  return read !== null && Number.isSafeInteger(read) ? read : null
}

/** True for true and for the texts and numbers that stations use for it (quirk F03). */
export function truth(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === 'string' && /^\s*(?:true|1)\s*$/i.test(value))
}

/** An object; a list of one object is that object (quirk F04, the other way round); anything else is empty. */
export function object(value: unknown): Wire {
  if (isObject(value)) return value
  if (Array.isArray(value) && value.length === 1 && isObject(value[0])) return value[0]
  return {}
}

/** The objects of a list; a lone object is a list of one (quirk F04), and an empty list is fine (quirk F05). */
export function objects(value: unknown): Wire[] {
  if (Array.isArray(value)) return value.every(isObject) ? value : value.filter(isObject)
  return isObject(value) ? [value] : []
}

/** Data of a shape of its own, as text: JSON where it is not text already. */
export function dataText(value: unknown): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isObject(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
