import type { PriceComponent, Tariff, TariffDimension, TariffRestrictions } from '#contract/tariff'
import { isMatch, type Moment } from './restrictions'

/** A price of a tariff and the element that it stands in. */
export interface Offer {
  component: PriceComponent
  /** Which element, counted from 0. */
  element: number
  restrictions: TariffRestrictions | null
}

export type Phase = 'session' | 'reservation' | 'reservation-expires'

/** All prices of one dimension, in the order in which they are tried. */
export function offersOf({ elements }: Tariff, dimension: TariffDimension, phase: Phase = 'session'): Offer[] {
  return elements.flatMap(({ priceComponents, restrictions }, element) => {
    const component = priceComponents.find((one) => one.dimension === dimension)
    return component && (restrictions?.reservation ?? 'session') === phase ? [{ component, element, restrictions }] : []
  })
}

/** The first that matches is in force; none: the dimension is free at that moment (OCPI mod_tariffs, Tariff object). */
export function offerAt(offers: readonly Offer[], moment: Moment): Offer | null {
  return offers.find(({ restrictions }) => isMatch(restrictions, moment)) ?? null
}
