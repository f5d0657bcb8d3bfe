import type { Tariff } from '#contract/tariff'
import { costInUnits } from '../../domain/tariff/cost-in-units'
import { firstPrices, priceInWords } from '../../domain/tariff/price-words'
import type { TellCost } from '../../domain/station-message'
import { type OutboundTable, type Unsupported, utcTime } from '../dialect'
import { readStatus } from '../station-reply'
import type { Requests } from './wire.gen'

/** OCPP 1.6 knows no costs; the Open Charge Alliance put them into DataTransfer ("OCPP & California Pricing Requirements"). */
const vendorId = 'org.openchargealliance.costmsg'

export const costs = {
  'tell-cost': {
    action: 'DataTransfer',
    encode(call): Requests['DataTransfer'] | Unsupported {
      const transactionId = Number(call.transactionId)
      if (!Number.isInteger(transactionId)) return { unsupported: `the transaction id ${call.transactionId} is not one of OCPP 1.6` }
      const cost = costInUnits(call.cost)
      if (call.isFinal) return { vendorId, messageId: 'FinalCost', data: JSON.stringify({ transactionId, cost }) }
      return { vendorId, messageId: 'RunningCost', data: JSON.stringify({ transactionId, cost, ...runningCost(call) }) }
    },
    read: readStatus,
  },
  // 3.1.1: the price for all is a configuration key.
  'set-tariff': {
    action: 'ChangeConfiguration',
    encode: ({ tariff }): Requests['ChangeConfiguration'] => ({ key: 'DefaultPrice', value: JSON.stringify(defaultPrice(tariff)) }),
    read: readStatus,
  },
  'tell-price': {
    action: 'DataTransfer',
    encode: ({ idToken, tariff }): Requests['DataTransfer'] => ({
      vendorId, messageId: 'SetUserPrice', data: JSON.stringify({ idToken, priceText: priceInWords(tariff) }),
    }),
    read: readStatus,
  },
} satisfies OutboundTable<Requests>

function defaultPrice(tariff: Tariff) {
  const { energy, time, flat } = firstPrices(tariff)
  const units = (amount: number) => costInUnits({ amount, currency: tariff.currency })
  return { priceText: priceInWords(tariff), chargingPrice: { kWhPrice: units(energy), hourPrice: units(time), flatFee: units(flat) } }
}

function runningCost({ at, energyWh, isCharging, perKwh, perHour, graceMs, cost: { currency } }: TellCost) {
  const inUnits = (amount: number | null) => (amount === null ? 0 : costInUnits({ amount, currency }))
  return {
    timestamp: utcTime(at),
    meterValue: Math.round(energyWh),
    state: isCharging ? 'Charging' : 'Idle',
    ...(isCharging
      ? { chargingPrice: { kWhPrice: inUnits(perKwh), hourPrice: inUnits(perHour), flatFee: 0 } }
      : { idlePrice: { graceMinutes: Math.ceil(graceMs / 60_000), hourPrice: inUnits(perHour) } }),
  }
}
