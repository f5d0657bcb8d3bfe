import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { SecretCipher } from '../app/alerts-ports'
import { createSecretFile } from './secret-file'

const quiet = () => undefined
const log = { info: quiet, warn: quiet, error: quiet }
const reversing: SecretCipher = {
  isAvailable: () => true,
  encrypt: (text) => Buffer.from([...text].reverse().join('')),
  decrypt: (bytes) => [...bytes.toString()].reverse().join(''),
}
function aDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-secrets-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  return directory
}

test('what the key store encrypts is in the file in no other form, and comes back', () => {
  const directory = aDirectory()
  createSecretFile(directory, { cipher: reversing, log }).set('mail', 'wall-socket')
  const file = join(directory, 'secrets.json')
  expect(readFileSync(file, 'utf8')).not.toContain('wall-socket')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const again = createSecretFile(directory, { cipher: reversing, log })
  expect([again.protection, again.get('mail')]).toEqual(['key-store', 'wall-socket'])
})

test('without a key store the file is for the user alone, and what another one encrypted has to be entered again', () => {
  const directory = aDirectory()
  createSecretFile(directory, { cipher: reversing, log }).set('mail', 'wall-socket')
  const plain = createSecretFile(directory, { cipher: null, log })
  expect([plain.protection, plain.get('mail')]).toEqual(['owner-file', null])
  plain.set('mail', 'new')
  expect(createSecretFile(directory, { cipher: null, log }).get('mail')).toBe('new')
  plain.set('mail', null)
  expect(createSecretFile(directory, { cipher: null, log }).get('mail')).toBeNull()
})
