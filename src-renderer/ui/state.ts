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
