import { expect, it } from 'vitest'
import type { LinkEnd } from '#contract/handshakes'
import { isFlapping, patternOf } from './link-pattern'

const anEnd = (changes: Partial<LinkEnd>): LinkEnd => ({ at: 0, ageMs: 60_000, code: 1006, reason: '', by: 'network', calls: 3, ...changes })
const ends = (...changes: Partial<LinkEnd>[]) => changes.map((change, index) => anEnd({ at: index * 60_000, ...change }))

it.each<[string, LinkEnd[], string | undefined]>([
  ['four that broke at the same age', ends({}, { ageMs: 61_000 }, { ageMs: 59_000 }, {}), 'link-same-age'],
  ['three of them', ends({}, {}, {}), undefined],
  ['four that broke at different ages', ends({}, { ageMs: 90_000 }, {}, {}), undefined],
  ['four that broke at once: no router forgets that fast', ends(...Array.from({ length: 4 }, () => ({ ageMs: 2_000 }))), undefined],
  ['three that went silent', ends(...Array.from({ length: 3 }, () => ({ by: 'silence' as const, ageMs: 400_000 }))), 'link-silent'],
  ['four that the charger closed', ends(...Array.from({ length: 4 }, () => ({ by: 'station' as const, code: 1000 }))), 'link-alternates'],
  ['four that it closed for a fault', ends(...Array.from({ length: 4 }, () => ({ by: 'station' as const, code: 1002 }))), undefined],
  ['four that it closed on four days', ends(...Array.from({ length: 4 }, (_, day) => ({ by: 'station' as const, code: 1000, at: day * 86_400_000 }))), undefined],
])('C09: %s', (_name, seen, outcome) => {
  expect(patternOf(seen)?.outcome).toBe(outcome)
})

it('C17: ten connects in an hour are none too many, eleven are', () => {
  const connects = Array.from({ length: 11 }, (_, index) => index * 60_000)
  expect(isFlapping(connects.slice(1), 660_000)).toBe(false)
  expect(isFlapping(connects, 660_000)).toBe(true)
  expect(isFlapping(connects, 3_600_000)).toBe(false)
})
