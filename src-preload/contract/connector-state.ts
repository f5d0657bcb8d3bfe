import type { ConnectorView } from './stations'
import type { ConnectorStatus } from './vocabulary'

/** One word per connector, for counts, filters and badges alike. */
export type ConnectorState = ConnectorStatus | 'charging' | 'suspended'

/** A fault outweighs all, then whether energy flows, then what the connector says. */
export function connectorState(connector: Pick<ConnectorView, 'status' | 'chargingState'>): ConnectorState {
  if (connector.status === 'faulted' || connector.status === 'unavailable') return connector.status
  switch (connector.chargingState) {
    case 'charging':
      return 'charging'
    case 'suspended-ev':
    case 'suspended-evse':
      return 'suspended'
    case 'ev-connected':
    case 'idle':
      return 'occupied'
    case null:
      return connector.status
  }
}
