import { z } from 'zod'
import type { EpochMs } from './read-models'
import { identitySchema } from './vocabulary'

/** Figures of sockets, stations and what they belong to. Definitions: the KPI definitions, by section. */

const id = z.int().positive()

/** What figures are about. A socket is an EVSE; of a charger that speaks OCPP 1.6 a connector. */
export const kpiEntitySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('socket'), station: identitySchema, evse: z.int().min(1).max(10_000) }),
  z.object({ kind: z.literal('station'), station: identitySchema }),
  z.object({ kind: z.literal('area'), id }),
  z.object({ kind: z.literal('site'), id }),
  z.object({ kind: z.literal('company'), id }),
  z.object({ kind: z.literal('all') }),
])
export type KpiEntity = z.infer<typeof kpiEntitySchema>

/** A calendar day of the site, "2026-11-20". */
export const dateSchema = z.iso.date()

export const attemptCauses = [
  'card-refused', 'remote-refused', 'no-plug', 'plugged-not-started', 'fault', 'vehicle-link', 'no-energy', 'offline',
] as const
/** Why an attempt to charge failed (1.3); the first that fits. */
export type AttemptCause = (typeof attemptCauses)[number]
export const attemptSides = ['user', 'station', 'vehicle'] as const
export type AttemptSide = (typeof attemptSides)[number]

/** Shares are from 0 to 1. Null: there is nothing to divide by, shown as "n/a", never as 0 or 100 %. */
export interface KpiFigures {
  /** Without noise (0.1); by the day of their start, running ones included. */
  sessions: number
  noise: number
  /** Excluded from everything until somebody has looked at them. */
  implausible: number
  suspect: number
  /** Sessions with a mark, such as repaired or late. */
  marked: number
  attempts: number
  started: number
  causes: Record<AttemptCause, number>
  /** Plugged in and never identified: no attempt. */
  neverIdentified: number
  successRate: number | null
  /** Without those counted against the user. */
  technicalRate: number | null
  /** Delivered within the period, cut at midnight. */
  energyWh: number
  /** Ended sessions that averages are of. */
  completed: number
  durationMeanMs: number | null
  durationMedianMs: number | null
  energyPerSessionWh: number | null
  /** Time of all sockets: open, in a session, with energy. */
  openMs: number
  occupiedMs: number
  chargingMs: number
  utilization: number | null
  chargingUtilization: number | null
  /** Share of the time in sessions without energy. */
  idleShare: number | null
  /** Of what the rated power would allow; only sockets of which it is known. */
  energyUtilization: number | null
  /** Of the open time in which the sockets were not down. */
  utilizationOfAvailable: number | null
  /** Time of sessions without energy, by whose doing it was; `ofMs` is the duration of the sessions of which that is known. */
  inactivity: { vehicleMs: number; stationMs: number; unclearMs: number; ofMs: number; share: number | null }
  /** Time of all sockets in which Plugboard was running. */
  observedMs: number
  unobservedMs: number
  outageMs: number
  /** The part of the outage that does not count. */
  excludedMs: number
  uptime: number | null
  failures: number
  /** Null: no failure, so it is longer than the observed time. */
  mtbfMs: number | null
  mttrMs: number | null
  /** Of sockets that are down, share of the time between failures. */
  availability: number | null
}

export interface KpiDay extends KpiFigures {
  date: string
  /** Its bounds; 23 or 25 hours apart where the clock changes. Of today: until now. */
  from: EpochMs
  to: EpochMs
  /** The day is not over. */
  isOpen: boolean
  /** When figures of it changed after it was over, because of a late session or a correction. */
  revisedAt: EpochMs | null
}

/** Of one hour of the day, over all days of the period (10). */
export interface KpiHour {
  hour: number
  energyWh: number
  /** Mean power of charging sockets. */
  chargingPowerW: number | null
  /** Mean number of occupied sockets. */
  occupiedSockets: number
}

export interface KpiPeriod {
  entity: KpiEntity
  /** First and last day. */
  from: string
  to: string
  days: KpiDay[]
  total: KpiFigures
}

export interface Dashboard extends KpiPeriod {
  name: string
  timeZone: string
  now: EpochMs
  stations: number
  sockets: number
  /** Sum of the sockets of which it is known; null: of none. */
  ratedPowerW: number | null
  hours: KpiHour[]
  /** Peak usage (6): mean number of occupied sockets by weekday, Monday first, and hour; null: no such hour has passed. */
  week: (number | null)[][]
  /** Largest mean power over a quarter of an hour of the clock. */
  peak: { powerW: number; from: EpochMs } | null
  /** Mean power of the period over its peak. */
  loadFactor: number | null
  /** Peak over the sum of the rated power. */
  simultaneity: number | null
  /** What it is compared with, see the input. */
  compared: KpiPeriod | null
  /** Days of stations that are not computed yet, e.g. right after an update. */
  missingDays: number
  /** Since when today's figures are what they are; null: it has none. */
  todayAt: EpochMs | null
}

/** One station or socket of an entity beside the others. */
export interface KpiPart {
  station: string
  stationName: string
  /** Null: the whole station. */
  evse: number | null
  figures: KpiFigures
}

/** The running sessions of an entity. `revision` grows when figures of it have changed, and a dashboard is worth another look. */
export interface KpiLive {
  at: EpochMs
  revision: number
  active: number
  suspect: number
  energyWh: number
  powerW: number
  sessions: { session: number; station: string; evse: number | null; startedAt: EpochMs; energyWh: number; powerW: number | null }[]
}
