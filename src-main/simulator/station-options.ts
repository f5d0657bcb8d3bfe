import type { ChargingHabits } from './charging-profiles'
import type { SettingHabits } from './setting-habits'
import type { StationClock } from './station-clock'
import type { Place, StationPlan } from './station-plan'

export interface RemoteStart {
  place: Place
  token: string
  remoteStartId: number | null
}

export interface TransferHabits {
  /** PUT when absent. */
  method?: 'PUT' | 'POST' | 'POST-form'
  /** Breaks off in the middle, at each try. */
  isPartial?: boolean
  /** Instead of the name in the address, or of the one it tells. */
  fileName?: string
  /** Says nothing after a failure (quirk D03). */
  fallsSilent?: boolean
  /** How often it says "Uploading" (quirk D02). */
  uploadingTimes?: number
  /** What it has after an update. */
  newFirmware?: string
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
  /** How it uploads its logs and takes new firmware. */
  transfers?: TransferHabits
  settingHabits?: SettingHabits
  chargingHabits?: ChargingHabits
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
