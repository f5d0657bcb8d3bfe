import type { HandshakeNote } from '#contract/vocabulary'

const longestIdentity = 255
// eslint-disable-next-line no-control-regex -- control characters are what is removed
const controls = /[\u0000-\u001f\u007f]/g

/**
 * The identity in a request target: the last segment that is not empty, percent-decoded (quirk C05). So a trailing or
 * double slash, a foreign prefix and an identity that is there twice all lead to the same station. Null: there is none.
 */
export function identityOf(target: string | undefined): string | null {
  const identity = segmentsOf(target).at(-1)
  return identity === undefined || identity.length > longestIdentity ? null : identity
}

/** What is in front of the identity: harmless here, but a sign of how the station puts its address together. */
export function pathNotes(target: string | undefined): HandshakeNote[] {
  const segments = segmentsOf(target)
  const identity = segments.pop()
  if (identity === undefined || segments.length === 0) return []
  return segments.at(-1) === identity ? ['identity-twice'] : ['extra-path']
}

/** Those that are not empty, percent-decoded. */
export function segmentsOf(target: string | undefined): string[] {
  const path = (target ?? '').replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')
  return path.split('/').map((segment) => decode(segment).replace(controls, '').trim()).filter((segment) => segment !== '')
}

/** Broken escapes are taken as they are written. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
