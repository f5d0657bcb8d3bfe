import type { ChargingProfile, ChargingRules, ProfileIssue, ProfileIssueCode, ProfileKind, ProfilePurpose, ProfileTarget } from '#contract/charging'
import { amperes } from './rate'

export interface ProfileContext {
  target: ProfileTarget
  rules: ChargingRules
  purposes: readonly ProfilePurpose[]
  kinds: readonly ProfileKind[]
}

const longestS = { daily: 86_400, weekly: 604_800 }

/** What is wrong with a profile before it is sent, by the standard and by what the station can do. */
export function profileIssues(profile: ChargingProfile, context: ProfileContext): ProfileIssue[] {
  return [...ofPurpose(profile, context), ...ofTime(profile), ...ofPeriods(profile, context)]
}

const error = (code: ProfileIssueCode, more: Partial<ProfileIssue> = {}): ProfileIssue => ({
  code, isError: true, period: null, expected: null, ...more,
})

function ofPurpose(profile: ChargingProfile, { target, rules, purposes, kinds }: ProfileContext): ProfileIssue[] {
  const { purpose, kind } = profile
  const isWhole = purpose === 'station-max' || purpose === 'external' || purpose === 'local-generation'
  const isMisplaced = purpose === 'tx' ? target.evse === 0 : isWhole && target.evse !== 0
  const isTooHigh = rules.maxStackLevel !== null && profile.stackLevel > rules.maxStackLevel
  return [
    ...(purposes.includes(purpose) ? [] : [error('purpose-not-in-version')]),
    ...(kinds.includes(kind) ? [] : [error('kind-not-in-version')]),
    ...(isMisplaced ? [error('wrong-place')] : []),
    ...(purpose === 'tx' && target.session === null ? [error('no-session')] : []),
    // OCPP 1.6 3.13.1, 2.0.1 K01.FR.38: there is no session that it could be relative to.
    ...(purpose === 'station-max' && kind === 'relative' ? [error('relative-station-max')] : []),
    ...(isTooHigh ? [error('stack-level-too-high', { isError: false, expected: rules.maxStackLevel })] : []),
  ]
}

function ofTime({ kind, recurrency, startAt, durationS, validFrom, validTo }: ChargingProfile): ProfileIssue[] {
  const needsStart = kind === 'absolute' || kind === 'recurring'
  const mostS = kind === 'recurring' && recurrency !== null ? longestS[recurrency] : null
  return [
    ...(needsStart && startAt === null ? [error('no-start')] : []),
    ...(kind === 'recurring' && recurrency === null ? [error('no-recurrency')] : []),
    ...(mostS !== null && (durationS ?? 0) > mostS ? [error('too-long-for-recurrency', { expected: mostS })] : []),
    ...(validFrom !== null && validTo !== null && validFrom >= validTo ? [error('never-valid')] : []),
  ]
}

function ofPeriods(profile: ChargingProfile, { rules }: ProfileContext): ProfileIssue[] {
  const { periods, unit, kind, recurrency } = profile
  const mostS = kind === 'recurring' && recurrency !== null ? longestS[recurrency] : null
  const isTooMany = rules.maxPeriods !== null && periods.length > rules.maxPeriods
  return [
    ...(periods[0]?.startS === 0 ? [] : [error('first-period-not-at-zero', { period: 0 })]),
    ...(isTooMany ? [error('too-many-periods', { expected: rules.maxPeriods })] : []),
    ...periods.flatMap(({ startS, limit, phases }, period) => {
      const before = periods[period - 1]
      const isBelow = limit > 0 && amperes({ limit, unit, phases }, rules) < rules.minCurrentA - 0.05
      return [
        ...(before && startS <= before.startS ? [error('periods-not-rising', { period })] : []),
        ...(mostS !== null && startS >= mostS ? [error('too-long-for-recurrency', { period, expected: mostS })] : []),
        // No car charges with less (IEC 61851): it pauses instead.
        ...(isBelow ? [error('below-minimum', { isError: false, period, expected: rules.minCurrentA })] : []),
      ]
    }),
  ]
}
