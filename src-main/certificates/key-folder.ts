import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface StoredKey {
  certificate: string
  key: string
}

/** A certificate and its key under a name, as two files that the user of this process alone may read. */
export function createKeyFolder(directory: string) {
  const path = (name: string, kind: 'crt' | 'key') => join(directory, `${name}.${kind}`)
  const has = (name: string) => existsSync(path(name, 'crt')) && existsSync(path(name, 'key'))

  function put(file: string, text: string): void {
    writeFileSync(`${file}.new`, text, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }

  return {
    has,
    read: (name: string): StoredKey | null =>
      has(name) ? { certificate: readFileSync(path(name, 'crt'), 'utf8'), key: readFileSync(path(name, 'key'), 'utf8') } : null,
    write(name: string, stored: StoredKey): StoredKey {
      mkdirSync(directory, { recursive: true, mode: 0o700 })
      chmodSync(directory, 0o700)
      // The key first: a certificate without its key would be taken for a whole pair.
      put(path(name, 'key'), stored.key)
      put(path(name, 'crt'), stored.certificate)
      return stored
    },
  }
}
