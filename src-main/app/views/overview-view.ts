import { connectorState } from '#contract/connector-state'
import type { Notice, Overview } from '#contract/read-models'
import type { StationRow } from '#contract/stations'

/** The counts of the whole depot, from the same rows that the list shows; what is retired does not count. */
export function overviewOf(rows: readonly StationRow[], also: { notices: Notice[]; deskItems: number; securityItems: number; now: number }): Overview {
  const registered = rows.filter((row) => row.admission === 'registered' && row.lifeCycle !== 'retired')
  const connectors = registered.filter((row) => row.link === 'up').flatMap((row) => row.connectors)
  const count = (predicate: (row: StationRow) => boolean) => registered.filter(predicate).length
  const states = { available: 0, charging: 0, suspended: 0, occupied: 0, reserved: 0, unavailable: 0, faulted: 0, unknown: 0 }
  for (const connector of connectors) states[connectorState(connector)] += 1
  return {
    at: also.now,
    stations: {
      registered: registered.length,
      online: count((row) => row.connection === 'online'),
      offline: count((row) => row.connection === 'offline'),
      unknown: count((row) => row.connection === 'unknown'),
      linked: count((row) => row.link === 'up'),
    },
    connectors: states,
    powerW: registered.reduce((sum, row) => sum + (row.power?.watts ?? 0), 0),
    runningSessions: registered.reduce((sum, row) => sum + row.runningSessions, 0),
    newStations: rows.filter((row) => row.admission === 'quarantined').length,
    deskItems: also.deskItems,
    securityItems: also.securityItems,
    notices: also.notices,
  }
}
