import type { StationClock } from './station-clock'
import type { Place, StationPlan } from './station-plan'

export interface RemoteStart {
  place: Place
  token: string
  remoteStartId: number | null
}

export interface VirtualStationOptions {
  /** Up to the identity, which is appended. */
  url: string
  plan: StationPlan
  /** Of the transaction ids in 2.x: the same seed, identity and order give the same ids. */
  seed?: string
  clock?: StationClock
  callTimeoutMs?: number
  /** 1.6: what a Stop names when its Start could not be sent yet. Null: waits for the answer to the Start. */
  offlineTransactionId?: -1 | 0 | null
  /** Messages go out although the boot was answered Pending or Rejected (quirk B12). */
  talksWhilePending?: boolean
  /** True when absent, as the standard has it. */
  stopsOnInvalidToken?: boolean
  rebootMs?: number
  /** Null: the station keeps no local list. */
  localList?: { entries?: number; perMessage?: number } | null
  /** How many frames `frames` keeps, newest last; 0 for none. */
  frameLimit?: number
  /** Decides instead of the station, which plugs a car in and starts. */
  onRemoteStart?: (order: RemoteStart) => boolean
  /** Takes the reboot over; the connection is open still. */
  onReboot?: () => void
  onLost?: (close: { code: number; reason: string }) => void
  /** A message that could not be delivered although nobody waits for it. */
  onProblem?: (cause: Error) => void
}

export interface BootAnswer {
  status: 'Accepted' | 'Pending' | 'Rejected'
  intervalS: number
  currentTime: string
}
