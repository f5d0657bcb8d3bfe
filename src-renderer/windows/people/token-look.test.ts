import { expect, it } from 'vitest'
import { holds, tokenLook } from './token-look'

const now = 1000
it.each([
  [{ status: null, validFrom: null, validUntil: null }, 'undecided'],
  [{ status: 'blocked', validFrom: null, validUntil: 1 }, 'blocked'],
  [{ status: 'accepted', validFrom: null, validUntil: now }, 'expired'],
  [{ status: 'accepted', validFrom: now + 1, validUntil: null }, 'not-yet-valid'],
  [{ status: 'accepted', validFrom: now, validUntil: now + 1 }, 'accepted'],
] as const)('%j looks %s', (row, look) => {
  expect(tokenLook(row, now)).toBe(look)
})

it('finds a text in any of the fields', () => {
  expect(holds(' ada ', '04A2', 'Ada Byron')).toBe(true)
  expect(holds('bob', '04A2', null)).toBe(false)
  expect(holds('', null)).toBe(true)
})
