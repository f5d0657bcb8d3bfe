import type { KpiEntity, KpiLive } from '#contract/kpi'
import { isOpen, type Session } from '../../domain/session'
import { createPacer } from '../feeds/pacer'
import type { Clock } from '../ports'
import type { Presenter } from '../presenter'
import type { WorkingSet } from '../working-set'
import type { KpiStations } from './kpi-stations'

/** Often enough for whoever looks at a sum. */
const PACE_MS = 1_000

/** The running sessions of an entity, and when its figures are worth another look. */
export interface KpiLiveFeed {
  /** Figures of these stations are others now. */
  changed(stations: readonly string[]): void
  watch(entity: KpiEntity, signal: AbortSignal | undefined): AsyncGenerator<KpiLive, void>
}

export function createKpiLive({ clock, set, stations, presenter }: { clock: Clock; set: WorkingSet; stations: KpiStations; presenter: Presenter }): KpiLiveFeed {
  const listeners = new Set<(stations: readonly string[]) => void>()

  function view(entity: KpiEntity, revision: number): KpiLive {
    const { entries, scope } = stations.of(entity)
    const isMeant = ({ place }: Session) => scope.evse === null || place?.evse === scope.evse
    const open = entries.flatMap(({ station }) => set.openSessions(station.station)).filter((session) => isOpen(session) && isMeant(session))
    const running = open.filter(({ state }) => state === 'running')
    const sessions = running.map((session) => {
      const { energyWh, power, startedAt, place, station } = presenter.sessionRow(session)
      return { session: session.session, station, evse: place?.evse ?? null, startedAt, energyWh, powerW: power?.watts ?? null }
    })
    return {
      at: clock.now(),
      revision,
      active: running.length,
      suspect: open.length - running.length,
      energyWh: sessions.reduce((sum, { energyWh }) => sum + energyWh, 0),
      powerW: sessions.reduce((sum, { powerW }) => sum + (powerW ?? 0), 0),
      sessions,
    }
  }

  return {
    changed(names) {
      for (const listener of listeners) listener(names)
    },
    async *watch(entity, signal) {
      const pacer = createPacer(clock, signal, PACE_MS)
      const among = new Set(stations.of(entity).scope.stations)
      let revision = 0
      const noted = (names: readonly string[]) => {
        if (!names.some((name) => among.has(name))) return
        revision += 1
        pacer.wake()
      }
      listeners.add(noted)
      presenter.listen((change) => {
        noted(change.stations)
        const isOurs = (id: number) => among.has(set.session(id)?.station ?? '')
        if (change.sessions.some(isOurs) || change.samples.some(({ session }) => isOurs(session))) pacer.wake()
      }, signal)
      try {
        do yield view(entity, revision)
        while (await pacer.next())
      } finally {
        listeners.delete(noted)
      }
    },
  }
}
