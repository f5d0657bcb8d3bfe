import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { StartError } from '../start-options'

export interface DataDirectory {
  databaseFile: string
  logs: string
  backups: string
  /** Of file transfers, a folder for each. */
  files: string
  /** Made on first use, for the user alone. */
  certificates: string
  release(): void
}

/**
 * Makes the directory ours: creates it, checks that it can be written, and takes its lock, so that a second instance on
 * the same directory is refused. @throws StartError
 */
export function claimDataDirectory(directory: string): DataDirectory {
  try {
    for (const folder of ['', 'logs', 'backups', 'files']) makeDirectory(join(directory, folder))
    accessSync(directory, constants.W_OK)
  } catch (error) {
    throw new StartError(
      `The data directory ${directory} cannot be written. Check its rights, or choose another with --data-dir.`,
      { cause: error },
    )
  }
  const lock = takeLock(directory)
  return {
    databaseFile: join(directory, 'plugboard.sqlite'),
    logs: join(directory, 'logs'),
    backups: join(directory, 'backups'),
    files: join(directory, 'files'),
    certificates: join(directory, 'certificates'),
    release: () => lock.close(),
  }
}

/** From the top down: Node's own `recursive` never ends where the system says "no such file" to every try, as /proc does. */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return
  makeDirectory(dirname(directory))
  mkdirSync(directory)
}

/**
 * An exclusive SQLite lock on a file of its own. The operating system drops it with the process, so a kill leaves no
 * stale lock behind, as a file with a process id in it would.
 */
function takeLock(directory: string): Database.Database {
  try {
    const lock = new Database(join(directory, 'plugboard.lock'), { timeout: 0 })
    lock.pragma('journal_mode = OFF')
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    throw new StartError(`The data directory ${directory} ${obstacle(error)}, or choose another with --data-dir.`, { cause: error })
  }
}

function obstacle(error: unknown): string {
  const code = error instanceof Database.SqliteError ? error.code : ''
  if (code.startsWith('SQLITE_BUSY')) return 'is in use by another Plugboard. Quit that one'
  if (code === 'SQLITE_FULL') return 'has no room left. Make some'
  return `cannot be locked (${error instanceof Error ? error.message : String(error)}). Check its rights and its disk`
}
