import type { ConnectorView } from '#contract/read-models'

/** What a badge can show of a connector or charger: status and charging state in one word. */
export const visibleStates = [
  'available',
  'charging',
  'suspended',
  'occupied',
  'reserved',
  'unavailable',
  'faulted',
  'unknown',
  'offline',
] as const
export type VisibleState = (typeof visibleStates)[number]

/** A shape for each state, so that colour is never the only sign. */
export const stateIcons: Record<VisibleState, string> = {
  available: 'i-lucide-circle',
  charging: 'i-lucide-zap',
  suspended: 'i-lucide-pause',
  occupied: 'i-lucide-plug',
  reserved: 'i-lucide-bookmark',
  unavailable: 'i-lucide-ban',
  faulted: 'i-lucide-triangle-alert',
  unknown: 'i-lucide-circle-question-mark',
  offline: 'i-lucide-unplug',
}

/** What happens at a connector, in the same eight words as the counts of the overview. */
export function connectorState(connector: Pick<ConnectorView, 'status' | 'chargingState'>): VisibleState {
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
