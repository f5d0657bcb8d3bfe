import { createKpi } from '../kpi/kpi'
import { createKpiStations } from '../kpi/kpi-stations'
import { createKpiLive } from '../kpi/live'
import { createRollUps } from '../kpi/roll-ups'
import { createWarmUp } from '../kpi/warm-up'
import { createPresence } from '../presence'
import type { Presenter } from '../presenter'
import type { VendorCodes } from '../../domain/fault-causes'
import type { Ground } from './ground'

/** Key figures, and what they are made of: the roll-ups of days, and when stations were there. */
export function startFigures(parts: Ground & { presenter: Presenter; vendorCodes: () => VendorCodes }) {
  const { clock, set, store } = parts
  const stations = createKpiStations(set)
  const kpiLive = createKpiLive({ ...parts, stations })
  const rollUps = createRollUps({
    ...parts,
    stations,
    store: store.kpi,
    reader: store.kpiReader,
    since: store.presence.load().lastObservation?.to ?? null,
    changed: kpiLive.changed,
  })
  const presence = createPresence({ clock, set, store: store.presence, changed: (station, from) => rollUps.touch(station, from, clock.now()) })
  const kpi = createKpi({ ...parts, stations, rollUps, presence, store: store.kpi, reader: store.kpiReader })
  const warmUp = createWarmUp({ ...parts, stations, reader: store.kpiReader })
  return { kpi, kpiLive, rollUps, presence, warmUp }
}
