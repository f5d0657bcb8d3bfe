import type { FileOrder, Payload } from './wire'

/** A part of a payload that has fields of its own. */
export const part = (value: unknown): Payload => (typeof value === 'object' && value !== null ? { ...value } : {})

/** What the requests for a file have in common, in all versions. */
export function fileOrder(what: FileOrder['what'], payload: Payload, location: unknown = payload['location']): FileOrder {
  return {
    what,
    location: String(location),
    requestId: typeof payload['requestId'] === 'number' ? payload['requestId'] : null,
    isSecure: false,
    retries: Number(payload['retries'] ?? 0),
    retryIntervalS: Number(payload['retryInterval'] ?? 0),
  }
}
