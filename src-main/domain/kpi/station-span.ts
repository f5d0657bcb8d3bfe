import { attemptCauses } from '#contract/kpi'
import { stretchesOf } from '../course/stretches'
import { isLeftOut, isNoise, occupiedUntil } from './counting'
import { causeSums, type DaySums, noSums } from './day-sums'
import { addEnergy, addTime, type Quarters } from './quarters'
import { socketStates } from './socket-states'
import { difference, intersection, lengthOf, type Span, union, within } from './spans'
import { judgedAttempts, type Judged, neverIdentified } from './station-attempts'
import { evsesOf, type SessionFacts, type StationFacts } from './station-facts'
import { downOf, failuresOf, offlineIn, orderedOut, outageOf } from './uptime'

/** What one socket, or what belongs to none of them (EVSE 0), comes to over a span of time. */
export interface SocketSums {
  evse: number
  sums: DaySums
  /** Of ended sessions that count in averages, seconds. */
  durations: number[]
  quarters: Quarters
}

export interface StationSums {
  sockets: SocketSums[]
  attempts: Judged[]
}

/**
 * All sums of a station over a span: a day when it is rolled up, and any other span gives what its days add up to.
 * `span.to` is not after now.
 */
export function stationSums(facts: StationFacts, span: Span): StationSums {
  const attempts = judgedAttempts(facts, span)
  const sockets = [0, ...evsesOf(facts)].map((evse) => {
    const quarters: Quarters = new Map()
    const sessions = facts.sessions.filter(({ session }) => (session.place?.evse ?? 0) === evse && session.review.mergedInto === null)
    const sums = noSums()
    const durations = addSessions(sums, sessions, span)
    const counted = sessions.filter(({ session }) => !isLeftOut(session))
    for (const { course } of counted) addEnergy(quarters, course, span)
    for (const { energyMwh } of quarters.values()) sums.energyMwh += energyMwh
    addAttempts(sums, attempts.filter((attempt) => (attempt.evse ?? 0) === evse))
    if (evse > 0) {
      sums.neverIdentified = neverIdentified(facts, evse, span)
      addSocketTime({ facts, evse, span, sums, quarters, sessions: counted })
    }
    return { evse, sums, durations, quarters }
  })
  return { sockets, attempts }
}

/** Those that began within the span (KPI definitions 0, 4, 7). */
function addSessions(sums: DaySums, sessions: readonly SessionFacts[], { from, to }: Span): number[] {
  const durations: number[] = []
  for (const { session, activity } of sessions) {
    if (session.startedAt < from || session.startedAt >= to) continue
    if (isLeftOut(session)) {
      sums.implausible += 1
      continue
    }
    if (session.marks.length > 0) sums.marked += 1
    if (isNoise(session)) {
      sums.noise += 1
      continue
    }
    sums.sessions += 1
    if (session.state === 'suspect') sums.suspect += 1
    if (session.state !== 'completed' || session.endedAt === null) continue
    const durationMs = session.endedAt - session.startedAt
    durations.push(Math.round(durationMs / 1000))
    sums.completed += 1
    sums.durationMs += durationMs
    sums.sessionMwh += Math.round(session.meter.energyWh * 1000)
    if (activity.bySide === null) continue
    sums.followedMs += durationMs
    sums.vehicleMs += activity.bySide.vehicle
    sums.stationMs += activity.bySide.station
    sums.unclearMs += activity.bySide.unclear
  }
  return durations
}

function addAttempts(sums: DaySums, attempts: readonly Judged[]): void {
  sums.attempts += attempts.length
  sums.started += attempts.filter(({ cause }) => cause === null).length
  for (const cause of attemptCauses) sums[causeSums[cause]] += attempts.filter((attempt) => attempt.cause === cause).length
}

interface SocketTime {
  facts: StationFacts
  evse: number
  span: Span
  sums: DaySums
  quarters: Quarters
  sessions: readonly SessionFacts[]
}

function addSocketTime({ facts, evse, span, sums, quarters, sessions }: SocketTime): void {
  const { now, unobserved, outages } = facts
  const there = within([{ from: facts.productionFrom, to: now }], span)
  const open = intersection(union(facts.open), there)
  const use = sessions.filter(({ session }) => !isNoise(session))
  const occupied = intersection(union(use.map(({ session }) => ({ from: session.startedAt, to: occupiedUntil(session, now) }))), open)
  const charging = intersection(union(use.flatMap((one) => chargingSpans(one, now))), occupied)
  const observed = difference(there, union(unobserved))

  const everything = { from: facts.productionFrom, to: now }
  const down = downOf(socketStates(facts.statuses, evse, now), {
    offline: offlineIn(outages, difference([everything], union(unobserved))),
    proven: sessions.map(({ session, course }) => ({ from: session.startedAt, to: course.readings.at(-1)?.at ?? session.startedAt })),
  })
  const outage = outageOf(down, {
    exclusions: facts.exclusions.filter((exclusion) => exclusion.evse === null || exclusion.evse === evse),
    ordered: orderedOut(facts.orders, evse, now),
    closed: difference([everything], union(facts.open)),
  })
  const seen = intersection(outage.spans, observed)
  const counted = intersection(outage.counted, observed)

  sums.openMs = lengthOf(open)
  sums.availableMs = lengthOf(difference(open, seen))
  sums.occupiedMs = lengthOf(occupied)
  sums.chargingMs = lengthOf(charging)
  sums.observedMs = lengthOf(observed)
  sums.unobservedMs = lengthOf(there) - sums.observedMs
  sums.outageMs = lengthOf(seen)
  sums.excludedMs = sums.outageMs - lengthOf(counted)
  sums.failures = failuresOf(outage.counted, union(unobserved)).filter((at) => at >= span.from && at < span.to).length
  if (facts.ratedPowerW !== null) {
    sums.ratedMwh = Math.round((facts.ratedPowerW * sums.openMs) / 3600)
    sums.ratedEnergyMwh = sums.energyMwh
  }
  addTime(quarters, occupied, 'occupiedMs')
  addTime(quarters, charging, 'chargingMs')
}

/** Power from 0.1 kW on, or the status says so (KPI definitions 6). */
function chargingSpans({ session, course }: SessionFacts, now: number): Span[] {
  const until = occupiedUntil(session, now)
  const flowing = (stretchesOf(course) ?? []).filter(({ kind }) => kind === 'charging')
  const told = course.states.flatMap(({ at, state }, index) =>
    state === 'charging' ? [{ from: at, to: Math.min(until, course.states[index + 1]?.at ?? until) }] : [],
  )
  return union([...flowing, ...told])
}
