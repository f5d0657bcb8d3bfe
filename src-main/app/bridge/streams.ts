import type { TraceFilter } from '#contract/api/trace'
import type { CommandRecord } from '#contract/commands'
import type { KeyedEvent } from '#contract/read-models'
import type { CurveEvent, Sample } from '#contract/sessions'
import type { StationDetail } from '#contract/stations'
import type { TraceEvent, TraceLine } from '#contract/trace'
import { SHOWN_TEXT_LENGTH } from '#contract/shown-text'
import { matches } from './trace-filter'
import { curveBuilder } from '../../domain/curve'
import type { Session } from '../../domain/session'
import { FaultError } from '../fault-error'
import { createPacer } from '../feeds/pacer'
import type { StationSecurity } from '#contract/security'
import type { Security } from '../security/security'
import type { Commands } from '../commands'
import type { Clock, Store } from '../ports'
import type { Presenter } from '../presenter'

/** Lines that a trace shows at once when it is opened. */
const TRACE_START = 200
/** A detail also shows ages and findings: it is renewed at least this often. */
const DETAIL_REFRESH_MS = 5_000

type Signal = AbortSignal | undefined

/** The feeds that are more than a mirrored set: snapshot and stream joined without a gap. */
export function createStreams(parts: {
  clock: Clock
  store: Store
  presenter: Presenter
  commands: Commands
  security: Security
  sessionOf: (id: number) => Session | null
}) {
  const { clock, store, presenter, commands, security } = parts

  async function* curve(id: number, signal: Signal): AsyncGenerator<CurveEvent, void> {
    const session = parts.sessionOf(id)
    if (!session) throw new FaultError('SESSION_NOT_FOUND', { session: id })
    const pacer = createPacer(clock, signal)
    let waiting: Sample[] = []
    presenter.listen((change) => {
      const added = change.samples.filter((entry) => entry.session === id).flatMap((entry) => entry.samples)
      waiting = [...waiting, ...added]
      if (added.length > 0 || change.sessions.includes(id)) pacer.wake()
    }, signal)

    const builder = curveBuilder(session)
    const row = () => presenter.sessionRow(parts.sessionOf(id) ?? session)
    yield { kind: 'snapshot', session: row(), points: builder.add(await store.reader.samples(id)) }
    while (row().state !== 'completed' && (await pacer.next())) {
      const samples = waiting
      waiting = []
      yield { kind: 'append', session: row(), points: builder.add(samples) }
    }
  }

  async function* trace(filter: TraceFilter, signal: Signal): AsyncGenerator<TraceEvent, void> {
    const feed = presenter.traceFeed.subscribe((line) => matches(line, filter), signal)
    const page = await store.trace.page({ filter, cursor: null, limit: TRACE_START })
    const lastId = page.rows[0]?.id ?? 0
    yield { lines: page.rows.toReversed(), omitted: 0 }
    for await (const { entries, omitted } of feed) {
      const lines = entries.filter((line) => line.id > lastId).map(shown)
      if (lines.length > 0 || omitted > 0) yield { lines, omitted }
    }
  }

  async function* commandLog(station: string, signal: Signal): AsyncGenerator<KeyedEvent<CommandRecord>, void> {
    const feed = presenter.commandFeed.subscribe((record) => record.station === station, signal)
    const pending = commands.pending(station)
    const stored = store.commands(station).filter((record) => !pending.some((other) => other.id === record.id))
    yield { kind: 'snapshot', rows: [...pending, ...stored] }
    for await (const { entries } of feed) yield { kind: 'patch', upserts: entries, removed: [] }
  }

  async function* stationDetail(station: string, signal: Signal): AsyncGenerator<StationDetail, void> {
    const first = presenter.stationDetail(station)
    if (!first) throw new FaultError('STATION_NOT_FOUND', { station })
    yield first
    const pacer = createPacer(clock, signal)
    let cancel = clock.after(DETAIL_REFRESH_MS, pacer.wake)
    presenter.listen((change) => {
      if (change.stations.includes(first.row.station)) pacer.wake()
    }, signal)
    while (await pacer.next()) {
      cancel()
      const detail = presenter.stationDetail(station)
      if (!detail) return
      yield detail
      cancel = clock.after(DETAIL_REFRESH_MS, pacer.wake)
    }
    cancel()
  }

  async function* stationSecurity(station: string, signal: Signal): AsyncGenerator<StationSecurity, void> {
    const { station: identity } = security.orders.view(station)
    const pacer = createPacer(clock, signal)
    presenter.listen((change) => {
      if (change.stations.includes(identity)) pacer.wake()
    }, signal)
    do yield security.orders.view(identity)
    while (await pacer.next())
  }

  return { curve, trace, commandLog, stationDetail, stationSecurity }
}

/** As much of it as a page of the store shows. */
const shown = (line: TraceLine): TraceLine =>
  line.text.length <= SHOWN_TEXT_LENGTH ? line : { ...line, text: line.text.slice(0, SHOWN_TEXT_LENGTH), truncated: true }


export type Streams = ReturnType<typeof createStreams>
