import { createServer } from 'vite'
import type { Tariff } from '#contract/tariff'

const hour = 3_600_000
const eur = (amount: number) => Math.round(amount * 100_000)

/** Day and night prices, parking in steps, a start fee, an idle fee and a maximum: more than most tariffs have. */
const tariff: Tariff = {
  id: 'bench', name: 'Bench', currency: 'EUR', taxIncluded: 'no', billsAllConnectedTime: false, validFrom: null, validUntil: null,
  elements: [
    { priceComponents: [{ dimension: 'flat', price: eur(0.5), taxRatePpm: 190_000, stepSize: 1 }], restrictions: null },
    {
      priceComponents: [{ dimension: 'energy', price: eur(0.29), taxRatePpm: 190_000, stepSize: 1 }],
      restrictions: { startTime: '22:00', endTime: '06:00' },
    },
    {
      priceComponents: [
        { dimension: 'energy', price: eur(0.49), taxRatePpm: 190_000, stepSize: 1 },
        { dimension: 'parking-time', price: eur(2), taxRatePpm: 190_000, stepSize: 900 },
      ],
      restrictions: null,
    },
  ],
  minPrice: null,
  maxPrice: { net: eur(60), gross: null },
  idleFee: { pricePerMinute: eur(0.1), taxRatePpm: 190_000, graceMinutes: 30, cap: eur(12), hours: { startTime: '08:00', endTime: '22:00' } },
}

/** Sessions of four hours with so many readings each, priced one after the other; the zone data is warm as in a long list. */
export async function pricesPerSecond({ readings, measureMs }: { readings: number; measureMs: number }): Promise<number> {
  // The domain is written for a bundler: Node does not find its modules by itself.
  const vite = await createServer({
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, ws: false },
    optimizeDeps: { noDiscovery: true },
  })
  try {
    const domain = await vite.ssrLoadModule('/src-main/domain/tariff/price-session.ts')
    const price = domain['priceSession'] as typeof import('../src-main/domain/tariff/price-session').priceSession
    const session = (start: number) => {
      const length = (4 * hour) / readings
      const intervals = Array.from({ length: readings }, (_, index) => {
        const [from, isCharging] = [start + index * length, index < readings * 0.7]
        const state = isCharging ? ('charging' as const) : ('suspended-ev' as const)
        return { from, to: from + length, energyMwh: isCharging ? 733_333 : 0, state, powerW: null, currentA: null }
      })
      return { start, end: start + 4 * hour, intervals, timeZone: 'Europe/Berlin' }
    }
    const sessions = Array.from({ length: 500 }, (_, index) => session(Date.UTC(2026, 0, 1) + index * 17 * hour))
    for (const one of sessions) price(tariff, one)
    const startAt = performance.now()
    let done = 0
    while (performance.now() - startAt < measureMs) {
      for (const one of sessions) price(tariff, one)
      done += sessions.length
    }
    return (done * 1000) / (performance.now() - startAt)
  } finally {
    await vite.close()
  }
}
