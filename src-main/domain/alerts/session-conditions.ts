import { isOpen, type Session } from '../session'
import { powerNow, stalledSince } from '../session-view'
import type { Station } from '../station'
import { anomaliesOf, type Habit } from './habit'
import { MINUTE_MS, type Observation, type Setting } from './observation'
import { type PowerHistory, powerDrop, powerSwing } from './power-pattern'
import { about } from './station-conditions'

export interface SessionFacts {
  station: Station
  session: Session
  power: PowerHistory
  /** Of its socket. Null: not read. */
  habit: Habit | null
  price: { amount: number; currency: string } | null
  now: number
}

/** How long an alert stands of a session that is over, unless somebody acknowledges it. */
const STANDS_MS = 24 * 60 * MINUTE_MS
/** Above it a vehicle takes less of itself (KPI definitions 10). */
const TAPERS_ABOVE_PERCENT = 80
const LEAST_ENERGY_WH = 100
const LEAST_DURATION_MS = 60_000

const ofSession = ({ station, session }: SessionFacts, rest: Pick<Observation, 'kind' | 'since'> & Partial<Observation>) =>
  about(station, { place: session.place, session: session.session, subject: `session ${session.session}`, ...rest })

/** The station says that it charges, and readings show no energy (quirk S06). */
export function noEnergy(facts: SessionFacts, { threshold }: Setting): Observation[] {
  const since = stalledSince(facts.session)
  const last = facts.session.meter.last?.at ?? 0
  if (since === null || last - since < threshold * MINUTE_MS) return []
  return [ofSession(facts, { kind: 'no-energy', since })]
}

/** The answer to its card was no, and energy flows all the same. */
export function refusedCharging(facts: SessionFacts, { threshold }: Setting): Observation[] {
  const { session } = facts
  if (!session.isRefused || !isOpen(session) || session.meter.energyWh < threshold) return []
  return [ofSession(facts, { kind: 'refused-charging', since: session.startedAt, figures: { energyWh: session.meter.energyWh }, words: { token: session.idToken ?? '–' } })]
}

export function powerDrops(facts: SessionFacts, setting: Setting): Observation[] {
  if (!isCharging(facts)) return []
  const { soc } = facts.session.meter
  if (soc !== null && soc.now >= TAPERS_ABOVE_PERCENT) return []
  const drop = powerDrop(facts.power, setting)
  return drop === null ? [] : [ofSession(facts, { kind: 'power-drop', since: drop.since, figures: { fromW: drop.fromW, toW: drop.toW } })]
}

export function powerSwings(facts: SessionFacts, setting: Setting): Observation[] {
  const swing = isCharging(facts) ? powerSwing(facts.power, setting) : null
  if (swing === null) return []
  const figures = { changeCount: swing.changes, lookBackMs: (setting.lookBack ?? 5) * MINUTE_MS, leastW: swing.leastW, mostW: swing.mostW }
  return [ofSession(facts, { kind: 'power-swing', since: swing.since, figures })]
}

/** A pause that a side has asked for is no drop; neither is what nobody has read for a while. */
function isCharging({ session, now }: SessionFacts): boolean {
  if (session.state !== 'running' || session.chargingState !== 'charging') return false
  return powerNow(session, now) !== null
}

/** Far outside of what the socket's sessions are like, with the figure that is. */
export function sessionAnomalies(facts: SessionFacts): Observation[] {
  const { session, habit, price, now } = facts
  if (habit === null || isIgnored(facts)) return []
  const isEnded = !isOpen(session)
  const told = { durationMs: (session.endedAt ?? now) - session.startedAt, energyWh: session.meter.energyWh, price: price?.amount ?? null, isEnded }
  return anomaliesOf(told, habit).map(({ figure, value, usual, side }) => {
    const unit = { duration: 'Ms', energy: 'Wh', price: 'Price' }[figure]
    return ofSession(facts, {
      kind: 'session-anomaly',
      subject: `session ${session.session} ${figure}`,
      since: session.endedAt ?? now,
      figures: { [`value${unit}`]: value, [`median${unit}`]: usual.median, sessionCount: usual.sessions },
      words: { variant: `${figure}-${side}`, ...(price === null ? {} : { currency: price.currency }) },
    })
  })
}

/** Noise is no session (KPI definitions 0.1), and what ended long ago no news. */
function isIgnored({ session, now }: SessionFacts): boolean {
  if (isOpen(session)) return false
  const endedAt = session.endReceivedAt ?? session.endedAt ?? 0
  const isNoise = session.meter.energyWh < LEAST_ENERGY_WH || (session.endedAt ?? now) - session.startedAt < LEAST_DURATION_MS
  return isNoise || now - endedAt >= STANDS_MS
}
