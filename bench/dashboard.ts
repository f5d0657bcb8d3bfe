import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { Piscina } from 'piscina'
import { createServer } from 'vite'
import type { KpiStation, PeriodRequest, StationDay } from '../src-main/app/kpi-ports.ts'
import { median } from './figures.ts'
import { seedDatabase } from './seed-database.ts'
import { startPlugboard } from './servers.ts'

/** What is there without `npm run bench:seed`. */
const SMALL = { sessions: 20_000, samples: 600_000, stations: 20 }
const DAY = 86_400_000
/** The last day that is shown, within the seeded years; and how many days before it are rolled up. */
const LAST = Date.UTC(2026, 9, 31) / DAY
const DAYS = 61
const AT_ONCE = 16
const ROUNDS = 7

interface Measured {
  name: string
  ms: number
  load: Record<string, number | string>
}

/** Milliseconds on the thread of the built app that answers dashboards, with the way there and back. */
export async function dashboardTimes({ app, seeded, scratch }: { app: string; seeded: string; scratch: string }): Promise<Measured[]> {
  const file = existsSync(seeded) ? seeded : await smallDatabase(app, scratch)
  // Brings a database that was seeded by an older version up to date.
  await (await startPlugboard(app, dirname(file))).stop()
  const reader = new Piscina({ filename: join(app, '..', 'reader-worker.js'), minThreads: 1, maxThreads: 1, idleTimeout: Infinity, workerData: { file } })
  try {
    const { stations, sites, sessions } = readStations(file)
    const measured = await rollUp(file, reader, stations)
    const one = stations[0] ?? ''
    const scopes = { station: [one], site: sites[0] ?? [one], 'five sites': sites.slice(0, 5).flat(), all: stations }
    for (const [name, of] of Object.entries(scopes)) {
      for (const days of [7, 30]) {
        const times: number[] = []
        // What is summed up once is kept; the first look is told apart.
        measured.push({ name: 'dashboard-first', ms: await timed(() => dashboard(reader, of, days)), load: { of: name, stations: of.length, days, sessions } })
        for (let round = 0; round < ROUNDS; round += 1) times.push(await timed(() => dashboard(reader, of, days)))
        const load = { of: name, stations: of.length, days, sessions }
        measured.push({ name: 'dashboard', ms: median(times), load }, { name: 'dashboard-max', ms: Math.max(...times), load })
      }
    }
    return measured
  } finally {
    await reader.close({ force: true })
  }
}

/** The period itself in detail, and as many days before it to compare with. */
async function dashboard(reader: Piscina, stations: readonly string[], days: number): Promise<void> {
  const request = { scope: { stations, evse: null }, timeZone: 'Europe/Berlin', first: LAST - days + 1, last: LAST, isDetailed: true } satisfies PeriodRequest
  await reader.run({ name: 'kpiPeriod', request })
  await reader.run({ name: 'kpiPeriod', request: { ...request, first: LAST - 2 * days + 1, last: LAST - days, isDetailed: false } })
}

/** Days that are not rolled up yet, as the app does it beside its other work; what they are is kept for the next run. */
async function rollUp(file: string, reader: Piscina, stations: readonly string[]): Promise<Measured[]> {
  const database = new Database(file)
  database.pragma('synchronous = OFF')
  const tables = (await kpiTables())(database)
  const done = new Set(database.prepare<[], string>(/* sql */ `select distinct station || ' ' || day from kpi_day`).pluck().all())
  let [computed, ms] = [0, 0]
  for (const station of stations) {
    const missing = Array.from({ length: DAYS }, (_, index) => LAST - index).filter((day) => !done.has(`${station} ${day}`))
    for (let from = 0; from < missing.length; from += AT_ONCE) {
      const days = missing.slice(from, from + AT_ONCE)
      ms += await timed(async () => {
        const made = (await reader.run({ name: 'kpiDays', request: { context: contextOf(station), days, now: (LAST + 2) * DAY } })) as StationDay[]
        tables.save(made.map((day) => ({ ...day, isRevision: false })), [])
      })
      computed += days.length
    }
  }
  database.close()
  return computed === 0 ? [] : [{ name: 'roll-up-of-a-day', ms: ms / computed, load: { days: computed } }]
}

/** The store is written for a bundler: Node does not find its modules by itself. */
async function kpiTables() {
  const vite = await createServer({ configFile: false, logLevel: 'error', appType: 'custom', server: { middlewareMode: true, ws: false }, optimizeDeps: { noDiscovery: true } })
  const tables = await vite.ssrLoadModule('/src-main/store/tables/kpi.ts')
  await vite.close()
  return tables['kpiTables'] as typeof import('../src-main/store/tables/kpi').kpiTables
}

const contextOf = (station: string): KpiStation => ({
  station, timeZone: 'Europe/Berlin', openingHours: null, ratedPowerW: 22_000, places: [{ evse: 1, connector: 1 }, { evse: 2, connector: 1 }],
  productionFrom: 0, connectionTimeoutMs: 120_000,
})

function readStations(file: string): { stations: string[]; sites: string[][]; sessions: number } {
  const database = new Database(file, { readonly: true })
  const rows = database.prepare<[], { station: string; site: number }>(/* sql */ `select station, site from station where station like 'SEED-%' order by station`).all()
  const sessions = Number(database.prepare(/* sql */ `select max(session) from session`).pluck().get())
  database.close()
  const sites = [...Map.groupBy(rows, ({ site }) => site).values()].map((of) => of.map(({ station }) => station))
  return { stations: rows.map(({ station }) => station), sites, sessions }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startAt = performance.now()
  await work()
  return performance.now() - startAt
}

async function smallDatabase(app: string, scratch: string): Promise<string> {
  const directory = join(scratch, 'dashboard')
  const file = join(directory, 'plugboard.sqlite')
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  await (await startPlugboard(app, directory)).stop()
  seedDatabase(file, SMALL, () => undefined)
  return file
}
