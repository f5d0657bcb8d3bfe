/** What is shown and kept in the place of a key that was sent to a station. */
export const MASK = '•••'

/** A command that is sent again from its record must not set the mask as the key. */
export const holdsMask = (payload: object): boolean => JSON.stringify(payload).includes(`"${MASK}"`)

const secretSettings = new Set(['authorizationkey', 'basicauthpassword'])
const secretFields = new Set(['basicAuthPassword', 'apnPassword'])

/** The payload without the keys in it: 1.6 AuthorizationKey, 2.x BasicAuthPassword, passwords of network profiles. */
export function withoutSecrets<T>(value: T): T {
  // The same shape comes out as went in.
  return masked(value) as T
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value !== 'object' || value === null) return value
  const entry = value as Record<string, unknown>
  const isSecret = isSecretName(entry['key']) || isSecretName((entry['variable'] as { name?: unknown } | null | undefined)?.name)
  return Object.fromEntries(
    Object.entries(entry).map(([name, inner]) => {
      const hides = secretFields.has(name) || (isSecret && (name === 'value' || name === 'attributeValue'))
      return [name, hides && typeof inner === 'string' ? MASK : masked(inner)]
    }),
  )
}

const isSecretName = (name: unknown) => typeof name === 'string' && secretSettings.has(name.toLowerCase())

/** A frame of ours as it is kept. Others pass without being read. */
export function frameWithoutSecrets(text: string): string {
  return /AuthorizationKey|BasicAuthPassword|apnPassword/i.test(text) ? JSON.stringify(withoutSecrets(JSON.parse(text))) : text
}
