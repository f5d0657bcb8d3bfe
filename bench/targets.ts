import type { Figure } from './figures.ts'

/** The figures in the words of the targets, one line each. */
export function compared(figures: readonly Figure[]): string[] {
  const value = (name: string, server: Figure['server'], stations?: number) =>
    figures.find((one) => one.figure === name && one.server === server && (stations === undefined || one.stations === stations))?.value

  const share = (stations: number) => {
    const ours = value('throughput', 'plugboard', stations)
    const limit = value('throughput', 'limit', stations)
    return ours === undefined || limit === undefined ? undefined : (100 * ours) / limit
  }
  const rows = [
    { what: 'calls/s with 50 stations, of the limit server', value: share(50), unit: '%', target: 50, isMore: true },
    { what: 'calls/s with 200 stations, of the limit server', value: share(200), unit: '%', target: 50, isMore: true },
    { what: '99 of 100 calls at 100 calls/s within', value: value('latency-p99', 'plugboard'), unit: 'ms', target: 15 },
    { what: '1,000 new stations connected and booted in', value: value('storm-first-contact', 'plugboard'), unit: 's', target: 1.5 },
    { what: '1,000 known stations connected and booted in', value: value('storm-reconnect', 'plugboard'), unit: 's', target: 1.5 },
    { what: 'resident with them', value: value('storm-reconnect-resident', 'plugboard'), unit: 'MB', target: 300 },
  ]
  for (const beside of ['large-stop', 'report', 'flood', 'junk']) {
    const p99 = figures.find((one) => one.figure === 'neighbours-p99' && one.beside === beside)?.value
    rows.push({ what: `99 of 100 calls at 100 calls/s beside ${beside} within`, value: p99, unit: 'ms', target: 100 })
  }
  const slowest = (name: string) => {
    const values = figures.filter((one) => one.figure === name).map((one) => one.value)
    return values.length === 0 ? undefined : Math.max(...values)
  }
  rows.push({ what: 'a page of history, the slowest filter', value: slowest('history-page'), unit: 'ms', target: 50 })
  rows.push({ what: 'a dashboard, the slowest', value: slowest('dashboard'), unit: 'ms', target: 100 })
  rows.push({ what: 'a search in history, the slowest', value: slowest('history-search'), unit: 'ms', target: 200 })
  return rows.flatMap(({ what, value: measured, unit, target, isMore }) => {
    if (measured === undefined) return []
    const isReached = isMore ? measured >= target : measured < target
    const bound = isMore ? 'at least' : 'below'
    return `${isReached ? 'reached' : 'MISSED '}  ${what}: ${measured.toFixed(unit === 's' ? 2 : 1)} ${unit} (target: ${bound} ${target} ${unit})`
  })
}
