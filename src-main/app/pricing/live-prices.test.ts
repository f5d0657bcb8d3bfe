import { expect, it } from 'vitest'
import { fakeClock } from '../../../tests/stories/fake-clock'
import type { Course } from '../../domain/course/course'
import type { Session } from '../../domain/session'
import { createLivePrices } from './live-prices'

/** Only what is looked at here. */
const sessions = Array.from({ length: 1_000 }, (_, index) => ({ session: index + 1, state: 'running' }) as Session)
const course = { readings: Array.from({ length: 60 }, () => ({ at: 0, energyMwh: 0, powerW: null })) } as unknown as Course

it('a list of a thousand is priced a few at a time, until all of it is', () => {
  const clock = fakeClock(0)
  let priced = 0
  const told: number[] = []
  const live = createLivePrices({
    clock,
    sessionOf: (id) => sessions[id - 1] ?? null,
    courseOf: () => course,
    price: ({ session }) => {
      priced++
      return { amount: session, currency: 'EUR', isFinal: false }
    },
    changed: (changed) => told.push(...changed.map(({ session }) => session)),
  })
  const look = () => sessions.map((session) => live.of(session)?.amount ?? null)
  const first = look()
  expect(priced, 'in one turn').toBeLessThan(50)
  expect(first[0]).toBe(1)
  expect(first.at(-1)).toBe(null)
  for (let window = 0; window < 40; window++) clock.advance(100)
  expect(look()).toEqual(sessions.map(({ session }) => session))
  expect(new Set(told).size + 40).toBe(1_000)
  const before = priced
  live.stale(7)
  look()
  expect(priced - before, 'only what was told anew').toBe(1)
})
