import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Made for one job, and worth nothing afterwards. */
export interface Account {
  user: string
  password: string
  secret: string
}

/** Letters and digits only: some stations do not decode the credentials of an address. */
export const newAccount = (job: number): Account => ({
  user: `job${job}`,
  password: randomBytes(12).toString('hex'),
  secret: randomBytes(16).toString('hex'),
})

export function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}

/** Does the Authorization header name this account? */
export function fitsAccount(header: string, account: Account): boolean {
  const [, encoded = ''] = /^basic +([\w+/=-]+)$/i.exec(header.trim()) ?? []
  return isSame(Buffer.from(encoded, 'base64').toString('utf8'), `${account.user}:${account.password}`)
}
