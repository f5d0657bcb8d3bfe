import { majorUnits } from '#contract/tariff'
import type { Cost } from '../station-message'

/** The amount as stations are told it: 12.34 for twelve euros and thirty-four cents. */
export const costInUnits = ({ amount, currency }: Cost): number => majorUnits(amount, currency)
