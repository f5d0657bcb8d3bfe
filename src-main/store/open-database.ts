import Database from 'better-sqlite3'
import { StartError } from '../start-options'
import { migrations } from './migrations/migrations'

/**
 * Opens the one database, brings it up to date and makes it durable: WAL with `synchronous=FULL`, so that what was
 * answered survives a power cut. @throws StartError with a sentence for the user.
 */
export function openDatabase(file: string): Database.Database {
  try {
    const database = new Database(file)
    refuseNewer(database, file)
    configure(database)
    migrate(database)
    return database
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(`The database ${file} cannot be opened: ${describe(error)}.`, { cause: error })
  }
}

function configure(database: Database.Database): void {
  // Takes effect in a new database alone: room of deleted frames is given back to the disk bit by bit.
  database.pragma('auto_vacuum = INCREMENTAL')
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('busy_timeout = 2000')
  // 64 MiB of pages: the indexes of a million sessions stay in memory.
  database.pragma('cache_size = -65536')
  // 64 MiB of log: far beyond what the checkpoints of the other thread let it become, unless that thread cannot keep up.
  database.pragma('wal_autocheckpoint = 16000')
}

/** Looks before anything is written: what a newer version made stays as it is, to the byte. */
function refuseNewer(database: Database.Database, file: string): void {
  const version = versionOf(database)
  if (version <= migrations.length) return
  throw new StartError(
    `The database ${file} was written by a newer Plugboard (format ${version}, this one knows ${migrations.length}). ` +
      'Install that version, or start with another --data-dir.',
  )
}

const versionOf = (database: Database.Database) => Number(database.pragma('user_version', { simple: true }))

export function migrate(database: Database.Database, upTo = migrations.length): void {
  const version = versionOf(database)
  for (const [index, sql] of migrations.entries()) {
    if (index < version || index >= upTo) continue
    database.transaction(() => {
      database.exec(sql)
      database.pragma(`user_version = ${index + 1}`)
    })()
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'SQLITE_NOTADB':
      return 'it is not a Plugboard database, or it is damaged. Move it away, or start with another --data-dir'
    case 'SQLITE_CORRUPT':
      return 'it is damaged. Move it away (a backup may be in the folder backups), or start with another --data-dir'
    case 'SQLITE_FULL':
      return 'the disk is full. Make room and start again'
    case 'SQLITE_READONLY':
    case 'SQLITE_CANTOPEN':
      return 'it cannot be written. Check the rights of the folder, or start with another --data-dir'
    default:
      return error.message
  }
}
