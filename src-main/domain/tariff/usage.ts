import type { LineCause } from '#contract/price'
import type { Tariff } from '#contract/tariff'
import type { FreeCredit } from './allowance'
import { type Offer, offerAt, offersOf } from './in-force'
import type { Piece } from './pieces'

/** A quantity of one dimension that was used under one offer. mWh for energy, else ms. */
export interface Usage {
  dimension: 'energy' | 'time' | 'parking-time'
  offer: Offer
  cause: LineCause
  from: number
  to: number
  quantity: number
  /** It is free and comes out of this credit. */
  credit: FreeCredit | null
  /** Local day: a bill shows each day on its own. */
  day: number
}

export interface Usages {
  usages: Usage[]
  /** What was taken out of each credit. */
  taken: Map<FreeCredit, number>
}

/** What the session used, in order of time, without what no offer was in force for. Credits are in the order of use. */
export function usagesOf(tariff: Tariff, pieces: readonly Piece[], credits: readonly FreeCredit[]): Usages {
  const offers = {
    energy: offersOf(tariff, 'energy'),
    time: offersOf(tariff, 'time'),
    'parking-time': offersOf(tariff, 'parking-time'),
  }
  const result: Usages = { usages: [], taken: new Map() }
  const latest = new Map<string, Usage>()
  const add = (usage: Usage) => {
    const last = latest.get(usage.dimension)
    if (last && isContinued(last, usage)) {
      last.to = usage.to
      last.quantity += usage.quantity
    } else {
      latest.set(usage.dimension, usage)
      result.usages.push(usage)
    }
  }
  for (const piece of pieces) {
    for (const { dimension, cause, quantity } of dimensionsOf(piece, tariff)) {
      const offer = quantity > 0 ? offerAt(offers[dimension], piece.moment) : null
      if (!offer) continue
      const { from, to, moment } = piece
      takeFree({ dimension, offer, cause, from, to, quantity, credit: null, day: moment.local.day }, { credits, taken: result.taken, add })
    }
  }
  return result
}

/** Time of the station's doing, or of nobody's known doing, counts as neither time nor parking (KPI definitions 9.1). */
function dimensionsOf({ state, energyMwh, from, to }: Piece, { billsAllConnectedTime }: Tariff) {
  const uses: Pick<Usage, 'dimension' | 'cause' | 'quantity'>[] = [
    { dimension: 'energy', cause: 'energy-taken', quantity: energyMwh },
  ]
  if (state === 'charging') uses.push({ dimension: 'time', cause: 'charging', quantity: to - from })
  else if (state === 'suspended-ev') uses.push({ dimension: 'parking-time', cause: 'vehicle-paused', quantity: to - from })
  else if (billsAllConnectedTime) uses.push({ dimension: 'time', cause: 'connected', quantity: to - from })
  return uses
}

/** Energy at one price is one line however often it paused; of time, each stretch is shown, since each minute costs. */
function isContinued(last: Usage, { dimension, offer, cause, credit, from, day }: Usage): boolean {
  const isSame = last.offer === offer && last.cause === cause && last.credit === credit && last.day === day
  return isSame && (dimension === 'energy' || last.to === from)
}

/** Free quantities go before anything is priced; what costs nothing anyway uses none of them (KPI definitions 9.4). */
function takeFree(
  usage: Usage,
  { credits, taken, add }: { credits: readonly FreeCredit[]; taken: Map<FreeCredit, number>; add: (usage: Usage) => void },
): void {
  let rest = usage
  for (const credit of usage.offer.component.price === 0 ? [] : credits) {
    const left = credit.remaining - (taken.get(credit) ?? 0)
    if (credit.dimension !== rest.dimension || left <= 0 || rest.from < credit.from || rest.from >= credit.until) continue
    const quantity = Math.min(left, rest.quantity)
    taken.set(credit, (taken.get(credit) ?? 0) + quantity)
    // Energy flows evenly within a piece, as time does.
    const to = rest.from + Math.round(((rest.to - rest.from) * quantity) / rest.quantity)
    add({ ...rest, to, quantity, credit, cause: 'free-quantity' })
    rest = { ...rest, from: to, quantity: rest.quantity - quantity }
    if (rest.quantity === 0) return
  }
  add(rest)
}
