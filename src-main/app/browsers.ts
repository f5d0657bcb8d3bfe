import type { Secrets, StoredBrowser } from './access-ports'
import type { Clock, Log, Store } from './ports'

/** How long a browser stays signed in after the page was opened last. */
export const SIGNED_IN_MS = 30 * 86_400_000

/** The browsers that signed in, over restarts. */
export interface Browsers {
  /** Returns the secret for its cookie. */
  signIn(): string
  isSignedIn(secret: string): boolean
  /** The page was opened again: it stays signed in for the whole time from now. */
  renew(secret: string): void
  signOutAll(): void
  count(): number
  onSignedOut(listener: () => void): void
  /** Forgets those that stayed away. */
  clean(): void
}

export function createBrowsers(parts: { clock: Clock; log: Log; store: Store['access']; secrets: Secrets }): Browsers {
  const { clock, log, store, secrets } = parts
  const browsers = new Map(store.browsers().map((browser) => [browser.digest, browser]))
  const listeners = new Set<() => void>()

  function known(secret: string): StoredBrowser | null {
    const browser = browsers.get(secrets.digest(secret))
    return browser && browser.expiresAt > clock.now() ? browser : null
  }

  function save(browser: StoredBrowser): void {
    browsers.set(browser.digest, browser)
    try {
      store.saveBrowser(browser)
    } catch (error) {
      // On a full disk it is signed in until the next start: somebody has to come in and look.
      log.warn('a signed-in browser could not be stored', { error: String(error) })
    }
  }

  return {
    signIn() {
      const secret = secrets.make()
      const now = clock.now()
      save({ digest: secrets.digest(secret), signedInAt: now, expiresAt: now + SIGNED_IN_MS })
      return secret
    },
    isSignedIn: (secret) => known(secret) !== null,
    renew(secret) {
      const browser = known(secret)
      const expiresAt = clock.now() + SIGNED_IN_MS
      // By the day: opening many tabs must not cost a write each.
      if (browser && expiresAt - browser.expiresAt > 86_400_000) save({ ...browser, expiresAt })
    },
    signOutAll() {
      store.removeBrowsers([...browsers.keys()])
      log.info('all browsers were signed out', { count: browsers.size })
      browsers.clear()
      for (const listener of listeners) listener()
    },
    count: () => [...browsers.values()].filter(({ expiresAt }) => expiresAt > clock.now()).length,
    onSignedOut: (listener) => void listeners.add(listener),
    clean() {
      const gone = [...browsers.values()].filter(({ expiresAt }) => expiresAt <= clock.now()).map(({ digest }) => digest)
      if (gone.length === 0) return
      store.removeBrowsers(gone)
      for (const digest of gone) browsers.delete(digest)
    },
  }
}
