import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Access } from '../core'

const signedInSeconds = 30 * 86_400

/** Who may use the console: whoever held the one-time token once, by a cookie that is renewed whenever the page is opened. */
export interface SignIn {
  /** The token that the next browser can use. */
  token(): string
  /** Trades the token for the value of a `Set-Cookie` header; null when it is wrong or was used before. */
  redeem(token: string): string | null
  isSignedIn(cookieHeader: string | undefined): boolean
  /** The `Set-Cookie` header that keeps the browser signed in for longer; null when it is not. */
  renewed(cookieHeader: string | undefined): string | null
}

/** `onRenewed` is told the next token whenever one was used, so that a second browser can join. */
export function createSignIn({ port, browsers, onRenewed }: {
  port: number
  browsers: Access['browsers']
  onRenewed: (token: string) => void
}): SignIn {
  // Cookies do not know ports: two consoles on one machine would overwrite each other's under a common name.
  const cookieName = `plugboard-${port}`
  const cookie = (secret: string) => `${cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${signedInSeconds}`
  const signedIn = (header: string | undefined) => cookiesNamed(cookieName, header).find((value) => browsers.isSignedIn(value))
  let token = oneTimeToken()
  return {
    token: () => token,
    redeem(candidate) {
      if (!timingSafeEqual(digest(candidate), digest(token))) return null
      token = oneTimeToken()
      const secret = browsers.signIn()
      onRenewed(token)
      return cookie(secret)
    },
    isSignedIn: (header) => signedIn(header) !== undefined,
    renewed(header) {
      const secret = signedIn(header)
      if (secret === undefined) return null
      browsers.renew(secret)
      return cookie(secret)
    },
  }
}

const oneTimeToken = () => randomBytes(32).toString('base64url')

/** Digests have one length and tell nothing of a near miss, so that comparing leaks no timing. */
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
