/**
 * `npm run bench`: how fast is Plugboard, and how fast could it be on this machine? Runs the built headless app and the
 * limit server in turns under the same loads, prints one line of JSON per figure, then compares with the targets.
 *
 * Options: `--app <headless.js>` measures another build, `--rounds <n>` (3), `--only <throughput|latency|storm|neighbours|prices|history|dashboard|map>`,
 * `--seeded <directory>` (.cache/seeded) of `npm run bench:seed`, for the figures of history and dashboards; a smaller one is made where none is.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { applyLoad } from './apply-load.ts'
import { dashboardTimes } from './dashboard.ts'
import { type Figure, median, rounded } from './figures.ts'
import { historyTimes } from './history.ts'
import { mapFigures } from './map.ts'
import type { Load } from './load-process.ts'
import { pricesPerSecond } from './prices.ts'
import { type RunningServer, startLimit, startPlugboard } from './servers.ts'
import { compared } from './targets.ts'
import { writeCostMs } from './write-cost.ts'

const root = resolve(import.meta.dirname, '..')
const { values: options } = parseArgs({
  options: {
    app: { type: 'string', default: join(root, 'out/main/headless.js') },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
    seeded: { type: 'string', default: join(root, '.cache/seeded') },
  },
})
const rounds = Number(options.rounds)
/** No round begins that would not be over by then; beyond the second something hangs. */
const longestMs = 225_000
const deadlineMs = 420_000

// In the project rather than in the system's directory for such, which may be memory: then nothing would be durable.
mkdirSync(join(root, '.cache'), { recursive: true })
const scratch = mkdtempSync(join(root, '.cache', 'bench-'))
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))
setTimeout(() => {
  console.error(`bench: not done after ${deadlineMs / 1000} s; given up`)
  process.exit(1)
}, deadlineMs).unref()

type ServerName = Figure['server']
const servers: readonly ServerName[] = ['plugboard', 'limit']
const results = new Map<string, Figure>()

function measured(server: ServerName, name: string, unit: Figure['unit'], value: number, load: Record<string, number | string> = {}) {
  const key = JSON.stringify([name, server, load])
  const figure = results.get(key) ?? { figure: name, server, unit, value: 0, runs: [], ...load }
  figure.runs.push(rounded(value))
  figure.value = rounded(median(figure.runs))
  results.set(key, figure)
}

const schemaFrom = join(scratch, 'schema')
let directories = 0
async function withServer(server: ServerName, work: (running: RunningServer) => Promise<void>): Promise<void> {
  const directory = join(scratch, String(++directories))
  mkdirSync(directory)
  const running =
    server === 'plugboard'
      ? await startPlugboard(options.app, directory)
      : await startLimit(directory, join(schemaFrom, 'plugboard.sqlite'))
  try {
    await work(running)
  } finally {
    await running.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

async function once(load: Load, url: string): Promise<Record<string, number>> {
  const applied = await applyLoad(load, url)
  await applied.release()
  return applied.measured
}

async function throughput(server: ServerName, stations: number): Promise<void> {
  await withServer(server, async ({ url, cpuSeconds }) => {
    const before = cpuSeconds()
    const load = { kind: 'closed-loop', stations, warmUpMs: 2000, measureMs: 4000 } as const
    const { callsPerSecond = 0, answers = 0 } = await once(load, url)
    const after = cpuSeconds()
    measured(server, 'throughput', 'calls/s', callsPerSecond, { stations })
    // On a machine that does other things as well this one says more than the calls per second.
    if (before !== null && after !== null) measured(server, 'cpu-per-call', 'µs', ((after - before) * 1e6) / answers, { stations })
  })
}

async function latency(server: ServerName): Promise<void> {
  const callsPerSecond = 100
  await withServer(server, async ({ url }) => {
    const load = { kind: 'open-loop', stations: 50, callsPerSecond, warmUpMs: 1000, measureMs: 10_000 } as const
    const { p50Ms = 0, p99Ms = 0, maxMs = 0 } = await once(load, url)
    measured(server, 'latency-p50', 'ms', p50Ms, { callsPerSecond })
    measured(server, 'latency-p99', 'ms', p99Ms, { callsPerSecond })
    measured(server, 'latency-max', 'ms', maxMs, { callsPerSecond })
  })
}

/** First as strangers, then again as stations that are known, which is what a power cut at a depot looks like. */
async function storm(server: ServerName): Promise<void> {
  const stations = 1000
  await withServer(server, async (running) => {
    for (const name of ['storm-first-contact', 'storm-reconnect']) {
      const applied = await applyLoad({ kind: 'storm', stations }, running.url)
      measured(server, name, 's', applied.measured.seconds ?? 0, { stations })
      await sleep(2000)
      measured(server, `${name}-resident`, 'MB', running.residentMb(), { stations })
      await applied.release()
      await sleep(500)
    }
  })
}

/** Of the app alone: the limit server knows no money. */
async function prices(server: ServerName): Promise<void> {
  if (server !== 'plugboard') return
  const readings = 60
  measured(server, 'prices', 'sessions/s', await pricesPerSecond({ readings, measureMs: 2000 }), { readings })
}

/** Of the app alone, and once: its own rounds are in it. */
async function history(server: ServerName): Promise<void> {
  if (server !== 'plugboard' || isHistoryMeasured) return
  isHistoryMeasured = true
  const seeded = join(resolve(options.seeded), 'plugboard.sqlite')
  for (const { name, ms, load } of await historyTimes({ app: options.app, seeded, scratch })) measured(server, name, name.endsWith('memory') ? 'MB' : 'ms', ms, load)
}
let isHistoryMeasured = false

/** Of the app alone, and once. */
async function dashboards(server: ServerName): Promise<void> {
  if (server !== 'plugboard' || isDashboardMeasured) return
  isDashboardMeasured = true
  const seeded = join(resolve(options.seeded), 'plugboard.sqlite')
  for (const { name, ms, load } of await dashboardTimes({ app: options.app, seeded, scratch })) measured(server, name, 'ms', ms, load)
}
let isDashboardMeasured = false

/** Of the app alone, and once. */
async function map(server: ServerName): Promise<void> {
  if (server !== 'plugboard' || isMapMeasured) return
  isMapMeasured = true
  const found = join(root, '.cache/chromium-path')
  const chromiumPath = process.env['PLUGBOARD_CHROMIUM'] ?? (existsSync(found) ? readFileSync(found, 'utf8').trim() : existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined)
  for (const { name, unit, value } of await mapFigures({ app: options.app, scratch, chromiumPath })) measured(server, name, unit, value, { chargers: 10_000 })
}
let isMapMeasured = false

/** Ordinary stations beside one that does what hurts. The limit server knows none of these messages, so it is left out. */
async function neighbours(server: ServerName): Promise<void> {
  if (server === 'limit') return
  for (const disturbance of ['none', 'large-stop', 'report', 'flood', 'junk'] as const) {
    await withServer(server, async ({ url }) => {
      const load = { kind: 'neighbours', disturbance, stations: 50, callsPerSecond: 100, warmUpMs: 2000, measureMs: 10_000 } as const
      const { p99Ms = 0, maxMs = 0, disturberAnswers = 0 } = await once(load, url)
      measured(server, 'neighbours-p99', 'ms', p99Ms, { beside: disturbance })
      measured(server, 'neighbours-max', 'ms', maxMs, { beside: disturbance })
      if (disturbance !== 'none' && disturbance !== 'junk' && disturberAnswers < 2) throw new Error(`${disturbance} was not answered`)
    })
  }
}

const parts: Record<string, ((server: ServerName) => Promise<void>)[]> = {
  throughput: [(server) => throughput(server, 50), (server) => throughput(server, 200)],
  latency: [latency],
  storm: [storm],
  neighbours: [neighbours],
  prices: [prices],
  history: [history],
  dashboard: [dashboards],
  map: [map],
}
const wanted = Object.entries(parts).flatMap(([name, runs]) => (options.only === undefined || options.only === name ? runs : []))

/** Every load once, on one server right after the other: what else the machine does then is about the same for both. */
async function round(): Promise<void> {
  for (const run of wanted) for (const server of servers) await run(server)
}

// The limit server takes the schema from a database that the app made.
mkdirSync(schemaFrom)
await (await startPlugboard(options.app, schemaFrom)).stop()

const conditions = () => ({
  cores: availableParallelism(),
  cpu: cpus()[0]?.model.trim(),
  node: process.version,
  load: loadavg().map(rounded),
  writeCostMs: rounded(writeCostMs(scratch)),
})
console.log(JSON.stringify({ conditions: 'before', ...conditions() }))
const startAt = performance.now()
for (let done = 0; done < rounds; done += 1) {
  const elapsedMs = performance.now() - startAt
  if (done > 0 && (elapsedMs * (done + 1)) / done > longestMs) {
    console.error(`bench: ends after ${done} of ${rounds} rounds, as more would take too long`)
    break
  }
  await round()
}
console.log(JSON.stringify({ conditions: 'after', ...conditions() }))
for (const figure of results.values()) console.log(JSON.stringify(figure))
for (const line of compared([...results.values()])) console.log(line)
