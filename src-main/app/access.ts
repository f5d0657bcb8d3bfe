import type { ApiToken, AccessLevel, NewApiToken } from '#contract/access'
import type { Secrets, StoredApiToken } from './access-ports'
import { FaultError } from './fault-error'
import { createKeyedFeed, type KeyedFeed } from './feeds/keyed-feed'
import type { Clock, Log, Store } from './ports'

/** Who a script is, by the token that it showed. */
export interface ApiCaller {
  /** Null: the command line on this machine, which no list shows. */
  id: number | null
  name: string
  level: AccessLevel
  /** From now; null: never. */
  expiresInMs: number | null
}

/** The tokens of scripts. @throws FaultError */
export interface ApiTokens {
  feed: KeyedFeed<number, ApiToken>
  make(wish: { name: string; level: AccessLevel; expiresAt: number | null }): NewApiToken
  revoke(id: number): void
  /** Null: no such token, or no longer. */
  identify(secret: string): ApiCaller | null
  /** For whoever may read the data directory: made anew with each start. */
  readonly local: string
  /** Told the number of a token that was revoked. */
  onRevoked(listener: (id: number) => void): void
  /** Forgets what expired long ago. */
  clean(): void
}

/** The last use is shown by the minute; a busy script must not cost a write for each call. */
const USE_STEP_MS = 60_000
/** Long enough to see why a script stopped to work. */
const KEEP_EXPIRED_MS = 90 * 86_400_000

export function createApiTokens(parts: { clock: Clock; log: Log; store: Store['access']; secrets: Secrets }): ApiTokens {
  const { clock, log, store, secrets } = parts
  const tokens = new Map(store.tokens().map((token) => [token.id, token]))
  const byDigest = new Map([...tokens.values()].map((token) => [token.digest, token]))
  const listeners = new Set<(id: number) => void>()
  const local = secrets.make()
  const localDigest = secrets.digest(local)
  const feed = createKeyedFeed<number, ApiToken>({
    clock,
    all: () => [...tokens.values()].map(shown),
    read: (id) => (tokens.has(id) ? shown(tokens.get(id)!) : null),
  })

  function remove(token: StoredApiToken): void {
    store.removeToken(token.id)
    tokens.delete(token.id)
    byDigest.delete(token.digest)
    feed.touch([token.id])
    for (const listener of listeners) listener(token.id)
  }

  function noteUse(token: StoredApiToken): void {
    const now = clock.now()
    if (token.lastUsedAt !== null && now - token.lastUsedAt < USE_STEP_MS) return
    token.lastUsedAt = now
    feed.touch([token.id])
    try {
      store.noteTokenUse(token.id, now)
    } catch (error) {
      // A full disk must not keep a script from reading.
      log.warn('the use of a token could not be noted', { error: String(error) })
    }
  }

  return {
    feed,
    local,
    make({ name, level, expiresAt }) {
      const same = [...tokens.values()].some((token) => token.name.toLowerCase() === name.toLowerCase())
      if (same) throw new FaultError('NAME_TAKEN', { name })
      const secret = secrets.make()
      const made = { name, level, expiresAt, createdAt: clock.now(), lastUsedAt: null, digest: secrets.digest(secret) }
      const token: StoredApiToken = { id: store.addToken(made), ...made }
      tokens.set(token.id, token)
      byDigest.set(token.digest, token)
      feed.touch([token.id])
      log.info('a token was made', { name, level, expiresAt })
      return { token: shown(token), secret }
    },
    revoke(id) {
      const token = tokens.get(id)
      if (!token) throw new FaultError('API_TOKEN_NOT_FOUND', { id })
      remove(token)
      log.info('a token was revoked', { name: token.name })
    },
    identify(secret) {
      // Looked up by its digest: how long that takes tells nothing of a near miss.
      const digest = secrets.digest(secret)
      if (digest === localDigest) return { id: null, name: 'command line', level: 'administer', expiresInMs: null }
      const token = byDigest.get(digest)
      if (!token || (token.expiresAt !== null && token.expiresAt <= clock.now())) return null
      noteUse(token)
      const expiresInMs = token.expiresAt === null ? null : token.expiresAt - clock.now()
      return { id: token.id, name: token.name, level: token.level, expiresInMs }
    },
    onRevoked: (listener) => void listeners.add(listener),
    clean() {
      const longAgo = clock.now() - KEEP_EXPIRED_MS
      for (const token of [...tokens.values()]) if (token.expiresAt !== null && token.expiresAt < longAgo) remove(token)
    },
  }
}

const shown = ({ digest: _digest, ...token }: StoredApiToken): ApiToken => token
