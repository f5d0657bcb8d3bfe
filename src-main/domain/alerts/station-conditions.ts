import { bootLoopOf } from '../decide/boot'
import { connectionLostAt, stationStatus } from '../connection-status'
import type { Connector, Fault, Station } from '../station'
import { MINUTE_MS, nameOfPlace, type Observation, type Setting } from './observation'

export interface StationFacts {
  station: Station
  /** Any frame, pongs included. */
  lastSeenAt: number | null
  /** Since when Plugboard runs: before that nobody listened. */
  listeningSince: number
  /** Receive times of its connects of the last hour. */
  connects: readonly number[]
  now: number
}

type About = Pick<Observation, 'kind' | 'since'> & Partial<Observation>

export const about = (station: Pick<Station, 'station' | 'site'>, { kind, ...rest }: About): Observation => ({
  subject: `${station.station} ${nameOfPlace(rest.place ?? null)}`.trim(),
  station: station.station,
  site: station.site,
  place: null,
  session: null,
  figures: {},
  words: {},
  kind,
  ...rest,
})

/** The outage began with the last sign of life, and is told when its limit has passed (KPI definitions 2). */
export function offline({ station, lastSeenAt, listeningSince, now }: StationFacts, { threshold }: Setting): Observation[] {
  const { heartbeatIntervalS } = station
  // A restart of Plugboard is no outage of anybody: stations get the time that they always have.
  const heard = lastSeenAt === null ? null : Math.max(lastSeenAt, listeningSince)
  const lostAt = connectionLostAt({ heartbeatIntervalS, lastSeenAt: heard })
  if (lostAt === null || lastSeenAt === null || now < lostAt + threshold * MINUTE_MS) return []
  return [about(station, { kind: 'offline', since: lastSeenAt })]
}

export function fault({ station, now }: StationFacts, { threshold }: Setting): Observation[] {
  const faulted = station.connectors.filter(({ status }) => status === 'faulted')
  const all = faulted.length === 0 && stationStatus(station) === 'faulted' ? [ofStation(station, now)] : faulted.map((connector) => ofConnector(station, connector, now))
  return all.filter(({ since }) => now - since >= threshold * MINUTE_MS)
}

function ofConnector(station: Station, connector: Connector, now: number): Observation {
  const since = connector.fault?.since ?? connector.since ?? now
  const place = { evse: connector.evse, connector: connector.connector }
  return about(station, { kind: 'fault', since, place, words: wordsOf(connector.fault, 'connector') })
}

function ofStation(station: Station, now: number): Observation {
  const since = station.fault?.since ?? now
  return about(station, { kind: 'fault', since, words: wordsOf(station.fault, 'station') })
}

function wordsOf(told: Fault | null, variant: string): Record<string, string> {
  const codes = [told?.rawCode ?? told?.code, told?.vendorCode].filter((code) => code !== null && code !== undefined && code !== '')
  return { variant: codes.length === 0 ? `${variant}-bare` : variant, code: codes.join(', '), info: told?.info ?? '' }
}

/** Quirk B05. Only the boots of the last ten minutes are known. */
export function bootLoop({ station, now }: StationFacts, { threshold, lookBack }: Setting): Observation[] {
  const boots = station.recentBoots.filter((at) => now - at < (lookBack ?? 10) * MINUTE_MS)
  const loop = bootLoopOf(station, now)
  const since = Math.min(...boots, loop?.since ?? Infinity)
  return boots.length >= threshold ? [about(station, { kind: 'boot-loop', since, figures: { bootCount: boots.length, lookBackMs: (lookBack ?? 10) * MINUTE_MS } })] : []
}

/** Quirk C17. */
export function flapping({ station, connects, now }: StationFacts, { threshold, lookBack }: Setting): Observation[] {
  const lookBackMs = (lookBack ?? 60) * MINUTE_MS
  const recent = connects.filter((at) => now - at < lookBackMs)
  return recent.length > threshold ? [about(station, { kind: 'flapping', since: recent[0] ?? now, figures: { connectCount: recent.length, lookBackMs } })] : []
}

export function clockSkew({ station, lastSeenAt, now }: StationFacts, { threshold }: Setting): Observation[] {
  const skewMs = station.clockSkewMs
  if (skewMs === null || Math.abs(skewMs) < threshold * 1000) return []
  return [about(station, { kind: 'clock-skew', since: lastSeenAt ?? now, figures: { skewMs: Math.abs(skewMs) }, words: { variant: skewMs > 0 ? 'ahead' : 'behind' } })]
}
