import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Who may use the console: whoever held the one-time token once, by a cookie that lasts as long as the process. */
export interface SignIn {
  /** The token that the next browser can use. */
  token(): string
  /** Trades the token for the value of a `Set-Cookie` header; null when it is wrong or was used before. */
  redeem(token: string): string | null
  isSignedIn(cookieHeader: string | undefined): boolean
}

/** `onRenewed` is told the next token whenever one was used, so that a second browser can join. */
export function createSignIn({ port, onRenewed }: { port: number; onRenewed: (token: string) => void }): SignIn {
  // Cookies do not know ports: two consoles on one machine would overwrite each other's under a common name.
  const cookieName = `plugboard-${port}`
  const sessions = new Set<string>()
  let token = secret()
  return {
    token: () => token,
    redeem(candidate) {
      if (!timingSafeEqual(digest(candidate), digest(token))) return null
      token = secret()
      const session = secret()
      sessions.add(digest(session).toString('hex'))
      onRenewed(token)
      return `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`
    },
    isSignedIn(cookieHeader) {
      return cookiesNamed(cookieName, cookieHeader).some((value) => sessions.has(digest(value).toString('hex')))
    },
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}

/** Digests have one length and tell nothing of a near miss, so that comparing and looking up leak no timing. */
function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest()
}

function cookiesNamed(name: string, header = ''): string[] {
  return header
    .split(';')
    .map((pair) => pair.trim().split('='))
    .filter(([key]) => key === name)
    .map(([, value]) => value ?? '')
}
