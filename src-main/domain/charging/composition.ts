import type { ProfilePurpose, RateUnit, ScheduleSegment } from '#contract/charging'
import { changesOf, type Rate, rateAt, type StandingProfile } from './profile-limit'
import { converted, type Supply } from './rate'

/** What the profiles of a station come to at one EVSE (or, EVSE 0, at the station as a whole). See ADR on composition. */
export interface Composition {
  profiles: readonly StandingProfile[]
  evse: number
  supply: Supply
  unit: RateUnit
  /** The session charges with priority, which overrules what is set for sessions (OCPP 2.1 K). */
  hasPriority: boolean
}

/** What should be in effect at an instant; null: nothing limits. */
export function limitAt(composition: Composition, at: number): Rate | null {
  return smallest(Object.values(limitsAt(composition, at)))
}

/** Whose limit that is: what comes from outside the station holds for the site, the others for it or for the session. */
export type LimitSource = 'site' | 'station' | 'session'

export function limitSourceAt(composition: Composition, at: number): LimitSource | null {
  const limits = limitsAt(composition, at)
  const least = smallest(Object.values(limits))
  return (['session', 'station', 'site'] as const).find((source) => least !== null && limits[source]?.limit === least.limit) ?? null
}

function limitsAt(composition: Composition, at: number): Record<LimitSource, Rate | null> {
  const of = (purpose: ProfilePurpose) => leading(composition, purpose, at)
  const priority = composition.hasPriority ? of('priority') : null
  const session = composition.evse === 0 ? null : (priority ?? of('tx') ?? of('tx-default'))
  return { station: of('station-max'), site: withLocal(of('external'), of('local-generation')), session }
}

/**
 * Of one purpose the highest stack level that says something at the instant leads; on one level what is set for the
 * EVSE comes before what is set for all (OCPP 1.6 3.13.2, 2.0.1 K01.FR.06).
 */
function leading({ profiles, evse, supply, unit }: Composition, purpose: ProfilePurpose, at: number): Rate | null {
  const candidates = profiles
    .filter((standing) => standing.content.purpose === purpose && (standing.evse === 0 || standing.evse === evse))
    .sort((a, b) => b.content.stackLevel - a.content.stackLevel || b.evse - a.evse || b.since - a.since)
  for (const standing of candidates) {
    const rate = rateAt(standing, at)
    if (rate) return converted(rate, unit, supply)
  }
  return null
}

/** What is generated here may be used on top of what comes from outside (OCPP 2.1 K). */
function withLocal(external: Rate | null, local: Rate | null): Rate | null {
  return external && local ? { ...external, limit: external.limit + local.limit } : external
}

function smallest(rates: readonly (Rate | null)[]): Rate | null {
  const known = rates.filter((rate) => rate !== null)
  const first = known[0]
  if (!first) return null
  const lowest = known.reduce((least, rate) => (rate.limit < least.limit ? rate : least), first)
  const phases = known.flatMap((rate) => rate.phases ?? [])
  return { ...lowest, phases: phases.length > 0 ? Math.min(...phases) : null }
}

/** The composition over a stretch of time; neighbours that say the same are one. */
export function schedule(composition: Composition, window: { from: number; until: number }): ScheduleSegment[] {
  return segments(window, composition.profiles, (at) => limitAt(composition, at))
}

/** One profile alone, over a stretch of time. */
export function scheduleOf(standing: StandingProfile, window: { from: number; until: number }, as: { unit: RateUnit; supply: Supply }): ScheduleSegment[] {
  return segments(window, [standing], (at) => {
    const rate = rateAt(standing, at)
    return rate && converted(rate, as.unit, as.supply)
  })
}

function segments(
  window: { from: number; until: number },
  profiles: readonly StandingProfile[],
  read: (at: number) => Rate | null,
): ScheduleSegment[] {
  const edges = [...new Set([window.from, ...profiles.flatMap((standing) => changesOf(standing, window))])].sort((a, b) => a - b)
  const found: ScheduleSegment[] = []
  for (const [index, from] of edges.entries()) {
    const rate = read(from)
    const until = edges[index + 1] ?? window.until
    const last = found.at(-1)
    const limit = rate?.limit ?? null
    const phases = rate?.phases ?? null
    if (last && last.limit === limit && last.phases === phases) last.until = until
    else found.push({ from, until, limit, phases })
  }
  return found
}

/** Since when the limit at the instant has been what it is, no further back than `from`. */
export function limitSince(composition: Composition, at: number, from: number): number {
  const past = schedule(composition, { from, until: at + 1 })
  return past.at(-1)?.from ?? at
}
