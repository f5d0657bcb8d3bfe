import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Passwords } from '../app/ports'

const derive = promisify<Buffer | string, Buffer, number, { N: number; r: number; p: number }, Buffer>(scrypt)
const COST = { N: 16_384, r: 8, p: 1 }
const KEY_LENGTH = 32

/** Remembers what fitted, so that a thousand reconnects do not cost a thousand hashes. */
export function createPasswords(): Passwords {
  const secret = randomBytes(32)
  const fitted = new Map<string, string>()
  const trace = (candidate: Buffer) => createHmac('sha256', secret).update(candidate).digest('base64')

  return {
    /** `scrypt$<salt>$<key>`, both base64. */
    async hash(password) {
      const salt = randomBytes(16)
      const key = await derive(Buffer.from(password, 'utf8'), salt, KEY_LENGTH, COST)
      return `scrypt$${salt.toString('base64')}$${key.toString('base64')}`
    },
    async fits(candidates, hash) {
      for (const candidate of candidates) {
        if (fitted.get(hash) === trace(candidate) || (await isKeyOf(candidate, hash))) {
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
