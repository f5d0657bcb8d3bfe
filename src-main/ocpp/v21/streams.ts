import type { StationMessage } from '../../domain/station-message'
import { decimal, integer, object, objects, text, type Wire } from '../wire-reading'

/** A stream of the values of one monitor (2.1 N11 to N14). */
export function decodeStreamOpening(payload: Wire): StationMessage {
  const stream = object(payload.constantStreamData)
  return {
    kind: 'stream-opened',
    stream: integer(stream.id) ?? 0,
    monitor: integer(stream.variableMonitoringId) ?? 0,
    intervalS: integer(object(stream.params).interval),
  }
}

export const decodeStreamEnd = (payload: Wire): StationMessage => ({ kind: 'stream-closed', stream: integer(payload.id) ?? 0 })

/** `t` is in seconds after the base time. */
export function decodeStreamValues(payload: Wire): StationMessage {
  return {
    kind: 'stream-values',
    stream: integer(payload.id) ?? 0,
    baseTime: text(payload.basetime),
    values: objects(payload.data).map((one) => ({ offsetS: decimal(one.t) ?? 0, value: text(one.v, 2500) ?? '' })),
  }
}
