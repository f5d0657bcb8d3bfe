import type { SmartCharging } from '../smart-charging'

/** 2.1 adds what is generated on site, sessions with priority, and limits that are renewed from outside. */
export const smartCharging: SmartCharging = {
  purposes: ['station-max', 'tx-default', 'tx', 'priority', 'local-generation'],
  kinds: ['absolute', 'recurring', 'relative', 'dynamic'],
}
