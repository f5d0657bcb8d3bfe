import { expect, it } from 'vitest'
import { lookalikesAmong, normaliseIdToken, reversedBytes } from './id-token'

it.each([
  ['20:69:C0:21', '2069C021'],
  [' F6 CA 0C C5', 'F6CA0CC5'],
  ['04-a2-b9-c1', '04A2B9C1'],
  ['FREE.', 'FREE'],
])('A01: %j is compared as %s', (raw, normalised) => {
  expect(normaliseIdToken(raw)).toBe(normalised)
})

it('A01: knows the number of a card from other words, and turns it round by bytes', () => {
  expect(reversedBytes('2069C021')).toBe('21C06920')
  expect(reversedBytes('FREE')).toBeNull()
  expect(reversedBytes('CAFEBABE1')).toBeNull()
  expect(reversedBytes('ABCDEF')).toBeNull()
})

it.each([
  ['read the other way round', '21C06920', ['2069C021']],
  ['with its last bytes only', 'C1D27480', ['04A2B9C1D27480']],
  ['with its first bytes only, the other way round', 'C1B9A204', ['04A2B9C1D27480']],
  ['the same one', '2069C021', []],
  ['of nobody', 'DEADBEEF', []],
  ['a word', 'VISITOR1', []],
])('A01: a card %s resembles what it may be', (_how, token, similar) => {
  expect(lookalikesAmong(['2069C021', '04A2B9C1D27480', 'FREE', 'VISITOR']).of(token)).toEqual(similar)
})
