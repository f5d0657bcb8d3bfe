import type { StationActions } from '#contract/commands'
import type { PayloadIssue } from '#contract/vocabulary'
import type { ActionCatalog, StationConnection } from '../ocpp/station-host'
import type { Connections } from './connections'
import { FaultError } from './fault-error'
import type { WorkingSet } from './working-set'

interface ActionCall {
  action: string
  payload: Record<string, unknown>
}

/** What a station can be sent in the words of its own version. */
export interface Actions {
  /** @throws FaultError */
  of(station: string): StationActions
  /** @throws FaultError for an action that the version does not have */
  check(call: ActionCall & { station: string }): PayloadIssue[]
  /** @throws FaultError when the call cannot be sent over this connection as it stands */
  demand(connection: StationConnection, call: ActionCall): void
}

export function createActions(parts: { catalog: ActionCatalog; set: WorkingSet; connections: Connections }): Actions {
  const { catalog, set, connections } = parts

  /** Of the live connection, else of the last one. */
  function protocolOf(station: string): string | null {
    const entry = set.find(station)
    if (!entry) throw new FaultError('STATION_NOT_FOUND', { station })
    return connections.live(entry.station.station)?.protocol ?? entry.protocol
  }

  function issues(station: string, protocol: string | null, { action, payload }: ActionCall): PayloadIssue[] {
    const found = protocol === null ? null : catalog.check(protocol, action, payload)
    if (found === null) throw new FaultError('NOT_SUPPORTED', { station, request: action })
    return found
  }

  return {
    of(station) {
      const protocol = protocolOf(station)
      return { protocol, actions: (protocol === null ? null : catalog.actions(protocol)) ?? [] }
    },
    check: (call) => issues(call.station, protocolOf(call.station), call),
    demand({ station, protocol }, call) {
      const found = issues(station, protocol, call)
      if (found.length > 0) throw new FaultError('INVALID_PAYLOAD', { station, action: call.action, issues: found })
    },
  }
}
