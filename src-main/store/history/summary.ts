import type { HistorySummary } from '#contract/session-history'
import type { SessionColumns } from './session-columns'

export function summaryOf({ columns, currencies }: SessionColumns, selection: Uint32Array): HistorySummary {
  const { startedAt, endedAt, energyMwh, inactivityMs, price, currency } = columns
  let [energy, duration, inactivity, known] = [0, 0, 0, 0]
  const amounts = new Float64Array(currencies.texts.length)
  const priced = new Uint32Array(currencies.texts.length)
  for (const session of selection) {
    energy += energyMwh[session] ?? 0
    const lasted = (endedAt[session] ?? NaN) - (startedAt[session] ?? NaN)
    // An end that is not known, or lies before its start, adds no time.
    if (lasted > 0) duration += lasted
    const idle = inactivityMs[session] ?? NaN
    if (idle >= 0) {
      inactivity += idle
      known += 1
    }
    const code = currency[session] ?? 0
    if (code !== 0) {
      amounts[code] = (amounts[code] ?? 0) + (price[session] ?? 0)
      priced[code] = (priced[code] ?? 0) + 1
    }
  }
  const revenue = currencies.texts.map((text, code) => ({ currency: text, amount: amounts[code] ?? 0, sessions: priced[code] ?? 0 }))
  return {
    sessions: selection.length,
    energyWh: energy / 1000,
    durationMs: duration,
    inactivityMs: inactivity,
    inactivityKnown: known,
    revenue: revenue.filter(({ sessions }) => sessions > 0),
  }
}
