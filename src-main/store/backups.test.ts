import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { backUpDaily } from './backups'

const DAY = 86_400_000
const start = Date.UTC(2026, 2, 10, 9)
let folder: string
let database: Database.Database

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plugboard-backup-'))
  database = new Database(':memory:')
  database.exec(`create table note (text text); insert into note values ('one')`)
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true, force: true })
})

it('copies the database once a day and keeps the latest three', async () => {
  for (const day of [0, 0, 1, 2, 3]) await backUpDaily(database, folder, start + day * DAY)
  expect(readdirSync(folder).sort()).toEqual([
    'plugboard-2026-03-11.sqlite',
    'plugboard-2026-03-12.sqlite',
    'plugboard-2026-03-13.sqlite',
  ])
})

it('makes a copy that opens and holds what was stored', async () => {
  await backUpDaily(database, folder, start)
  const copy = new Database(join(folder, 'plugboard-2026-03-10.sqlite'), { readonly: true })
  expect(copy.prepare('select text from note').all()).toEqual([{ text: 'one' }])
  copy.close()
})

it('leaves other files of the folder alone', async () => {
  await backUpDaily(new Database(':memory:'), folder, start)
  const other = new Database(join(folder, 'before-the-move.sqlite'))
  other.close()
  for (const day of [1, 2, 3, 4]) await backUpDaily(database, folder, start + day * DAY)
  expect(readdirSync(folder)).toContain('before-the-move.sqlite')
})
