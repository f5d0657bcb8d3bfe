import type { ChargingProfile, ChargingRules, ProfileTarget, RateUnit, SchedulePeriod } from '#contract/charging'

const HOUR = 3_600_000
const DAY_S = 86_400

export interface Draft {
  target: ProfileTarget
  profile: ChargingProfile
  /** The profile that it came from. */
  replaces: number | null
}

/** The last quarter of an hour: schedules are easier to read from there. */
export const quarterBefore = (now: number) => Math.floor(now / (HOUR / 4)) * (HOUR / 4)

/** The last local midnight. */
export function midnightBefore(now: number): number {
  const day = new Date(now)
  day.setHours(0, 0, 0, 0)
  return day.getTime()
}

/** What a connector is given where nothing else is known. */
export function usualRate(unit: RateUnit, { phases, voltageV }: ChargingRules): number {
  return unit === 'A' ? 16 : Math.round((16 * phases * voltageV) / 100) * 100
}

export function newProfile(target: ProfileTarget, rules: ChargingRules, now: number): ChargingProfile {
  const unit = rules.units[0] ?? 'A'
  const purpose = target.evse === 0 ? 'station-max' : 'tx-default'
  return {
    purpose, stackLevel: 0, kind: 'absolute', recurrency: null, validFrom: null, validTo: null,
    startAt: quarterBefore(now), durationS: null, unit, minRate: null,
    periods: [{ startS: 0, limit: usualRate(unit, rules), phases: null }],
  }
}

export const presets = ['night', 'minimum', 'half', 'pause'] as const
export type Preset = (typeof presets)[number]

/** Common schedules, in the unit and for the connector at hand. */
export function withPreset(profile: ChargingProfile, preset: Preset, rules: ChargingRules, now: number): ChargingProfile {
  const { unit } = profile
  const full = 2 * usualRate(unit, rules)
  const least = unit === 'A' ? rules.minCurrentA : Math.ceil((rules.minCurrentA * rules.phases * rules.voltageV) / 100) * 100
  const constant = (limit: number): ChargingProfile => ({ ...profile, periods: [{ startS: 0, limit, phases: null }] })
  switch (preset) {
    case 'night':
      return {
        ...profile, kind: 'recurring', recurrency: 'daily', startAt: midnightBefore(now), durationS: null,
        periods: [{ startS: 0, limit: full, phases: null }, { startS: 6 * 3600, limit: least, phases: null }, { startS: 22 * 3600, limit: full, phases: null }],
      }
    case 'minimum':
      return constant(least)
    case 'half':
      return constant(full / 2)
    case 'pause':
      return constant(0)
  }
}

/** Where the periods are drawn from. A schedule that waits for a session is drawn as if one began now. */
export function startOfDraft({ kind, startAt }: ChargingProfile, now: number): number {
  return kind === 'absolute' || kind === 'recurring' ? (startAt ?? quarterBefore(now)) : quarterBefore(now)
}

/** How long a stretch is drawn: a day or a week where it repeats, else to a while after its last change. */
export function spanOfDraft({ kind, recurrency, durationS, periods }: ChargingProfile): number {
  if (kind === 'recurring') return (recurrency === 'weekly' ? 7 * DAY_S : DAY_S) * 1000
  const last = durationS ?? (periods.at(-1)?.startS ?? 0) + 4 * 3600
  return Math.max(DAY_S / 4, Math.ceil(last / 3600) * 3600) * 1000
}

const GRID_S = 300

/** A period moved: to the grid, between its neighbours, the first one stays at the beginning. */
export function movedPeriod(periods: readonly SchedulePeriod[], index: number, to: { startS: number; limit: number }): SchedulePeriod[] {
  const before = periods[index - 1]
  const after = periods[index + 1]
  const gridded = Math.round(to.startS / GRID_S) * GRID_S
  const startS = index === 0 ? 0 : Math.max((before?.startS ?? 0) + GRID_S, Math.min(gridded, (after?.startS ?? Infinity) - GRID_S))
  return periods.map((period, position) => (position === index ? { ...period, startS, limit: Math.max(0, to.limit) } : period))
}

/** A new period half way to the next one, or two hours after the last. */
export function withPeriodAfter(periods: readonly SchedulePeriod[], index: number): SchedulePeriod[] {
  const here = periods[index]
  if (!here) return [...periods]
  const next = periods[index + 1]
  const startS = next ? Math.round((here.startS + next.startS) / 2 / GRID_S) * GRID_S : here.startS + 2 * 3600
  if (next && (startS <= here.startS || startS >= next.startS)) return [...periods]
  return [...periods.slice(0, index + 1), { ...here, startS }, ...periods.slice(index + 1)]
}

export const withoutPeriod = (periods: readonly SchedulePeriod[], index: number): SchedulePeriod[] =>
  index === 0 ? [...periods] : periods.filter((_, position) => position !== index)
