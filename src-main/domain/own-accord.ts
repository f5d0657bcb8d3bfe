import { type OwnAccordKind, ownAccordKinds, type OwnAccordObstacle } from '#contract/own-accord'
import { factOf } from './compatibility'
import type { Station } from './station'

export interface OwnAccordPolicy {
  handsOff: boolean
  ownAccord: Readonly<Partial<Record<OwnAccordKind, boolean>>>
}

/** Why something may not be sent to a station unasked; null: it may. */
export function obstacleToOwnAccord(kind: OwnAccordKind, station: Station, policy: OwnAccordPolicy): OwnAccordObstacle | null {
  if (policy.handsOff) return 'hands-off'
  if (station.ownAccord.handsOff) return 'hands-off-here'
  if (!(policy.ownAccord[kind] ?? ownAccordKinds[kind].isOnByDefault)) return 'off'
  if (station.ownAccord.off.includes(kind)) return 'off-here'
  // Nothing leaves by itself to one that is quarantined or refused (ADR 007).
  if (station.admission !== 'registered') return 'not-accepted'
  // What it does not bear is in its compatibility record.
  if (kind === 'boot-trigger' && !factOf(station, 'mayTriggerBoot')) return 'not-taken'
  if (kind === 'costs' && !factOf(station, 'takesCosts')) return 'not-taken'
  return null
}
