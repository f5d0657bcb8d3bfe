import { expect, it } from 'vitest'
import { fromLocalInput, toLocalInput } from './local-input'

it('brings an instant back to the second', () => {
  const at = Date.UTC(2026, 2, 3, 8, 4, 5)
  expect(fromLocalInput(toLocalInput(at))).toBe(at)
  expect(toLocalInput(at)).toMatch(/^2026-03-0\dT\d\d:\d\d:05$/)
})

it.each(['', '2026-03-', 'x'])('takes "%s" for no instant', (text) => {
  expect(fromLocalInput(text)).toBeNull()
})
