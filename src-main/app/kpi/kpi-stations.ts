import type { KpiEntity } from '#contract/kpi'
import { factOf } from '../../domain/compatibility'
import { FaultError } from '../fault-error'
import type { KpiScope, KpiStation } from '../kpi-ports'
import type { StationEntry, WorkingSet } from '../working-set'

/** Whose figures are meant, and where the stations of an entity are. */
export interface KpiStations {
  /** @throws FaultError */
  of(entity: KpiEntity): { name: string; entries: StationEntry[]; scope: KpiScope; timeZone: string }
  context(entry: StationEntry): KpiStation
  zoneOf(entry: StationEntry): string
}

export function createKpiStations(set: WorkingSet): KpiStations {
  const ownZone = set.organisation.newSite.timeZone
  const siteOf = ({ station }: StationEntry) => (station.site === null ? undefined : set.organisation.sites.get(station.site))
  const zoneOf = (entry: StationEntry) => siteOf(entry)?.timeZone ?? ownZone

  /** Dashboards of more than a station count those in production (KPI definitions 2). */
  function inProduction(fits: (entry: StationEntry) => boolean): StationEntry[] {
    return [...set.entries()].filter((entry) => entry.station.admission === 'registered' && entry.station.lifeCycle === 'production' && fits(entry))
  }

  function find(station: string): StationEntry {
    const entry = set.find(station)
    if (!entry) throw new FaultError('STATION_NOT_FOUND', { station })
    return entry
  }

  function members(entity: KpiEntity): { name: string; entries: StationEntry[] } {
    const { companies, sites, areas } = set.organisation
    switch (entity.kind) {
      case 'socket':
      case 'station': {
        const entry = find(entity.station)
        return { name: entry.station.name, entries: [entry] }
      }
      case 'area': {
        const area = areas.get(entity.id)
        if (!area) throw new FaultError('AREA_NOT_FOUND', { area: entity.id })
        return { name: area.name, entries: inProduction(({ station }) => station.area === entity.id) }
      }
      case 'site': {
        const site = sites.get(entity.id)
        if (!site) throw new FaultError('SITE_NOT_FOUND', { site: entity.id })
        return { name: site.name, entries: inProduction(({ station }) => station.site === entity.id) }
      }
      case 'company': {
        const company = companies.get(entity.id)
        if (!company) throw new FaultError('COMPANY_NOT_FOUND', { company: entity.id })
        return { name: company.name, entries: inProduction((entry) => siteOf(entry)?.company === entity.id) }
      }
      case 'all':
        return { name: '', entries: inProduction(() => true) }
    }
  }

  return {
    zoneOf,
    of(entity) {
      const { name, entries } = members(entity)
      const zones = new Set(entries.map(zoneOf))
      const [zone] = zones
      const stations = entries.map(({ station }) => station.station)
      return {
        name,
        entries,
        timeZone: zone !== undefined && zones.size === 1 ? zone : ownZone,
        scope: { stations, evse: entity.kind === 'socket' ? entity.evse : null },
      }
    },
    context(entry) {
      const { station } = entry
      const { compatibility } = station
      const isRated = compatibility.ratedPowerW !== undefined && compatibility.ratedPowerW.source !== 'proposed'
      return {
        station: station.station,
        timeZone: zoneOf(entry),
        openingHours: siteOf(entry)?.openingHours ?? null,
        ratedPowerW: isRated ? factOf(station, 'ratedPowerW') : null,
        places: station.connectors.map(({ evse, connector }) => ({ evse, connector })),
        productionFrom: station.firstSeenAt,
        connectionTimeoutMs: factOf(station, 'connectionTimeoutS') * 1000,
      }
    },
  }
}
