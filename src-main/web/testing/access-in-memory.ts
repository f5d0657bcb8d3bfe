import { randomUUID } from 'node:crypto'
import type { Access } from '../../core'

/** Browsers that are signed in for as long as the test runs, and no token at all. */
export function accessInMemory(): Access {
  const secrets = new Set<string>()
  const listeners = new Set<() => void>()
  const nothing = () => undefined
  return {
    browsers: {
      signIn() {
        // As long as a real one.
        const secret = Buffer.from(randomUUID().slice(0, 32)).toString('base64url')
        secrets.add(secret)
        return secret
      },
      isSignedIn: (secret) => secrets.has(secret),
      renew: nothing,
      signOutAll() {
        secrets.clear()
        for (const listener of listeners) listener()
      },
      count: () => secrets.size,
      onSignedOut: (listener) => void listeners.add(listener),
      clean: nothing,
    },
    apiTokens: { identify: () => null, onRevoked: nothing } as unknown as Access['apiTokens'],
    rest: { servedAt: nothing } as unknown as Access['rest'],
  }
}
