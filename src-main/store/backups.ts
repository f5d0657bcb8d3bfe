import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'

const KEPT_DAYS = 3
const DAILY = /^plugboard-\d{4}-\d{2}-\d{2}\.sqlite$/

/**
 * One copy of the database a day, the latest three kept. The copy is made page by page beside the running work, and
 * under another name until it is whole.
 */
export async function backUpDaily(database: Database, folder: string, now: number): Promise<void> {
  const file = join(folder, `plugboard-${new Date(now).toISOString().slice(0, 10)}.sqlite`)
  if (existsSync(file)) return
  const partial = `${file}.partial`
  rmSync(partial, { force: true })
  try {
    await database.backup(partial, { progress: () => PAGES_PER_STEP })
    renameSync(partial, file)
  } finally {
    rmSync(partial, { force: true })
  }
  const old = readdirSync(folder).filter((name) => DAILY.test(name)).sort().slice(0, -KEPT_DAYS)
  for (const name of old) rmSync(join(folder, name))
}

/** About a megabyte at a time: a few milliseconds between answers. */
const PAGES_PER_STEP = 256
