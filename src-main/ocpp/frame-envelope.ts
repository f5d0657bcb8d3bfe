import { isTooDeep } from './frame-depth'
import { type Finding, parseFrame, readPrefix } from './frame-repair'
import { dataText, integer, text } from './wire-reading'

/** A frame with its parts named. `findings`: what had to be repaired to read it. */
export type Envelope =
  | {
      kind: 'call' | 'send'
      id: string
      /** The id as JSON where the station did not write it as text; null: it is plain text. */
      oddId: string | null
      action: string
      payload: unknown
      findings: Finding[]
    }
  | { kind: 'result'; id: string; payload: unknown; findings: Finding[] }
  | ({ kind: 'error'; id: string; findings: Finding[] } & ErrorParts)
  | ({ kind: 'result-error'; id: string; findings: Finding[] } & ErrorParts)
  /** `type` and `id` as far as they can be made out. */
  | { kind: 'unreadable'; type: number | null; id: string | null; reason: string; findings: Finding[] }

interface ErrorParts {
  code: string
  description: string
  details: object
}

const longestId = 36

/** `lastKind`: the highest message type that the version has. */
export function readFrame(frame: string, lastKind: 4 | 6 = 6): Envelope {
  if (isTooDeep(frame)) return { kind: 'unreadable', ...readPrefix(frame), reason: 'is nested too deeply', findings: [] }
  const { value, findings } = parseFrame(frame)
  if (value === undefined) return { kind: 'unreadable', ...readPrefix(frame), reason: 'is not JSON', findings }
  if (!Array.isArray(value)) return { kind: 'unreadable', type: null, id: null, reason: 'is not a list', findings }

  const parts: unknown[] = value
  const type = typeof parts[0] === 'number' ? parts[0] : integer(parts[0])
  const id = typeof parts[1] === 'string' ? parts[1] : (dataText(parts[1]) ?? '')
  if (type !== parts[0]) findings.push({ code: 'F03', detail: 'the message type is not a number' })
  if (id !== parts[1]) findings.push({ code: 'F12', detail: 'the message id is not text' })
  else if (id.length > longestId) findings.push({ code: 'F07', detail: `the message id has ${id.length} characters` })

  const unknown: Envelope = { kind: 'unreadable', type, id, reason: `has the unknown type ${String(type)}`, findings }
  if (type !== null && type > lastKind) return unknown
  switch (type) {
    case 2:
    case 6: {
      const action = text(parts[2])
      if (action === null) return { kind: 'unreadable', type, id, reason: 'has no action', findings }
      const oddId = id === parts[1] ? null : (JSON.stringify(parts[1]) ?? '""')
      return { kind: type === 2 ? 'call' : 'send', id, oddId, action, payload: parts[3], findings }
    }
    case 3:
      return { kind: 'result', id: id.trim(), payload: parts[2], findings }
    case 4:
    case 5:
      return { kind: type === 4 ? 'error' : 'result-error', id: id.trim(), findings, ...errorParts(parts, findings) }
    default:
      return unknown
  }
}

/** Three to five elements, details as text or missing (quirk F12). */
function errorParts(parts: unknown[], findings: Finding[]): ErrorParts {
  const details = parts[4]
  const isObject = typeof details === 'object' && details !== null
  if (parts.length !== 5) findings.push({ code: 'F12', detail: `an error of ${parts.length} elements` })
  else if (!isObject) findings.push({ code: 'F12', detail: 'error details that are no object' })
  return {
    code: text(parts[2]) ?? 'GenericError',
    description: text(parts[3]) ?? '',
    details: isObject
      ? details
      : details === undefined || details === null || details === ''
        ? {}
        : { text: dataText(details) },
  }
}
