import { expect, it } from 'vitest'
import { answeredCalls } from './answered-calls'

const MINUTE = 60_000
const callOf = (text: string) => ({ id: '7', text })

it('F07: remembers the answers to the latest calls of each station', () => {
  const answered = answeredCalls(() => 0)
  for (let call = 1; call <= 20; call++) answered.remember('CP1', callOf(`call ${call}`), `answer ${call}`)
  expect(answered.recall('CP1', callOf('call 20'))).toBe('answer 20')
  expect(answered.recall('CP1', callOf('call 4'))).toBeNull()
  expect(answered.recall('CP2', callOf('call 20'))).toBeNull()
})

it('F07: forgets them when no retry comes any more', () => {
  let now = 0
  const answered = answeredCalls(() => now)
  answered.remember('CP1', callOf('call'), 'answer')
  now = 14 * MINUTE
  expect(answered.recall('CP1', callOf('call'))).toBe('answer')
  now = 15 * MINUTE
  expect(answered.recall('CP1', callOf('call'))).toBeNull()
})

it('F07: keeps no more stations than a large installation has', () => {
  const answered = answeredCalls(() => 0)
  for (let station = 0; station <= 5_000; station++) answered.remember(`CP${station}`, callOf('call'), 'answer')
  expect(answered.recall('CP0', callOf('call'))).toBeNull()
  expect(answered.recall('CP1', callOf('call'))).toBe('answer')
})
