import type { Tariff } from '#contract/tariff'
import { type Charge, chargeOf, MS_PER_HOUR } from './charge'
import { type Offer, offerAt, offersOf } from './in-force'
import { runningShares } from './money'
import { piecesOf } from './pieces'
import type { Reservation } from './priced-session'
import { boundariesOf } from './restrictions'
import { missingTo } from './tariff-charges'

/**
 * What a reservation costs: time and flat of the elements for reservations. An expired one is priced by the elements for
 * expired ones, of each dimension that has any (OCPI mod_tariffs, ReservationRestrictionType).
 */
export function reservationCharges(tariff: Tariff, reservation: Reservation, timeZone: string): Charge[] {
  const { from: start, to: end, outcome } = reservation
  const pieces = piecesOf({ start, end, intervals: [], timeZone }, boundariesOf(tariff))
  const cause = outcome === 'expired' ? 'reservation-expired' : 'reserved'
  const offers = (dimension: 'time' | 'flat'): Offer[] => {
    const ofExpired = outcome === 'expired' ? offersOf(tariff, dimension, 'reservation-expires') : []
    return ofExpired.length > 0 ? ofExpired : offersOf(tariff, dimension, 'reservation')
  }
  const common = { dimension: 'reservation', cause } as const
  const charges: Charge[] = []

  const [flats, times] = [offers('flat'), offers('time')]
  for (const { moment, from } of pieces) {
    const flat = offerAt(flats, moment)
    if (!flat) continue
    charges.push({ ...chargeOf(tariff, flat), ...common, from, to: from, unit: 'once', quantity: 1, amount: flat.component.price })
    break
  }

  const used: { offer: Offer; from: number; to: number; day: number }[] = []
  for (const { moment, from, to } of pieces) {
    const offer = from < to ? offerAt(times, moment) : null
    const last = used[used.length - 1]
    if (!offer) continue
    if (last?.offer === offer && last.to === from && last.day === moment.local.day) last.to = to
    else used.push({ offer, from, to, day: moment.local.day })
  }
  const total = used.reduce((sum, { from, to }) => sum + to - from, 0)
  const share = runningShares(MS_PER_HOUR)
  for (const [index, { offer, from, to }] of used.entries()) {
    const isLast = index === used.length - 1
    const stepUp = isLast ? missingTo(total, offer.component.stepSize * 1000) : 0
    const quantity = to - from + stepUp
    const amount = share(offer.component.price, quantity)
    charges.push({ ...chargeOf(tariff, offer), ...common, from, to, unit: 'ms', quantity, stepUp, amount })
  }
  return charges
}
