import { factOf } from '../domain/compatibility'
import { connectorAt } from '../domain/station'
import { samePlace } from '../domain/session'
import type { Place } from '#contract/vocabulary'
import type { CentralSystem } from './central-system'
import type { Connections } from './connections'
import type { Clock } from './ports'
import type { WorkingSet } from './working-set'

/** A station takes this long beside its own waiting time to tell of a start (quirk T18). */
const GRACE_MS = 30_000

interface RemoteStart {
  station: string
  place: Place
  remoteStartId: number
  at: number
}

/** Remote starts that were accepted and have to become sessions; one that does not is told with its cause (quirk T18). */
export interface RemoteStarts {
  accepted(start: RemoteStart): void
  /** Looks whose time has come. */
  tick(): void
}

export function createRemoteStarts(parts: {
  clock: Clock
  set: WorkingSet
  connections: Connections
  central: Pick<CentralSystem, 'note'>
}): RemoteStarts {
  const { clock, set, connections, central } = parts
  let waiting: RemoteStart[] = []

  function hasBegun({ station, place, remoteStartId, at }: RemoteStart): boolean {
    return set
      .recentSessions(station)
      .some((session) => session.remoteStartId === remoteStartId || (session.heard.first >= at && samePlace(session.place, place)))
  }

  function deadlineOf({ station, at }: RemoteStart): number {
    const known = set.find(station)?.station
    return at + (known ? factOf(known, 'connectionTimeoutS') * 1000 : 0) + GRACE_MS
  }

  /** The first that fits (KPI definitions 1.3). */
  function causeOf({ station, place }: RemoteStart): string {
    const known = set.find(station)?.station
    const connector = known ? connectorAt(known, place) : null
    if (connections.live(station) === null) return 'the station is offline'
    if (connector?.status === 'faulted') return `the connector reports a fault: ${connector.fault?.code ?? 'unknown'}`
    if (connector?.status === 'available') return 'no car was plugged in'
    return 'plugged in, but not started'
  }

  return {
    accepted: (start) => void waiting.push(start),
    tick() {
      const now = clock.now()
      waiting = waiting.filter((start) => !hasBegun(start))
      const failed = waiting.filter((start) => now >= deadlineOf(start))
      if (failed.length === 0) return
      waiting = waiting.filter((start) => !failed.includes(start))
      central.note({
        findings: failed.map((start) => ({
          station: start.station,
          code: 'T18',
          detail: `remote start at ${start.place.evse} was accepted, nothing began: ${causeOf(start)}`,
          at: now,
          count: 1,
        })),
      })
    },
  }
}
