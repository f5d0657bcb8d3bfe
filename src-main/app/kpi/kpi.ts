import type { Dashboard, KpiEntity, KpiPart, KpiPeriod } from '#contract/kpi'
import type { Exclusion, ExclusionInput, FailedAttempt, LatestErrors, LinkQuality, PortUptime, SocketEventsDay } from '#contract/kpi-history'
import { sideOf } from '../../domain/kpi/attempts'
import { boundsOf, dateOf, dayAt, hoursPassed } from '../../domain/kpi/calendar'
import { type ErrorAt, repeatingOf } from '../../domain/kpi/errors'
import { causesOf, type VendorCodes } from '../../domain/fault-causes'
import { shareOf } from '../../domain/kpi/success'
import { neviUptime, uptimeOf } from '../../domain/kpi/uptime'
import { dayOf } from '../../domain/tariff/site-time'
import { FaultError } from '../fault-error'
import type { KpiReader, KpiStore, PeriodFigures } from '../kpi-ports'
import type { Clock } from '../ports'
import type { Presence } from '../presence'
import type { WorkingSet } from '../working-set'
import type { KpiStations } from './kpi-stations'
import type { RollUps } from './roll-ups'

const USUAL_DAYS = 7
const MOST_DAYS = 400
/** Rows of one picture. */
const MOST_SOCKETS = 100

interface PeriodInput {
  entity: KpiEntity
  from?: string | null | undefined
  to?: string | null | undefined
}

/** Figures and history of sockets, stations and what they belong to. @throws FaultError */
export interface Kpi {
  dashboard(input: PeriodInput & { compare?: 'before' | KpiEntity | null | undefined }): Promise<Dashboard>
  parts(input: PeriodInput & { by: 'station' | 'socket' }): Promise<KpiPart[]>
  socketEvents(input: { entity: KpiEntity; date?: string | null | undefined }): Promise<SocketEventsDay>
  failedAttempts(input: PeriodInput & { limit: number }): Promise<FailedAttempt[]>
  errors(input: PeriodInput & { limit: number }): Promise<LatestErrors>
  uptime(input: { entity: KpiEntity; month?: string | null | undefined }): Promise<PortUptime[]>
  linkQuality(input: { station: string; from?: string | null | undefined; to?: string | null | undefined }): Promise<LinkQuality>
  exclusions(entity: KpiEntity): Exclusion[]
  addExclusion(input: ExclusionInput, by: string): Exclusion
  removeExclusion(id: number, by: string): void
}

export function createKpi(parts: {
  clock: Clock
  set: WorkingSet
  stations: KpiStations
  rollUps: RollUps
  presence: Presence
  store: KpiStore
  reader: KpiReader
  vendorCodes: () => VendorCodes
}): Kpi {
  const { clock, set, stations, rollUps, presence, store, reader } = parts
  const nameOf = (station: string) => set.find(station)?.station.name ?? station

  /** First and last day; the last seven where nothing is said. */
  function daysOf({ from, to }: Omit<PeriodInput, 'entity'>, timeZone: string): { first: number; last: number } {
    const today = dayAt(timeZone, clock.now())
    const last = to == null ? today : dayOf(to)
    const first = from == null ? last - USUAL_DAYS + 1 : dayOf(from)
    const [early, late] = first <= last ? [first, last] : [last, first]
    return { first: Math.max(early, late - MOST_DAYS + 1), last: late }
  }

  async function period(entity: KpiEntity, days: { first: number; last: number }, isDetailed: boolean) {
    const found = stations.of(entity)
    const missingDays = await rollUps.ready(found.entries, days.first, days.last)
    const figures = await reader.period({ scope: found.scope, timeZone: found.timeZone, ...days, isDetailed })
    const now = clock.now()
    const until = figures.days.map((day) => ({ ...day, to: Math.max(day.from, Math.min(day.to, now)) }))
    return { found, missingDays, figures: { ...figures, days: until } }
  }

  const periodView = (entity: KpiEntity, { first, last }: { first: number; last: number }, { days, total }: PeriodFigures): KpiPeriod => ({
    entity, from: dateOf(first), to: dateOf(last), days, total,
  })

  async function compared(compare: 'before' | KpiEntity | null | undefined, entity: KpiEntity, { first, last }: { first: number; last: number }): Promise<KpiPeriod | null> {
    if (compare == null) return null
    const days = compare === 'before' ? { first: first - (last - first + 1), last: first - 1 } : { first, last }
    const other = compare === 'before' ? entity : compare
    const { figures } = await period(other, days, false)
    return periodView(other, days, figures)
  }

  return {
    async dashboard({ entity, compare, ...asked }) {
      presence.flush()
      const days = daysOf(asked, stations.of(entity).timeZone)
      const { found, missingDays, figures } = await period(entity, days, true)
      const sockets = found.entries.flatMap((entry) => {
        const { ratedPowerW, places } = stations.context(entry)
        const evses = new Set(places.map(({ evse }) => evse))
        return [...evses].filter((evse) => found.scope.evse === null || evse === found.scope.evse).map(() => ratedPowerW)
      })
      const rated = sockets.filter((power) => power !== null)
      const ratedPowerW = rated.length === 0 ? null : rated.reduce((sum, power) => sum + power, 0)
      const passedMs = figures.days.reduce((sum, { from, to }) => sum + to - from, 0)
      const meanW = shareOf(figures.total.energyWh * 3_600_000, passedMs)
      const { peak } = figures
      return {
        ...periodView(entity, days, figures),
        name: found.name,
        timeZone: found.timeZone,
        now: clock.now(),
        stations: found.entries.length,
        sockets: sockets.length,
        ratedPowerW,
        hours: figures.hours.map(({ energyMwh, occupiedMs, chargingMs }, hour) => ({
          hour,
          energyWh: energyMwh / 1000,
          chargingPowerW: shareOf(energyMwh * 3_600, chargingMs),
          occupiedSockets: occupiedMs / 3_600_000 / figures.days.length,
        })),
        week: weekView(figures, found.timeZone),
        peak,
        loadFactor: peak === null || meanW === null ? null : shareOf(meanW, peak.powerW),
        simultaneity: peak === null || ratedPowerW === null ? null : shareOf(peak.powerW, ratedPowerW),
        compared: await compared(compare, entity, days),
        missingDays,
        todayAt: figures.todayAt,
      }
    },
    async parts({ entity, by, ...asked }) {
      presence.flush()
      const { entries, scope, timeZone } = stations.of(entity)
      const days = daysOf(asked, timeZone)
      await rollUps.ready(entries, days.first, days.last)
      const rows = await reader.parts({ scope, ...days, by })
      return rows.map((row) => ({ ...row, stationName: nameOf(row.station) }))
    },
    async socketEvents({ entity, date }) {
      presence.flush()
      const { entries, scope, timeZone } = stations.of(entity)
      const now = clock.now()
      const day = date == null ? dayAt(timeZone, now) : dayOf(date)
      const sockets: SocketEventsDay['sockets'] = []
      let omitted = 0
      for (const entry of entries) {
        const context = stations.context(entry)
        const { station, name } = entry.station
        if (sockets.length >= MOST_SOCKETS) {
          omitted += new Set(context.places.map(({ evse }) => evse)).size
          continue
        }
        const rows = await reader.timeline({ context, day, now })
        const wanted = rows.filter(({ evse }) => scope.evse === null || evse === scope.evse)
        sockets.push(...wanted.map((row) => ({ station, stationName: name, ...row })))
      }
      const bounds = boundsOf(timeZone, day)
      return { date: dateOf(day), timeZone, ...bounds, until: Math.max(bounds.from, Math.min(bounds.to, now)), sockets, omitted }
    },
    async failedAttempts({ entity, limit, ...asked }) {
      const { entries, scope, timeZone } = stations.of(entity)
      const days = daysOf(asked, timeZone)
      await rollUps.ready(entries, days.first, days.last)
      const rows = await reader.failedAttempts({ scope, ...days, limit })
      return rows.map((row) => ({ ...row, stationName: nameOf(row.station), against: sideOf[row.cause] }))
    },
    async errors({ entity, limit, ...asked }) {
      presence.flush()
      const { scope, timeZone } = stations.of(entity)
      const { first, last } = daysOf(asked, timeZone)
      const span = { from: boundsOf(timeZone, first).from, to: boundsOf(timeZone, last).to }
      const { entries, unobservedMs } = await reader.errors({ scope, ...span, limit, now: clock.now() })
      const repeating = repeatingOf(entries)
      return {
        entries: entries.slice(0, limit).map((entry) => {
          const { vendorId: _, ...shown } = entry
          return { ...shown, stationName: nameOf(entry.station), text: textOf(entry), isRepeating: repeating.has(entry) }
        }),
        unobservedMs,
      }
    },
    async uptime({ entity, month }) {
      const { scope, timeZone } = stations.of(entity)
      const thisMonth = dateOf(dayAt(timeZone, clock.now())).slice(0, 7)
      const last = dayOf(`${month ?? thisMonth}-01`) - 1
      const [year = 0, monthOfYear = 0] = dateOf(last + 1).split('-').map(Number)
      const first = dayOf(`${year - 1}-${String(monthOfYear).padStart(2, '0')}-01`)
      const rows = await reader.uptime({ scope, first, last })
      return rows.map(({ firstDay, observedMs, ...row }) => ({
        ...row,
        stationName: nameOf(row.station),
        nevi: firstDay > first ? null : neviUptime(row),
        raw: uptimeOf({ ...row, observedMs }),
        since: dateOf(firstDay),
      }))
    },
    async linkQuality({ station: identity, ...asked }) {
      presence.flush()
      const { entries: [entry], timeZone } = stations.of({ kind: 'station', station: identity })
      const { first, last } = daysOf(asked, timeZone)
      const station = entry?.station.station ?? identity
      const quality = await reader.linkQuality({ station, from: boundsOf(timeZone, first).from, to: boundsOf(timeZone, last).to, now: clock.now() })
      return { ...quality, clockSkewMs: entry?.station.clockSkewMs ?? null }
    },
    exclusions(entity) {
      const { scope } = stations.of(entity)
      const among = new Set(scope.stations)
      return store.exclusions().filter(({ station, evse }) => among.has(station) && (scope.evse === null || evse === null || evse === scope.evse))
    },
    addExclusion(input, by) {
      const entry = set.find(input.station)
      if (!entry) throw new FaultError('STATION_NOT_FOUND', { station: input.station })
      const exclusion = { ...input, station: entry.station.station, enteredAt: clock.now(), enteredBy: by }
      const id = store.addExclusion(exclusion)
      rollUps.touch(exclusion.station, input.from, input.to, true)
      return { ...exclusion, id, removedAt: null, removedBy: null }
    },
    removeExclusion(id, by) {
      const known = store.exclusions().find((one) => one.id === id)
      if (!known) throw new FaultError('EXCLUSION_NOT_FOUND', { exclusion: id })
      if (known.removedAt !== null) return
      store.removeExclusion(id, { removedAt: clock.now(), removedBy: by })
      rollUps.touch(known.station, known.from, known.to, true)
    },
  }

  /** Of today only what has passed. */
  function weekView({ week, days }: PeriodFigures, timeZone: string): (number | null)[][] {
    const passed = hoursPassed(timeZone, days)
    return week.map((hours, weekday) => hours.map((occupiedMs, hour) => shareOf(occupiedMs, passed[weekday]?.[hour] ?? 0)))
  }

  function textOf({ station: identity, code, vendorCode, vendorId, info }: ErrorAt) {
    const entry = set.find(identity)
    if (!entry || code === null) return null
    const causes = causesOf({ code, info, vendorCode, vendorId }, entry.station, parts.vendorCodes())
    return causes.find(({ text }) => text !== null)?.text ?? null
  }
}
