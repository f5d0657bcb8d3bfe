import { costInUnits } from '../../domain/tariff/cost-in-units'
import { priceInWords } from '../../domain/tariff/price-words'
import type { OutboundTable, Unsupported } from '../dialect'
import { readAnswer } from '../station-reply'
import { readVariableChanges } from './settings'
import type { Requests } from './wire.gen'

/** OCPP 2.0.1, I02. The final cost goes with the answer to the last event of the transaction (I03). */
export const costs = {
  'tell-cost': {
    action: 'CostUpdated',
    encode({ isFinal, cost, transactionId }): Requests['CostUpdated'] | Unsupported {
      if (isFinal) return { unsupported: 'the final cost is told with the answer to the end' }
      return { totalCost: costInUnits(cost), transactionId }
    },
    read: readAnswer,
  },
  // 2.0.1 has no message for it: this text is shown where no price of a user is known (I04).
  'set-tariff': {
    action: 'SetVariables',
    encode: ({ tariff }): Requests['SetVariables'] => ({
      setVariableData: [{
        component: { name: 'TariffCostCtrlr' }, variable: { name: 'TariffFallbackMessage' }, attributeValue: priceInWords(tariff),
      }],
    }),
    read: readVariableChanges,
  },
} satisfies OutboundTable<Requests>
