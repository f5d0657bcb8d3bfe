import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient, type Router } from '@orpc/server'
import { expect, onTestFinished } from 'vitest'
import type { Contract } from '#contract/api'
import type { TraceFilter } from '#contract/api/trace'
import type { DeskRow } from '#contract/desk'
import type { CommandRecord } from '#contract/commands'
import type { Overview } from '#contract/read-models'
import type { CurvePoint, SessionRow } from '#contract/sessions'
import type { StationDetail, StationRow } from '#contract/stations'
import type { TraceLine } from '#contract/trace'
import type { StationRequest } from '#contract/vocabulary'
import { type Core, startCore } from '../../src-main/core'
import type { VirtualStationOptions } from '../../src-main/simulator/station-options'
import { aStationPlan, type StationPlan, type Version } from '../../src-main/simulator/station-plan'
import { VirtualStation } from '../../src-main/simulator/virtual-station'
import type { StartOptions } from '../../src-main/start-options'
import { fakeClock, type FakeClock } from './fake-clock'

/** A Tuesday morning; stories count from here. */
export const storyStart = Date.UTC(2026, 2, 3, 8)
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const plug = { evse: 1, connector: 1 }
export const token = '04A2B9C1D27480'

const everyFrame: TraceFilter = { station: null, action: null, direction: null, text: null }

type Client = ContractRouterClient<Contract>

/** A real core on a free port with a database of its own, a clock that the story moves, and what a window would read. */
export interface Stage {
  readonly clock: FakeClock
  readonly directory: string
  readonly databaseFile: string
  /** The contract, as a window calls it. A new one after each `restart`. */
  readonly client: Client
  readonly url: string
  readonly core: Core
  /** A station that is registered here, connected and booted. */
  stationOf(version: Version, overrides?: StationOverrides): Promise<VirtualStation>
  /** A station that nobody has heard of; the story connects it. */
  stranger(version: Version, overrides?: StationOverrides): VirtualStation
  register(identity: string): Promise<StationRow>
  /** Ends the core and starts it again on the same directory, after a pause. Stations lose their connection. */
  restart(pauseMs?: number): Promise<void>
  stations(): Promise<StationRow[]>
  station(identity?: string): Promise<StationRow>
  detail(identity?: string): Promise<StationDetail>
  /** Codes of what was found to deviate, sorted. */
  findings(identity?: string): Promise<string[]>
  live(): Promise<SessionRow[]>
  history(): Promise<SessionRow[]>
  session(id?: number): Promise<SessionRow>
  /** What waits on the data-quality desk, by session. */
  desk(): Promise<DeskRow[]>
  curve(id?: number): Promise<CurvePoint[]>
  overview(): Promise<Overview>
  trace(filter?: Partial<TraceFilter>): Promise<TraceLine[]>
  /** How often a station has called this. */
  calls(action: string): Promise<number>
  /** Sends a request as an operator does. */
  ask(request: StationRequest, identity?: string): Promise<CommandRecord>
}

export interface StationOverrides extends Partial<Omit<VirtualStationOptions, 'plan' | 'url'>> {
  plan?: Partial<StationPlan>
}

/** The first value of a feed: the state now. */
export async function first<T>(feed: Promise<AsyncIterable<T>>): Promise<T> {
  const iterator = (await feed)[Symbol.asyncIterator]()
  const { done, value } = await iterator.next()
  await iterator.return?.()
  if (done) throw new Error('the feed ended without a value')
  return value
}

/** The rows of a keyed feed now. */
export async function rowsOf<V>(feed: Promise<AsyncIterable<{ kind: 'snapshot'; rows: V[] } | { kind: 'patch' }>>): Promise<V[]> {
  const event = await first(feed)
  if (event.kind !== 'snapshot') throw new Error('a feed has to begin with a snapshot')
  return event.rows
}

/** Looks again until it is so; for what reaches the core without an answer that could be awaited. */
export function eventually<T>(read: () => T | Promise<T>) {
  return expect.poll(read, { interval: 5, timeout: 5_000 })
}

/** Opens a stage for the running test; it is cleared when the test is over. */
/** `from`: when it begins. Certificates are checked by the real clock, so stories with TLS begin now. */
export async function openStage(options: Partial<StartOptions> = {}, { from = storyStart }: { from?: number } = {}): Promise<Stage> {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-story-'))
  const clock = fakeClock(from)
  const stations: VirtualStation[] = []
  const start = () =>
    startCore(
      {
        host: 'headless',
        demo: false,
        version: '0.0.0',
        dataDirectory: directory,
        ocpp: { host: '127.0.0.1', port: 0 },
        tls: null,
        files: { filesPort: 0, ftpPort: 0 },
        firstContact: null,
        ...options,
      },
      clock,
    )
  let core = await start()
  let client: Client = clientOf(core)
  onTestFinished(async () => {
    await Promise.all(stations.map((station) => station.close()))
    await core.close()
    rmSync(directory, { recursive: true, force: true })
  })

  const only = async (identity?: string) => {
    const rows = await stage.stations()
    const row = identity === undefined ? rows[0] : rows.find(({ station }) => station === identity)
    if (!row) throw new Error(`no station ${identity ?? 'at all'}`)
    return row
  }
  const build = (version: Version, { plan, ...rest }: StationOverrides) => {
    const station = new VirtualStation({
      url: stage.url,
      clock: clock.forStation(),
      rebootMs: 0,
      plan: aStationPlan({ version, ...plan }),
      ...rest,
    })
    stations.push(station)
    return station
  }

  const stage: Stage = {
    clock,
    directory,
    databaseFile: join(directory, 'plugboard.sqlite'),
    get client() {
      return client
    },
    get url() {
      return `ws://127.0.0.1:${core.ocppPort}`
    },
    get core() {
      return core
    },
    async stationOf(version, overrides = {}) {
      const station = build(version, overrides)
      await stage.register(station.plan.identity)
      await station.connect()
      await station.boot()
      return station
    },
    stranger: (version, overrides = {}) => build(version, overrides),
    register: (identity) => client.stations.register({ station: identity, name: identity, site: null }),
    async restart(pauseMs = 0) {
      await core.close()
      clock.advance(pauseMs)
      core = await start()
      client = clientOf(core)
    },
    stations: () => rowsOf(client.stations.watch()),
    station: only,
    async detail(identity) {
      const { station } = await only(identity)
      return first(client.stations.watchOne({ station }))
    },
    async findings(identity) {
      return (await stage.detail(identity)).findings.map(({ code }) => code).sort()
    },
    live: async () => (await rowsOf(client.sessions.watchLive())).sort((a, b) => a.session - b.session),
    history: async () =>
      (await client.sessions.history({ filter: { station: null, text: null }, cursor: null, limit: 100 })).rows,
    session: (id = 1) => client.sessions.get({ session: id }),
    desk: async () => (await rowsOf(client.desk.watch())).sort((a, b) => a.session.session - b.session.session),
    curve: async (id = 1) => (await first(client.sessions.watchCurve({ session: id }))).points,
    overview: () => first(client.overview.watch()),
    trace: async (filter = {}) =>
      (await client.trace.page({ filter: { ...everyFrame, ...filter }, cursor: null, limit: 500 })).rows.toReversed(),
    calls: async (action) =>
      (await stage.trace({ action, direction: 'in' })).filter(({ kind }) => kind === 'call').length,
    async ask(request, identity) {
      const { station } = await only(identity)
      return client.stations.command({ station, request })
    },
  }
  return stage
}

/** The router is typed by its implementation; a window only knows the contract. */
export const clientOf = (core: Pick<Core, 'router'>): Client => createRouterClient(core.router as Router<Contract, object>)
