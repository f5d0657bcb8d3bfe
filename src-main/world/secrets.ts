import { createHash, randomBytes } from 'node:crypto'
import type { Secrets } from '../app/access-ports'

/** A secret of 256 random bits cannot be guessed, so that a plain digest is enough: there is nothing to slow down. */
export const secrets: Secrets = {
  make: () => randomBytes(32).toString('base64url'),
  digest: (secret) => createHash('sha256').update(secret).digest('base64url'),
}
