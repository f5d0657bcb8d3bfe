import type { FullEstimate, Habit } from '#contract/course'
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
  /** What the user usually takes; null: too little is known. */
  habit: Habit | null
}

/** A capacity that is measured over less says little (KPI definitions 7.1). */
const LEAST_POINTS = 5
const LEAST_WH = 2_000
/** DC charging gets slow above this. */
const TAPER_PERCENT = 80
const TAPER_FACTOR = 2.5

/** How long until the vehicle is full: the first of what it told, what its charge shows, what is usual (KPI definitions 7.1). */
export function timeToFull(facts: FullFacts): FullEstimate {
  const { told, now, meanPowerW } = facts
  if (told) return { kind: 'estimate', ms: Math.max(0, told.at + told.seconds * 1000 - now), basis: 'vehicle', isRough: false }
  const isCharge = facts.soc !== null && capacityOf(facts) !== null
  if (!isCharge && facts.habit === null) return { kind: 'unknown' }
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

function byCharge(facts: FullFacts, powerW: number): FullEstimate | null {
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

/** Who takes more than usual is told nothing: the habit is over. */
function byHabit({ habit, deliveredWh }: FullFacts, powerW: number): FullEstimate | null {
  if (habit === null || deliveredWh >= habit.energyWh) return null
  return { kind: 'estimate', ms: Math.round(((habit.energyWh - deliveredWh) / powerW) * 3_600_000), basis: 'habit', isRough: true, habit }
}

/** Shorter or smaller is no session that tells a habit (KPI definitions 0.1). */
const NOISE = { durationMs: 60_000, energyWh: 100 }
const MOST_SESSIONS = 10
const LEAST_SESSIONS = 3

/** From ended sessions of a user, the last first. */
export function habitOf(sessions: readonly { durationMs: number; energyWh: number }[]): Habit | null {
  const counted = sessions.filter(({ durationMs, energyWh }) => durationMs >= NOISE.durationMs && energyWh >= NOISE.energyWh).slice(0, MOST_SESSIONS)
  if (counted.length < LEAST_SESSIONS) return null
  return { energyWh: counted.reduce((sum, { energyWh }) => sum + energyWh, 0) / counted.length, sessions: counted.length }
}
