import { CHARGING_W } from './stretches'

/** What is known for an estimate. Energy in watt-hours, charge in percent. */
export interface FullFacts {
  now: number
  /** Mean power of the last five minutes, watts; null: not known. */
  meanPowerW: number | null
  /** Seconds that the vehicle told, and when; null: it told nothing. */
  told: { seconds: number; at: number } | null
  soc: { start: number; now: number } | null
  /** Delivered between the two charges. */
  deliveredWh: number
  /** As the vehicle told it, or of the vehicle on record. */
  batteryWh: number | null
  isDc: boolean
  /** What the user asked for; null: 80 % at DC, 100 % at AC. */
  targetPercent: number | null
  /** The energy that was asked for, or the user's usual one (mean of the last ten sessions). */
  targetWh: number | null
}

export type TimeToFull =
  | { kind: 'estimate'; ms: number; basis: 'vehicle' | 'charge' | 'habit'; isRough: boolean }
  | { kind: 'paused' }
  | { kind: 'unknown' }

/** A capacity that is measured over less says little (KPI definitions 7.1). */
const LEAST_POINTS = 5
const LEAST_WH = 2_000
/** DC charging gets slow above this. */
const TAPER_PERCENT = 80
const TAPER_FACTOR = 2.5

/** How long until the vehicle is full: the first of what it told, what its charge shows, what is usual (KPI definitions 7.1). */
export function timeToFull(facts: FullFacts): TimeToFull {
  const { told, now, meanPowerW } = facts
  if (told) return { kind: 'estimate', ms: Math.max(0, told.at + told.seconds * 1000 - now), basis: 'vehicle', isRough: false }
  const isCharge = facts.soc !== null && capacityOf(facts) !== null
  if (!isCharge && facts.targetWh === null) return { kind: 'unknown' }
  if (meanPowerW === null) return { kind: 'unknown' }
  if (meanPowerW < CHARGING_W) return { kind: 'paused' }
  return byCharge(facts, meanPowerW) ?? byHabit(facts, meanPowerW) ?? { kind: 'unknown' }
}

/** Of the whole battery, Wh: as the session shows it, else as told. */
export function capacityOf({ soc, deliveredWh, batteryWh }: Pick<FullFacts, 'soc' | 'deliveredWh' | 'batteryWh'>): number | null {
  const points = soc ? soc.now - soc.start : 0
  if (points >= LEAST_POINTS && deliveredWh >= LEAST_WH) return (deliveredWh / points) * 100
  return batteryWh
}

function byCharge(facts: FullFacts, powerW: number): TimeToFull | null {
  const { soc, isDc } = facts
  const capacityWh = capacityOf(facts)
  if (!soc || capacityWh === null) return null
  const target = facts.targetPercent ?? (isDc ? TAPER_PERCENT : 100)
  const whOf = (from: number, to: number) => (Math.max(0, to - from) / 100) * capacityWh
  const below = whOf(soc.now, isDc ? Math.min(target, TAPER_PERCENT) : target)
  const above = isDc ? whOf(Math.max(soc.now, TAPER_PERCENT), target) : 0
  const hours = (below + above * TAPER_FACTOR) / powerW
  return { kind: 'estimate', ms: Math.round(hours * 3_600_000), basis: 'charge', isRough: above > 0 }
}

function byHabit({ targetWh, deliveredWh }: FullFacts, powerW: number): TimeToFull | null {
  if (targetWh === null) return null
  return { kind: 'estimate', ms: Math.round((Math.max(0, targetWh - deliveredWh) / powerW) * 3_600_000), basis: 'habit', isRough: true }
}
