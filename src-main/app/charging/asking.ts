import type { CompositeSchedule, ReportedProfile } from '#contract/charging'
import type { PersonSource } from '#contract/vocabulary'
import { parseStationTime } from '../../domain/clock'
import type { NeutralCall, ProfileReport, StationReply } from '../../domain/station-message'
import type { StationConnection } from '../../ocpp/station-host'
import type { Asked, Commands, Sender } from '../commands'
import type { Connections } from '../connections'
import type { Clock } from '../ports'
import { type ProfileBook, stands } from './profile-book'

const HOUR_S = 3600
/** What the chart shows of the station's own sum. */
export const COMPOSITE_S = 24 * HOUR_S

/** What a station tells of its profiles when it is asked: what it can do, what it holds, what results. */
export function createAsking(parts: { clock: Clock; book: ProfileBook; connections: Connections; commands: Commands }) {
  const { clock, book, connections, commands } = parts
  /** Reports that are being put together, by station. */
  const open = new Map<string, { requestId: number; profiles: ReportedProfile[] }>()
  let lastRequest = 0

  /** @throws FaultError */
  function connectionTo(station: string): StationConnection {
    const connection = connections.demand(station)
    const { purposes, kinds } = connection.smartCharging
    const known = book.facts(station)
    const canList = connection.actionOf('list-profiles') !== null
    if (known.canList !== canList || known.purposes.length !== purposes.length) {
      book.keepFacts(station, { purposes: [...purposes], kinds: [...kinds], canList })
    }
    return connection
  }

  /** Null: the version has no such question, or the station did not answer it. */
  async function reply(connection: StationConnection, call: NeutralCall, by: Sender): Promise<Asked | null> {
    if (connection.actionOf(call.kind) === null) return null
    return commands.ask(connection, call, by)
  }

  async function composite(station: string, evse: number, by: Sender): Promise<CompositeSchedule | null> {
    const connection = connections.live(station)
    if (!connection) return null
    const unit = book.facts(station).limits?.units?.[0] ?? 'A'
    const asked = await reply(connection, { kind: 'composite-schedule', evse, durationS: COMPOSITE_S, unit }, by)
    if (!asked) return null
    const now = clock.now()
    const answer: CompositeSchedule =
      asked.reply?.composite === undefined
        ? { evse, at: now, unit, segments: [], refused: asked.record.answer ?? asked.record.outcome }
        : { evse, at: now, unit: asked.reply.composite.unit, segments: segmentsOf(asked.reply.composite, now), refused: null }
    const others = book.facts(station).composites.filter((known) => known.evse !== evse)
    book.keepFacts(station, { composites: [...others, answer].sort((a, b) => a.evse - b.evse) })
    return answer
  }

  async function limits(station: string, by: PersonSource): Promise<void> {
    const asked = await reply(connectionTo(station), { kind: 'charging-limits' }, by)
    if (asked?.reply?.chargingLimits) book.keepFacts(station, { limits: asked.reply.chargingLimits })
  }

  async function list(station: string, by: PersonSource): Promise<void> {
    const requestId = ++lastRequest
    // Before it is asked: the first part may come with the answer.
    open.set(station, { requestId, profiles: [] })
    const asked = await reply(connectionTo(station), { kind: 'list-profiles', requestId }, by)
    if (asked?.reply?.raw === 'NoProfiles') finish(station)
    else if (!asked?.reply?.accepted) open.delete(station)
  }

  /** What the station no longer holds is over, whoever took it away. */
  function finish(station: string): void {
    const report = open.get(station)
    if (!report) return
    open.delete(station)
    const at = clock.now()
    book.keepFacts(station, { reported: { at, profiles: report.profiles } })
    const held = new Set(report.profiles.map(({ id }) => id))
    for (const row of book.rowsOf(station)) {
      if (stands(row) && !held.has(row.profile)) book.keep({ ...row, state: 'over', endedAt: at })
    }
  }

  return {
    connectionTo,
    composite,
    async read(station: string, evses: readonly number[], by: PersonSource) {
      await limits(station, by)
      await list(station, by)
      for (const evse of evses) await composite(station, evse, by)
    },
    /** Before the first profile: what cannot be taken need not be sent. */
    async limitsOnce(station: string, by: PersonSource) {
      if (book.facts(station).limits === null) await limits(station, by)
    },
    told(station: string, { requestId, evse, source, isLast, profiles }: ProfileReport) {
      const report = open.get(station)
      if (report?.requestId !== requestId) return
      for (const { id, content } of profiles) report.profiles.push({ id, evse, source, profile: content })
      if (isLast) finish(station)
    },
  }
}

function segmentsOf(composite: NonNullable<StationReply['composite']>, now: number): CompositeSchedule['segments'] {
  const start = (composite.start && parseStationTime(composite.start)?.at) || now
  const end = start + (composite.durationS ?? COMPOSITE_S) * 1000
  return composite.periods
    .map(({ startS, limit, phases }, index) => ({
      from: start + startS * 1000,
      until: Math.min(end, start + (composite.periods[index + 1]?.startS ?? Infinity) * 1000),
      limit,
      phases,
    }))
    .filter(({ from, until }) => until > from)
}

export type Asking = ReturnType<typeof createAsking>
