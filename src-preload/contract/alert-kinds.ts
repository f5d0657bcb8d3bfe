/** What can be watched for, and how each of it is set. The units are those in which a person enters a value. */

export const alertKinds = [
  'offline',
  'fault',
  'no-energy',
  'power-drop',
  'power-swing',
  'failed-starts',
  'refused-charging',
  'site-limit',
  'phase-imbalance',
  'boot-loop',
  'flapping',
  'clock-skew',
  'certificate',
  'disk',
  'session-anomaly',
] as const
export type AlertKind = (typeof alertKinds)[number]

export type AlertUnit = 'min' | 's' | 'days' | 'count' | 'percent' | 'A' | 'Wh' | 'GB' | 'factor' | 'sessions'

export interface AlertField {
  unit: AlertUnit
  byDefault: number
  least: number
  most: number
}

export interface AlertKindTraits {
  threshold: AlertField
  /** How far back is looked, or how long it has to last. Null: what is so now counts. */
  lookBack: AlertField | null
  /** Minutes for which it must be over before the alert ends. */
  resetMinutes: number
  /** What an alert of this kind is about; only what is at a place can be limited to a scope. */
  about: 'station' | 'site' | 'plugboard'
  severity: 'critical' | 'warning'
}

const field = (unit: AlertUnit, byDefault: number, least: number, most: number): AlertField => ({ unit, byDefault, least, most })
const minutes = (byDefault: number, least: number, most: number) => field('min', byDefault, least, most)

export const alertKindTraits: Readonly<Record<AlertKind, AlertKindTraits>> = {
  /** Minutes beyond those after which a station counts as offline (KPI definitions 2). */
  offline: { threshold: minutes(0, 0, 10_080), lookBack: null, resetMinutes: 0, about: 'station', severity: 'critical' },
  fault: { threshold: minutes(1, 0, 1_440), lookBack: null, resetMinutes: 5, about: 'station', severity: 'critical' },
  'no-energy': { threshold: minutes(10, 10, 1_440), lookBack: null, resetMinutes: 0, about: 'station', severity: 'warning' },
  /** KPI definitions 10: below this share of the mean of the minutes before. */
  'power-drop': { threshold: field('percent', 50, 5, 95), lookBack: minutes(5, 2, 60), resetMinutes: 5, about: 'station', severity: 'warning' },
  /** KPI definitions 10: so many changes of at least 30 %. */
  'power-swing': { threshold: field('count', 4, 2, 50), lookBack: minutes(5, 2, 60), resetMinutes: 10, about: 'station', severity: 'warning' },
  'failed-starts': { threshold: field('count', 3, 2, 100), lookBack: minutes(60, 10, 1_440), resetMinutes: 0, about: 'station', severity: 'critical' },
  'refused-charging': { threshold: field('Wh', 100, 10, 10_000), lookBack: null, resetMinutes: 0, about: 'station', severity: 'warning' },
  'site-limit': { threshold: field('percent', 100, 50, 200), lookBack: minutes(1, 0, 60), resetMinutes: 5, about: 'site', severity: 'critical' },
  'phase-imbalance': { threshold: field('A', 20, 1, 1_000), lookBack: minutes(1, 0, 60), resetMinutes: 5, about: 'site', severity: 'warning' },
  'boot-loop': { threshold: field('count', 5, 2, 100), lookBack: minutes(10, 5, 10), resetMinutes: 0, about: 'station', severity: 'critical' },
  flapping: { threshold: field('count', 10, 3, 500), lookBack: minutes(60, 5, 60), resetMinutes: 0, about: 'station', severity: 'warning' },
  'clock-skew': { threshold: field('s', 120, 5, 86_400), lookBack: null, resetMinutes: 10, about: 'station', severity: 'warning' },
  certificate: { threshold: field('days', 30, 1, 365), lookBack: null, resetMinutes: 0, about: 'plugboard', severity: 'warning' },
  disk: { threshold: field('GB', 2, 0.1, 1_000), lookBack: null, resetMinutes: 10, about: 'plugboard', severity: 'critical' },
  /** Interquartile ranges beyond the quarters of the socket's latest sessions. */
  'session-anomaly': { threshold: field('factor', 3, 1, 20), lookBack: field('sessions', 50, 20, 200), resetMinutes: 0, about: 'station', severity: 'warning' },
}
