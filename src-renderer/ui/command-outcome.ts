import type { CommandRecord } from '#contract/commands'

/** "Rejected" is an answer, not a failure of the product; what is yellow never got one. */
export const outcomeIcons: Record<CommandRecord['outcome'], { name: string; class: string }> = {
  pending: { name: 'i-lucide-loader-circle', class: 'animate-spin text-muted' },
  accepted: { name: 'i-lucide-check', class: 'text-success' },
  rejected: { name: 'i-lucide-ban', class: 'text-toned' },
  timeout: { name: 'i-lucide-timer-off', class: 'text-warning' },
  error: { name: 'i-lucide-triangle-alert', class: 'text-warning' },
  'connection-lost': { name: 'i-lucide-unplug', class: 'text-warning' },
}
