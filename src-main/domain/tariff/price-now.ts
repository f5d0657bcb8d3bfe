import type { Money, Tariff } from '#contract/tariff'
import { idlePhases } from './idle-fee'
import { type Offer, offerAt, offersOf } from './in-force'
import { type Piece, piecesOf } from './pieces'
import type { PricedSession } from './priced-session'
import { boundariesOf, isWithinHours, type Moment } from './restrictions'
import { localAt } from './site-time'

/** What the next kWh and the next minute of a running session cost, as the prices of the tariff are. */
export interface PriceNow {
  /** Null: free, since no price is in force. */
  perKwh: Money | null
  /** Time or parking, whichever runs. Per hour, since a minute may be no whole number. */
  perHour: Money | null
  runs: 'time' | 'parking-time' | null
  /** Idle fee that is running; null: none is. */
  idlePerMinute: Money | null
  /** The idle fee will run when this grace is used up; null: no grace is running. */
  graceLeftMs: number | null
  energy: Offer | null
  time: Offer | null
}

/**
 * By the state at the end of the session, which is now. What it costs so far is `priceSession` of the same session: what
 * would be paid if it ended now, steps included.
 */
export function priceNow(tariff: Tariff, session: PricedSession): PriceNow {
  const pieces = piecesOf(session, boundariesOf(tariff))
  const last = pieces[pieces.length - 1]
  const state = last?.state ?? 'idle'
  const moment: Moment = {
    local: localAt(session.timeZone, session.end),
    energyMwh: pieces.reduce((sum, { energyMwh }) => sum + energyMwh, 0),
    sinceStartMs: session.end - session.start,
    powerW: last?.moment.powerW ?? null,
    currentA: last?.moment.currentA ?? null,
  }
  const isTime = state === 'charging' || (state !== 'suspended-ev' && tariff.billsAllConnectedTime)
  const runs = isTime ? 'time' : state === 'suspended-ev' ? 'parking-time' : null
  const energy = offerAt(offersOf(tariff, 'energy'), moment)
  const time = runs === null ? null : offerAt(offersOf(tariff, runs), moment)
  return {
    perKwh: energy?.component.price ?? null,
    perHour: time?.component.price ?? null,
    runs,
    energy,
    time,
    ...idleNow(tariff, pieces, moment),
  }
}

function idleNow(tariff: Tariff, pieces: readonly Piece[], { local }: Moment): Pick<PriceNow, 'idlePerMinute' | 'graceLeftMs'> {
  const none = { idlePerMinute: null, graceLeftMs: null }
  const fee = tariff.idleFee
  const last = pieces[pieces.length - 1]
  if (!fee || last?.state !== 'suspended-ev' || !isWithinHours(fee.hours ?? {}, local.msOfDay)) return none
  const phases = idlePhases(tariff, pieces)
  if (!pieces.some(({ state }) => state === 'charging')) return none
  const idleMs = phases.reduce((sum, { from, to }) => sum + to - from, 0)
  const graceLeftMs = fee.graceMinutes * 60_000 - idleMs
  if (graceLeftMs > 0) return { idlePerMinute: null, graceLeftMs }
  const isCapped = fee.cap !== null && (Math.ceil(idleMs / 60_000) - fee.graceMinutes) * fee.pricePerMinute >= fee.cap
  return { idlePerMinute: isCapped ? 0 : fee.pricePerMinute, graceLeftMs: null }
}
