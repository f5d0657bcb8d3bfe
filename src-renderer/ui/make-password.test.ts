import { expect, it } from 'vitest'
import { makePassword } from './make-password'

it('makes twenty characters that nobody mixes up when typing', () => {
  const made = Array.from({ length: 200 }, () => makePassword())
  expect(new Set(made).size).toBe(200)
  for (const password of made) expect(password).toMatch(/^[a-kmnp-zA-HJ-NP-Z2-9]{20}$/)
})
