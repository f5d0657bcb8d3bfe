import type { AttemptCause } from '#contract/kpi'

/** What days, sockets and stations are summed up from: ratios are made of sums alone, never of ratios (KPI definitions 0). */
export const sumNames = [
  'openMs', 'availableMs', 'occupiedMs', 'chargingMs', 'energyMwh', 'ratedEnergyMwh', 'ratedMwh',
  'sessions', 'noise', 'implausible', 'suspect', 'marked', 'completed', 'durationMs', 'sessionMwh',
  'vehicleMs', 'stationMs', 'unclearMs', 'followedMs',
  'attempts', 'started', 'cardRefused', 'remoteRefused', 'noPlug', 'pluggedNotStarted', 'fault', 'vehicleLink', 'noEnergy', 'offline', 'neverIdentified',
  'observedMs', 'unobservedMs', 'outageMs', 'excludedMs', 'failures',
] as const
export type SumName = (typeof sumNames)[number]

/**
 * Of one socket over one span of time. `availableMs`: open time in which it was not down. `ratedEnergyMwh`: energy of
 * sockets of which the rated power is known, `ratedMwh` what that power makes of the open time. `followedMs`: duration of
 * the sessions of which it is known how their time was used.
 */
export type DaySums = Record<SumName, number>

export const causeSums: Readonly<Record<AttemptCause, SumName>> = {
  'card-refused': 'cardRefused',
  'remote-refused': 'remoteRefused',
  'no-plug': 'noPlug',
  'plugged-not-started': 'pluggedNotStarted',
  fault: 'fault',
  'vehicle-link': 'vehicleLink',
  'no-energy': 'noEnergy',
  offline: 'offline',
}

// The keys of a literal.
export const noSums = (): DaySums => Object.fromEntries(sumNames.map((name) => [name, 0])) as DaySums

export function addSums(to: DaySums, sums: DaySums): DaySums {
  for (const name of sumNames) to[name] += sums[name]
  return to
}
