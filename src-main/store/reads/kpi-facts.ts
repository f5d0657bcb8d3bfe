import type { Database } from 'better-sqlite3'
import type { KpiStation } from '../../app/kpi-ports'
import type { ToldOfSession } from '../../app/ports'
import { activityOf } from '../../domain/course/activity'
import { courseOf } from '../../domain/course/course'
import { hindrancesOf } from '../../domain/course/hindrances'
import type { Identification, RemoteStart } from '../../domain/kpi/attempts'
import { dayAt, openSpans } from '../../domain/kpi/calendar'
import { normaliseIdToken } from '../../domain/id-token'
import type { Span } from '../../domain/kpi/spans'
import { LONGEST_PLUG_MS } from '../../domain/kpi/station-attempts'
import type { StationFacts, SessionFacts } from '../../domain/kpi/station-facts'
import type { AvailabilityOrder, ExclusionAt } from '../../domain/kpi/uptime'
import { type SessionDbRow, toSession } from '../tables/session-row'
import { statusReads } from './kpi-statuses'
import { readTold } from './told'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** What is further away than this from a span has no energy in it, and no attempt of it. */
const NEAR_MS = HOUR
/** Longer sessions have an index of their own. */
const USUAL_MS = 7 * DAY

const nothingTold: ToldOfSession = { samples: [], states: [], faults: [] }

type IdentificationRow = { at: number; token: string; isAccepted: number; session: number | null }

/** Reads what figures of one station are computed from. Statements are prepared once for each connection. */
export function kpiFacts(database: Database) {
  const statuses = statusReads(database)
  const sessions = database.prepare<unknown[], SessionDbRow>(/* sql */ `
    select * from session where station = @station and state = 'completed' and started_at >= @usual and started_at < @to and ended_at > @from
    union all
    select * from session where station = @station and started_at < @usual and ended_at - started_at > ${USUAL_MS} and ended_at > @from
      and state = 'completed'
    union all
    select * from session where station = @station and state <> 'completed' and started_at < @to
  `)
  const identifications = database.prepare<unknown[], IdentificationRow>(/* sql */ `
    select at, token, standing = 'accepted' as isAccepted, session from identification where station = @station and at >= @from and at < @to
  `)
  const starts = database.prepare<unknown[], { at: number; request: string; outcome: string }>(/* sql */ `
    select sent_at as at, request, outcome from command
    where station = @station and sent_at >= @from and sent_at < @to and json_extract(request, '$.kind') = 'start'
  `)
  const orders = database.prepare<unknown[], { at: number; request: string }>(/* sql */ `
    select sent_at as at, request from command
    where station = @station and sent_at < @to and json_extract(request, '$.kind') = 'availability' and outcome = 'accepted'
    order by sent_at
  `)
  const outages = database.prepare<unknown[], { from: number; to: number | null; knownAt: number | null }>(/* sql */ `
    select from_at as "from", to_at as "to", known_at as knownAt from outage
    where station = @station and from_at < @to and (to_at is null or to_at > @from or known_at > @from or known_at is null)
  `)
  const exclusions = database.prepare<unknown[], ExclusionAt>(/* sql */ `
    select evse, from_at as "from", to_at as "to", down_cause as "of" from exclusion
    where station = @station and removed_at is null and from_at < @to and to_at > @from
  `)
  const observations = database.prepare<unknown[], { from: number; to: number }>(/* sql */ `
    select from_at as "from", to_at as "to" from observation order by id
  `)
  const group = database.prepare<[string], string | null>(/* sql */ `select token_group from id_token where token = ?`).pluck()

  /** Between two runs; before the first of them nobody knows, and it counts as observed. */
  function unobserved({ from, to }: Span): Span[] {
    const runs = observations.all()
    return runs.slice(1).flatMap((run, index) => {
      const gap = { from: runs[index]?.to ?? run.from, to: run.from }
      return gap.from < gap.to && gap.from < to && gap.to > from ? [gap] : []
    })
  }

  function sessionFacts(row: SessionDbRow, { now, tokenAt, span }: { now: number; tokenAt: number | null; span: Span }): SessionFacts {
    const session = toSession(row)
    const isNear = session.startedAt < span.to + NEAR_MS && (session.endedAt ?? now) > span.from - NEAR_MS
    const told = isNear ? readTold(database, { session: session.session }) : nothingTold
    const course = courseOf({ session, samples: told.samples, states: told.states, hindrances: hindrancesOf(told) }, now)
    return { session, course, activity: activityOf(course), tokenAt, token: session.idToken === null ? null : normaliseIdToken(session.idToken) }
  }

  return function read(context: KpiStation, span: Span, now: number): StationFacts {
    const { station, timeZone } = context
    const near = { station, from: span.from - LONGEST_PLUG_MS, to: span.to + LONGEST_PLUG_MS }
    const around = { station, from: span.from - DAY, to: span.to + DAY }
    const shown = identifications.all(near)
    const tokenAt = new Map(shown.flatMap(({ session, at }) => (session === null ? [] : [[session, at] as const])))
    const found = sessions.all({ ...near, usual: near.from - USUAL_MS }).map((row) => sessionFacts(row, { now, span, tokenAt: tokenAt.get(row.session) ?? null }))
    const tokens = new Set([...shown.map(({ token }) => token), ...found.flatMap(({ token }) => token ?? [])])
    return {
      now,
      productionFrom: context.productionFrom,
      open: openSpans(context.openingHours, timeZone, { first: dayAt(timeZone, around.from), last: dayAt(timeZone, around.to) }),
      unobserved: unobserved(around),
      outages: outages.all(around).map((outage) => ({ ...outage, to: outage.to ?? now })),
      exclusions: exclusions.all(around),
      orders: orders.all(around).map(orderOf),
      ratedPowerW: context.ratedPowerW,
      evses: context.places.map(({ evse }) => evse),
      statuses: statuses.around(context, around),
      sessions: found,
      identifications: shown.filter(({ session }) => session === null).map(({ at, token, isAccepted }): Identification => ({ at, token, isAccepted: isAccepted === 1 })),
      remoteStarts: starts.all(near).map(remoteStartOf),
      groups: Object.fromEntries([...tokens].flatMap((token) => {
        const name = group.get(token)
        return name ? [[token, name]] : []
      })),
      connectionTimeoutMs: context.connectionTimeoutMs,
    }
  }

  // Only `saveCommand` fills these columns, with requests of the contract.
  function remoteStartOf({ at, request, outcome }: { at: number; request: string; outcome: string }): RemoteStart {
    const { idToken, place } = JSON.parse(request) as { idToken?: string | null; place?: RemoteStart['place'] }
    return { at, token: normaliseIdToken(idToken ?? ''), place: place ?? null, isAccepted: outcome === 'pending' ? null : outcome === 'accepted' }
  }
  function orderOf({ at, request }: { at: number; request: string }): AvailabilityOrder {
    const { place, operative } = JSON.parse(request) as { place: { evse: number } | null; operative: boolean }
    return { at, evse: place?.evse ?? null, isOperative: operative }
  }
}
