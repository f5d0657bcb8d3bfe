import type { ChargingProfile, RateUnit, SchedulePeriod } from '#contract/charging'

/** A profile with what it needs to be read: since when it stands, and when the session that it is about began. */
export interface StandingProfile {
  /** Ours; null: a draft, or one that the station holds of itself. */
  profile: number | null
  evse: number
  content: ChargingProfile
  /** It limits nothing before. */
  since: number
  /** Of the session at the place that is looked at; null: none runs. Relative schedules count from there. */
  sessionStartedAt: number | null
}

export interface Rate {
  limit: number
  unit: RateUnit
  phases: number | null
}

const DAY_S = 86_400
const repetitionS = { daily: DAY_S, weekly: 7 * DAY_S }

/** What the profile allows at an instant; null: it says nothing about it. */
export function rateAt(standing: StandingProfile, at: number): Rate | null {
  const { content, since } = standing
  if (at < since || !isValidAt(content, at)) return null
  const offsetS = offsetAt(standing, at)
  if (offsetS === null || (content.durationS !== null && offsetS >= content.durationS)) return null
  const period = periodAt(content.periods, offsetS)
  return period && { limit: period.limit, unit: content.unit, phases: period.phases }
}

const isValidAt = ({ validFrom, validTo }: ChargingProfile, at: number): boolean =>
  (validFrom === null || at >= validFrom) && (validTo === null || at < validTo)

/** Seconds since the schedule began, or began again; null: it has not. */
function offsetAt(standing: StandingProfile, at: number): number | null {
  const start = startOf(standing)
  if (start === null || at < start) return null
  const elapsedS = (at - start) / 1000
  const { kind, recurrency } = standing.content
  return kind === 'recurring' && recurrency !== null ? elapsedS % repetitionS[recurrency] : elapsedS
}

/** Null: it counts from a session, and none runs. */
export function startOf({ content, since, sessionStartedAt }: StandingProfile): number | null {
  switch (content.kind) {
    case 'absolute':
    case 'recurring':
      return content.startAt ?? since
    case 'relative':
      return sessionStartedAt
    case 'dynamic':
      return since
  }
}

function periodAt(periods: readonly SchedulePeriod[], offsetS: number): SchedulePeriod | null {
  return periods.filter(({ startS }) => startS <= offsetS).at(-1) ?? null
}

/** The instants within the window at which the profile may allow something else. */
export function changesOf(standing: StandingProfile, window: { from: number; until: number }): number[] {
  const { content, since } = standing
  const start = startOf(standing)
  const edges = [since, content.validFrom, content.validTo].filter((edge) => edge !== null)
  if (start !== null) {
    const offsets = [...content.periods.map(({ startS }) => startS), ...(content.durationS === null ? [] : [content.durationS])]
    for (const round of roundsOf(standing, start, window)) edges.push(...offsets.map((offsetS) => round + offsetS * 1000))
  }
  return edges.filter((edge) => edge > window.from && edge < window.until)
}

/** Each beginning of the schedule that may reach into the window. */
function roundsOf({ content: { kind, recurrency } }: StandingProfile, start: number, window: { from: number; until: number }): number[] {
  if (kind !== 'recurring' || recurrency === null) return [start]
  const stepMs = repetitionS[recurrency] * 1000
  const first = start + Math.max(0, Math.floor((window.from - start) / stepMs)) * stepMs
  const rounds = []
  for (let round = first; round < window.until; round += stepMs) rounds.push(round)
  return rounds
}
