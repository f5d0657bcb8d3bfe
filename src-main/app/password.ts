import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<Buffer | string, Buffer, number, { N: number; r: number; p: number }, Buffer>(scrypt)
const COST = { N: 16_384, r: 8, p: 1 }
const KEY_LENGTH = 32

/** `scrypt$<salt>$<key>`, both base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(Buffer.from(password, 'utf8'), salt, KEY_LENGTH, COST)
  return `scrypt$${salt.toString('base64')}$${key.toString('base64')}`
}

/** Checks candidates against a hash; remembers what fitted, so that a thousand reconnects do not cost a thousand hashes. */
export interface PasswordChecker {
  fits(candidates: readonly Buffer[], hash: string): Promise<boolean>
}

export function createPasswordChecker(): PasswordChecker {
  const secret = randomBytes(32)
  const fitted = new Map<string, string>()
  const trace = (candidate: Buffer) => createHmac('sha256', secret).update(candidate).digest('base64')

  return {
    async fits(candidates, hash) {
      for (const candidate of candidates) {
        const known = fitted.get(hash)
        if (known === trace(candidate) || (await isKeyOf(candidate, hash))) {
          fitted.set(hash, trace(candidate))
          return true
        }
      }
      return false
    },
  }
}

async function isKeyOf(candidate: Buffer, hash: string): Promise<boolean> {
  const [, salt = '', key = ''] = hash.split('$')
  const expected = Buffer.from(key, 'base64')
  const derived = await derive(candidate, Buffer.from(salt, 'base64'), KEY_LENGTH, COST)
  return expected.length === derived.length && timingSafeEqual(expected, derived)
}
