import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DoorNote } from '../app/access-ports'

/**
 * Where scripts of this user find the running console, in a file of the data directory that nobody else can read.
 * Whoever can read it could read the database as well.
 */
export function createDoorNote(directory: string): DoorNote {
  const file = join(directory, 'command-line.json')
  const remove = () => rmSync(file, { force: true })
  return {
    write(door) {
      // Made anew: the rights of a file that exists already would stay as they are.
      remove()
      writeFileSync(file, `${JSON.stringify(door)}\n`, { mode: 0o600, flag: 'wx' })
    },
    remove,
  }
}
