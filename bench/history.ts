import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Piscina } from 'piscina'
import type { HistoryFilter, HistoryOrder } from '#contract/session-history'
import { median } from './figures.ts'
import { seedDatabase } from './seed-database.ts'
import { startPlugboard } from './servers.ts'

/** What is there without `npm run bench:seed`. */
const SMALL = { sessions: 50_000, samples: 1_500_000, stations: 1000 }
const ROUNDS = 7
/** Sessions of a file, so that the bench ends in time. */
const EXPORTED = 50_000

const everything: HistoryFilter = { station: null, text: null }
const latestFirst: HistoryOrder = { by: 'start', descending: true }
const start = Date.UTC(2025, 0, 1)
const month = 30 * 86_400_000

/** Filters that find much, little and nothing: what comes last costs an index the most. */
const filters: Record<string, HistoryFilter> = {
  site: { ...everything, sites: [7] },
  month: { ...everything, from: start, to: start + month },
  'company and reason': { ...everything, companies: [2], reasons: ['power-loss'] },
  'high inactivity': { ...everything, inactivity: ['high'] },
  'six at once': {
    ...everything, companies: [1, 2, 3, 4], reasons: ['local', 'remote'], inactivity: ['medium', 'high'], evse: 1, energyFromWh: 5_000, from: start,
  },
  nothing: { ...everything, marks: ['late'], reasons: ['emergency-stop'], energyFromWh: 150_000, energyToWh: 150_001 },
}
const texts = { driver: 'Driver 4711', token: '04a3', 'charger and connector': 'Bay 500 2', 'no match': 'zzzz' }

interface Measured {
  name: string
  /** Megabytes where the name says memory. */
  ms: number
  load: Record<string, number | string>
}

/** Milliseconds on the threads of the built app, with the way there and back. */
export async function historyTimes({ app, seeded, scratch }: { app: string; seeded: string; scratch: string }): Promise<Measured[]> {
  const file = existsSync(seeded) ? seeded : await smallDatabase(app, scratch)
  const thread = (name: string) => new Piscina({
    filename: join(app, '..', name), minThreads: 1, maxThreads: 1, idleTimeout: Infinity, workerData: { file },
    // As the store opens it.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  })
  const history = thread('history-worker.js')
  const reader = thread('reader-worker.js')
  const changes = { sessions: [], all: false }
  const measured: Measured[] = []
  const timed = async (work: () => Promise<unknown>) => {
    const startAt = performance.now()
    await work()
    return performance.now() - startAt
  }
  const note = async (name: string, load: Record<string, number | string>, work: (round: number) => Promise<unknown>) => {
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) times.push(await timed(() => work(round)))
    measured.push({ name, ms: median(times), load })
    measured.push({ name: `${name}-max`, ms: Math.max(...times), load })
  }
  const page = (filter: HistoryFilter, cursor: string | null = null, order = latestFirst) =>
    history.run({ name: 'page', request: { filter, order, cursor, limit: 100 }, changes }) as Promise<{ next: string | null }>
  const summary = (filter: HistoryFilter) => history.run({ name: 'summary', request: filter, changes }) as Promise<{ sessions: number }>
  try {
    const first = await timed(() => summary(everything))
    const { sessions } = await summary(everything)
    measured.push({ name: 'history-first', ms: first, load: { sessions } })
    // Each round asks for something else, or what was found before would be taken.
    for (const [name, filter] of Object.entries(filters)) {
      await note('history-page', { sessions, filter: name }, (round) => page({ ...filter, to: (filter.to ?? 8e15) - round }))
    }
    const middle = `${-(start + month)}:0`
    await note('history-page', { sessions, filter: 'six at once, in the middle' }, (round) => page({ ...filters['six at once'] ?? everything, to: 8e15 - round }, middle))
    await note('history-page', { sessions, filter: 'all by energy' }, (round) => page({ ...everything, to: 8e15 - round }, null, { by: 'energy', descending: true }))
    for (const [name, text] of Object.entries(texts)) {
      await note('history-search', { sessions, text: name }, (round) => page({ ...everything, text, to: 8e15 - round }))
    }
    await note('history-summary', { sessions, filter: 'all' }, (round) => summary({ ...everything, to: 8e15 - round }))
    await note('history-summary', { sessions, filter: 'six at once' }, (round) => summary({ ...filters['six at once'] ?? everything, to: 8e15 - round }))
    for (const format of ['csv', 'xlsx'] as const) measured.push(...(await exportTimes(history, format)))
    await note('session-readings', { readings: 10_000 }, () => reader.run({ name: 'told', request: { session: 1 } }))
    return measured
  } finally {
    await history.close({ force: true })
    await reader.close({ force: true })
  }
}

/** A file of all sessions that nobody keeps, for its first part; the memory is that of this process, whose thread writes it. */
async function exportTimes(history: Piscina, format: 'csv' | 'xlsx'): Promise<Measured[]> {
  const request = { format, separator: ',', decimal: '.', countryCode: 'XX', partyId: 'XXX' }
  const run = (name: string, of: unknown) => history.run({ name, request: of, changes: { sessions: [], all: false } })
  const before = process.memoryUsage.rss()
  let most = before
  const startAt = performance.now()
  await run('beginExport', { filter: everything, job: 1, request, now: start })
  for (;;) {
    const piece = (await run('nextOfExport', 1)) as { isLast: boolean; done: number; total: number }
    most = Math.max(most, process.memoryUsage.rss())
    if (!piece.isLast && piece.done < EXPORTED) continue
    await run('endExport', 1)
    const load = { sessions: piece.total, format }
    return [
      { name: 'history-export-of-1000', ms: ((performance.now() - startAt) * 1000) / Math.max(1, piece.done), load },
      { name: 'history-export-memory', ms: (most - before) / 1e6, load },
    ]
  }
}

async function smallDatabase(app: string, scratch: string): Promise<string> {
  const directory = join(scratch, 'history')
  const file = join(directory, 'plugboard.sqlite')
  rmSync(directory, { recursive: true, force: true })
  await (await startPlugboard(app, directory)).stop()
  seedDatabase(file, SMALL, () => undefined)
  return file
}
