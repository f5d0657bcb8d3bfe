import type { PieName } from '#contract/fleet'

/** The colours of slices, by the variables of the theme. */
const variables: Record<PieName, Record<string, string>> = {
  connection: { online: '--state-available', offline: '--slice-offline', unknown: '--state-unknown' },
  sockets: { available: '--state-available', charging: '--state-charging', faulted: '--state-faulted', undefined: '--state-unknown' },
  heard: { '15m': '--state-available', '1h': '--slice-1h', '24h': '--slice-24h', '7d': '--slice-7d', older: '--slice-older' },
  status: { enabled: '--state-available', disabled: '--slice-disabled', faulted: '--state-faulted', unknown: '--state-unknown' },
}

export const sliceColor = (pie: PieName, slice: string): string => `var(${variables[pie][slice] ?? '--state-unknown'})`
