import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SessionPrice } from '#contract/price'
import type { PriceLimit } from '#contract/tariff'
import { creditsOf } from './allowance'
import { apportion, runningShares, share } from './money'
import { priceSession, type PriceRules } from './price-session'
import { energyUntil, type PricedInterval, type PricedSession, powerOf, sessionUntil } from './priced-session'
import { sessions, tariffsOf } from './testing/arbitraries'
import { aTariff, element, energy, eur } from './testing/builders'
import { aFixed, aGroup, aMembership, anAllowance, aPercentage, aVoucher } from './testing/rules'

/** The seed is fixed so that a run can be repeated. */
const settings = { seed: 20_261_120, numRuns: 500 }
const tariffs = tariffsOf(fc.constantFrom(1, 25, 500, 900))
const someInstant = fc.double({ min: 0, max: 1, noNaN: true })
const instantIn = ({ start, end }: PricedSession, part: number) => start + Math.floor((end - start) * part)

const rulesFor = ({ start, end, timeZone }: PricedSession): PriceRules => ({
  credits: creditsOf(anAllowance(), { start, end, timeZone, used: () => 0 }),
  priceGroup: aGroup([{ dimensions: ['energy', 'idle'], changePpm: -150_000 }]),
  discounts: [{ discount: aPercentage(), usedSessions: 0 }, { discount: aFixed({ amount: eur(0.7) }), usedSessions: 0 }],
  vouchers: [aVoucher(eur(1.23))],
  membership: aMembership({ balance: 40, redeem: 7 }),
})

const sumOf = (lines: readonly { net: number; tax: number; gross: number }[]) => ({
  net: lines.reduce((sum, { net }) => sum + net, 0),
  tax: lines.reduce((sum, { tax }) => sum + tax, 0),
  gross: lines.reduce((sum, { gross }) => sum + gross, 0),
})

function expectSound({ exact, invoice, lines }: SessionPrice): void {
  expect(sumOf(lines)).toEqual({ net: exact.net, tax: exact.tax, gross: exact.gross })
  for (const sum of [exact, invoice]) {
    expect(sumOf(sum.taxes)).toEqual({ net: sum.net, tax: sum.tax, gross: sum.gross })
    expect(sum.gross).toBe(sum.net + sum.tax)
  }
  for (const { net, tax, gross, quantity } of lines) {
    expect([net, tax, gross, quantity].every(Number.isSafeInteger)).toBe(true)
    expect(gross).toBe(net + tax)
  }
  expect([invoice.net % 1000, invoice.tax % 1000].map(Math.abs)).toEqual([0, 0])
}

/** The same session with one more cut, as another reading would make it. */
function cutAt(session: PricedSession, at: number): PricedSession {
  const intervals = session.intervals.flatMap((one): PricedInterval[] => {
    if (at <= one.from || at >= one.to) return [one]
    const [before, powerW] = [energyUntil(one, at), powerOf(one)]
    return [{ ...one, to: at, energyMwh: before, powerW }, { ...one, from: at, energyMwh: one.energyMwh - before, powerW }]
  })
  return { ...session, intervals }
}

describe('whatever the tariff, the session and the rules', () => {
  it('lines add up to the sum, in integers, and nothing is below zero', () => {
    fc.assert(
      fc.property(tariffs, sessions, fc.boolean(), (tariff, session, hasRules) => {
        const price = priceSession(tariff, session, hasRules ? rulesFor(session) : {})
        expectSound(price)
        expect(Math.min(price.exact.net, price.exact.gross, price.invoice.gross)).toBeGreaterThanOrEqual(0)
      }),
      settings,
    )
  })

  it('no balance gives more than it has', () => {
    fc.assert(
      fc.property(tariffs, sessions, (tariff, session) => {
        const rules = rulesFor(session)
        for (const { kind, credit, used } of priceSession(tariff, session, rules).uses) {
          const free = rules.credits?.find((one) => one.credit === credit)?.remaining ?? 0
          expect(used).toBeGreaterThan(0)
          expect(used).toBeLessThanOrEqual({ voucher: eur(1.23), points: 7, allowance: free, discount: 1 }[kind])
        }
      }),
      settings,
    )
  })

  it('limits hold on both sides of the tax', () => {
    fc.assert(
      fc.property(tariffs, sessions, (tariff, session) => {
        const { exact, invoice } = priceSession(tariff, session)
        // Limits here are no whole cents, and what is paid is.
        expect(invoice.gross).toBeLessThan((tariff.maxPrice?.gross ?? Infinity) + 1000)
        expect(invoice.gross).toBeGreaterThan((tariff.minPrice?.gross ?? -Infinity) - 1000)
        expect(exact.net).toBeLessThanOrEqual(tariff.maxPrice?.net ?? Infinity)
        expect(exact.gross).toBeLessThanOrEqual(tariff.maxPrice?.gross ?? Infinity)
        expect(exact.net).toBeGreaterThanOrEqual(tariff.minPrice?.net ?? 0)
        expect(exact.gross).toBeGreaterThanOrEqual(tariff.minPrice?.gross ?? 0)
      }),
      settings,
    )
  })

  it('a session cut at any instant has the same energy and the same price', () => {
    fc.assert(
      fc.property(tariffs, sessions, someInstant, (tariff, session, part) => {
        const cut = cutAt(session, instantIn(session, part))
        const energyOf = ({ intervals }: PricedSession) => intervals.reduce((sum, { energyMwh }) => sum + energyMwh, 0)
        expect(energyOf(cut)).toBe(energyOf(session))
        // The parts have whole milliwatt-hours and milliseconds: a threshold in one may move by one of them.
        expect(Math.abs(priceSession(tariff, cut).exact.net - priceSession(tariff, session).exact.net)).toBeLessThanOrEqual(2)
      }),
      settings,
    )
  })

  it('a price never falls while a session runs, with steps of 1, on the side of the tax that the prices are of', () => {
    fc.assert(
      fc.property(tariffsOf(fc.constant(1)), sessions, someInstant, (any, session, part) => {
        const side = any.taxIncluded === 'yes' ? 'gross' : 'net'
        const own = (limit: PriceLimit | null) => limit && { net: null, gross: null, [side]: limit[side] }
        const tariff = { ...any, minPrice: own(any.minPrice), maxPrice: own(any.maxPrice) }
        const early = priceSession(tariff, sessionUntil(session, instantIn(session, part)))
        // Whole steps: a watt-hour or a second at the highest price may be rounded up early and not late.
        const oneStep = Math.ceil(1_000_000 / 1000) + Math.ceil(1_000_000 / 3600)
        expect(priceSession(tariff, session).exact[side]).toBeGreaterThanOrEqual(early.exact[side] - oneStep)
      }),
      settings,
    )
  })

  it('a price never falls with more energy in the same time', () => {
    fc.assert(
      fc.property(fc.nat(100), sessions, fc.integer({ min: 1, max: 50_000_000 }), (cents, session, more) => {
        const tariff = aTariff([element(energy(cents / 100, 19, 100))])
        const [first, ...rest] = session.intervals
        if (!first) return
        const fuller = { ...session, intervals: [{ ...first, energyMwh: first.energyMwh + more }, ...rest] }
        expect(priceSession(tariff, fuller).exact.gross).toBeGreaterThanOrEqual(priceSession(tariff, session).exact.gross)
      }),
      settings,
    )
  })
})

describe('whole-number arithmetic', () => {
  const amounts = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 })

  it('a share is the exact quotient, rounded', () => {
    fc.assert(
      fc.property(amounts, fc.nat(2_000_000_000), fc.integer({ min: 1, max: 4_000_000 }), (amount, part, whole) => {
        fc.pre(Math.abs((amount * part) / whole) < Number.MAX_SAFE_INTEGER / 2)
        const distance = 2n * (BigInt(share(amount, part, whole)) * BigInt(whole) - BigInt(amount) * BigInt(part))
        expect(distance <= BigInt(whole) && distance >= -BigInt(whole)).toBe(true)
      }),
      settings,
    )
  })

  it.each([
    [1, 1, 2, 1], [-1, 1, 2, -1], [3, 1, 2, 2], [1, 1, 3, 0], [-1, 1, 3, 0], [2 ** 52, 10, 20, 2 ** 51], [9e15, 9e15, 9e15, 9e15],
  ])('half goes away from zero: %i x %i / %i is %i', (amount, part, whole, expected) => {
    expect(share(amount, part, whole)).toBe(expected)
  })

  it('running shares add up to the share of the sum', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000_000), { minLength: 1 }), fc.nat(1_000_000), (parts, price) => {
        const running = runningShares(1_000_000)
        const sum = parts.reduce((all, part) => all + running(price, part), 0)
        expect(sum).toBe(share(price, parts.reduce((all, part) => all + part, 0), 1_000_000))
      }),
      settings,
    )
  })

  it('parts of a total add up to it, and of a smaller total none is larger than its weight', () => {
    fc.assert(
      fc.property(amounts, fc.array(fc.nat(1_000_000_000), { minLength: 1, maxLength: 6 }), (total, weights) => {
        const parts = apportion(total, weights)
        const sum = weights.reduce((all, weight) => all + weight, 0)
        expect(parts.reduce((all, part) => all + part, 0)).toBe(total)
        if (Math.abs(total) <= sum) expect(parts.every((part, index) => Math.abs(part) <= (weights[index] ?? 0))).toBe(true)
      }),
      settings,
    )
  })
})
