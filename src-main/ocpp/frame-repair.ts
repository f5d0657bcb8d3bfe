/** Reads the JSON of a frame, repairing within bounds what stations are known to break. Pure. */

export interface Finding {
  /** A quirk id, or `schema`. */
  code: string
  detail: string
}

export interface ParsedFrame {
  /** Undefined: no repair made JSON of it. */
  value: unknown
  findings: Finding[]
}

/** Repairs walk over the text; a frame beyond this length is read as it is or not at all. */
const longestRepair = 256 * 1024

export function parseFrame(text: string): ParsedFrame {
  try {
    return parseExactly(text)
  } catch {
    return parseRepaired(text)
  }
}

function parseRepaired(text: string): ParsedFrame {
  if (text.length > longestRepair) return { value: undefined, findings: [] }
  const stripped = stripControls(text)
  const findings: Finding[] = stripped === text ? [] : [{ code: 'F02', detail: 'control characters stripped' }]
  for (const repair of [stripped, repairCommas(stripped)]) {
    try {
      const parsed = parseExactly(repair)
      if (repair !== stripped) findings.push({ code: 'F01', detail: 'stray commas or empty members repaired' })
      return { value: parsed.value, findings: [...findings, ...parsed.findings] }
    } catch {
      // The next repair may do.
    }
  }
  return { value: undefined, findings }
}

/** Sixteen digits are the first that may not fit into 2^53. */
const longInteger = /[:,[]\s*-?\d{16}/

/** JSON.parse, except that integers beyond 2^53 become the text of their digits instead of losing some (quirk F09). */
function parseExactly(text: string): ParsedFrame {
  if (!longInteger.test(text)) return { value: JSON.parse(text), findings: [] }
  const findings: Finding[] = []
  const lossless = (key: string, value: unknown, context: { source?: string }): unknown => {
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
    if (context.source === undefined || !/^-?\d+$/.test(context.source)) return value
    findings.push({ code: 'F09', detail: `${key}: ${context.source.slice(0, 40)} is beyond 2^53` })
    return context.source
  }
  // The third argument is newer than the library types: Node 22 and later give the digits as written.
  const value: unknown = JSON.parse(text, lossless as (key: string, value: unknown) => unknown)
  return { value, findings }
}

/** C0 controls and a byte order mark; outside of strings they are blanks at most, inside they are not allowed. */
export function stripControls(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u001f\ufeff]+/g, '')
}

/** Removes commas with nothing before or after them, and gives members without a value null (quirk F01). */
export function repairCommas(text: string): string {
  let repaired = ''
  let before = ''
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === ' ') continue
    if (character === '"') {
      const end = endOfString(text, at)
      repaired += text.slice(at, end)
      at = end - 1
      before = '"'
      continue
    }
    if (character === ',' || character === ']' || character === '}') {
      if (before === ':') repaired += 'null'
      else if (character === ',' && (before === ',' || before === '[' || before === '{' || before === '')) continue
      else if (character !== ',' && before === ',') repaired = repaired.slice(0, -1)
    }
    repaired += character
    before = character
  }
  return repaired
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\') at++
    else if (character === '"') return at + 1
  }
  return text.length
}

/** What a frame that cannot be read still tells of itself. */
export interface FramePrefix {
  type: number | null
  id: string | null
}

const prefix = /^[\s,[]*"?(\d)"?[\s,]*(?:"([^"]{1,255})"|(-?\d{1,20}))?/

/** The type and the id from the first characters, so that even a broken CALL gets an answer (quirk F01). */
export function readPrefix(text: string): FramePrefix {
  const found = prefix.exec(stripControls(text.slice(0, 400)))
  if (found === null) return { type: null, id: null }
  return { type: Number(found[1]), id: found[2] ?? found[3] ?? null }
}
