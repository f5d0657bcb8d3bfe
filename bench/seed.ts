/**
 * `npm run bench:seed -- <directory>`: fills a data directory with 1,000,000 ended sessions and 30,000,000 readings, the
 * same in every run, so that history can be measured, or looked at with `npm start -- --data-dir <directory>`.
 *
 * Options: `--sessions <n>`, `--samples <n>` (30 for each session), `--stations <n>` (1000), `--app <headless.js>`.
 */
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { seedDatabase } from './seed-database.ts'
import { startPlugboard } from './servers.ts'

const root = resolve(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sessions: { type: 'string', default: '1000000' },
    samples: { type: 'string' },
    stations: { type: 'string', default: '1000' },
    app: { type: 'string', default: join(root, 'out/main/headless.js') },
  },
})
const directory = resolve(positionals[0] ?? join(root, '.cache/seeded'))
const sessions = Number(values.sessions)
const samples = Number(values.samples ?? sessions * 30)
const file = join(directory, 'plugboard.sqlite')
if (existsSync(file)) {
  console.error(`${directory} holds a database already; remove it or name another directory.`)
  process.exit(1)
}
mkdirSync(directory, { recursive: true })
// The app makes the tables, so that they are those of this version.
await (await startPlugboard(values.app, directory)).stop()
const partial = `${file}.partial`
renameSync(file, partial)
const startAt = performance.now()
seedDatabase(partial, { sessions, samples, stations: Number(values.stations) }, (done) => {
  process.stdout.write(`\r${done.toLocaleString('en')} of ${sessions.toLocaleString('en')} sessions`)
})
renameSync(partial, file)
console.log(`\n${directory}: ready after ${Math.round((performance.now() - startAt) / 1000)} s`)
