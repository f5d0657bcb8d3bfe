import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SecretCipher, SecretKeeper } from '../app/alerts-ports'
import type { Log } from '../app/ports'

/** Encrypted values begin with it; others were written where the system had no key store. */
const ENCRYPTED = 'enc:'

/**
 * Passwords and keys in a file of the data directory that nobody else can read, encrypted by the operating system where
 * the host offers that. They are in no database, no backup and no export.
 */
export function createSecretFile(directory: string, { cipher, log }: { cipher: SecretCipher | null; log: Log }): SecretKeeper {
  const file = join(directory, 'secrets.json')
  const isEncrypted = cipher?.isAvailable() ?? false
  const secrets = read()

  function read(): Record<string, string> {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log.error('the secrets cannot be read', { file, error: String(error) })
      return {}
    }
  }

  function write(): void {
    // Written aside and renamed: a power cut leaves the old file or the new one.
    writeFileSync(`${file}.new`, `${JSON.stringify(secrets)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }

  return {
    protection: isEncrypted ? 'key-store' : 'owner-file',
    get(name) {
      const stored = secrets[name]
      if (stored === undefined || !stored.startsWith(ENCRYPTED)) return stored ?? null
      try {
        return cipher?.decrypt(Buffer.from(stored.slice(ENCRYPTED.length), 'base64')) ?? null
      } catch (error) {
        // Another user or another computer: it has to be entered again.
        log.warn('a secret cannot be decrypted', { name, error: String(error) })
        return null
      }
    },
    set(name, secret) {
      if (secret === null) delete secrets[name]
      else secrets[name] = isEncrypted && cipher ? `${ENCRYPTED}${cipher.encrypt(secret).toString('base64')}` : secret
      write()
    },
  }
}
