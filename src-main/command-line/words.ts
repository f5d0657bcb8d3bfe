import type { Admission, ChargingState, ConnectorStatus, Mark, SessionState } from '#contract/vocabulary'

/** What the tables say; `--json` has the codes. */

export const admissionWords: Record<Admission, string> = { registered: 'in use', quarantined: 'waits to be accepted', refused: 'refused' }

export const linkWords = { up: 'connected', down: 'not connected' } as const

export const statusWords: Record<ConnectorStatus, string> = {
  available: 'available',
  occupied: 'occupied',
  reserved: 'reserved',
  unavailable: 'out of service',
  faulted: 'faulted',
  unknown: 'not told',
}

export const chargingWords: Record<ChargingState, string> = {
  charging: 'charging',
  'ev-connected': 'vehicle connected',
  'suspended-ev': 'paused by the vehicle',
  'suspended-evse': 'paused by the charger',
  idle: 'idle',
}

export const sessionWords: Record<SessionState, string> = { running: 'in progress', suspect: 'perhaps over', completed: 'ended' }

export const markWords: Record<Mark, string> = {
  repaired: 'repaired',
  derived: 'derived',
  'clock-invalid': 'clock invalid',
  'local-time': 'local time',
  late: 'late',
  unmatched: 'unmatched',
  suspect: 'suspect',
  'stop-only': 'end only',
  conflict: 'conflict',
  incomplete: 'incomplete',
  unauthorised: 'unauthorised',
}
