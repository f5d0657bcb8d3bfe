const longestIdentity = 255
// eslint-disable-next-line no-control-regex -- control characters are what is removed
const controls = /[\u0000-\u001f\u007f]/g

/**
 * The identity in a request target: the last segment that is not empty, percent-decoded (quirk C05). So a trailing or
 * double slash, a foreign prefix and an identity that is there twice all lead to the same station. Null: there is none.
 */
export function identityOf(target: string | undefined): string | null {
  const path = (target ?? '').replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')
  for (const segment of path.split('/').reverse()) {
    const identity = decode(segment).replace(controls, '').trim()
    if (identity !== '') return identity.length > longestIdentity ? null : identity
  }
  return null
}

/** Broken escapes are taken as they are written. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
