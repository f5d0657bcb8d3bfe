/**
 * The windows that the rail and the palette lead to. `active` names routes that belong to the same place; `opens` says
 * that a group begins: what happens now, what was charged, for whom and at which price, what is looked into.
 */
export const places = [
  { name: 'overview', to: '/', icon: 'i-lucide-layout-dashboard', label: 'frame.overview', active: ['overview', 'plan'] },
  { name: 'stations', to: '/stations', icon: 'i-lucide-list', label: 'frame.stations', active: ['stations', 'charger', 'console', 'configuration', 'charging'] },
  { name: 'new-chargers', to: '/new', icon: 'i-lucide-inbox', label: 'frame.newChargers', active: ['new-chargers'] },
  { name: 'doctor', to: '/doctor', icon: 'i-lucide-stethoscope', label: 'frame.doctor', active: ['doctor'] },
  { name: 'sessions', to: '/sessions', icon: 'i-lucide-battery-charging', label: 'frame.sessions', active: ['sessions', 'session'], opens: true },
  { name: 'desk', to: '/desk', icon: 'i-lucide-clipboard-check', label: 'frame.desk', active: ['desk'] },
  { name: 'organisation', to: '/organisation', icon: 'i-lucide-network', label: 'frame.organisation', active: ['organisation'], opens: true },
  { name: 'people', to: '/people', icon: 'i-lucide-users', label: 'frame.people', active: ['people'] },
  { name: 'tariffs', to: '/tariffs', icon: 'i-lucide-tags', label: 'frame.tariffs', active: ['tariffs', 'tariff'] },
  { name: 'bills', to: '/bills', icon: 'i-lucide-receipt', label: 'frame.bills', active: ['bills', 'bill'] },
  { name: 'transfers', to: '/transfers', icon: 'i-lucide-folder-sync', label: 'frame.transfers', active: ['transfers'], opens: true },
  { name: 'security', to: '/security', icon: 'i-lucide-shield', label: 'frame.security', active: ['security'] },
  { name: 'alerts', to: '/alerts', icon: 'i-lucide-bell', label: 'frame.alerts', active: ['alerts'] },
  { name: 'trace', to: '/trace', icon: 'i-lucide-arrow-left-right', label: 'frame.trace', active: ['trace'] },
  { name: 'settings', to: '/settings', icon: 'i-lucide-settings', label: 'frame.settings', active: ['settings'] },
] as const
