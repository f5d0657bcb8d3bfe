import { expect, it } from 'vitest'
import { isTooDeep } from './frame-depth'

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

it.each([
  { name: 'an ordinary message', text: '[2,"1","A",{"a":[{"b":"[[["}]}]', is: false },
  { name: '64 levels', text: nested(64), is: false },
  { name: '65 levels', text: nested(65), is: true },
  { name: 'a million levels that are never closed', text: '{"a":'.repeat(1_000_000), is: true },
  { name: 'brackets in a text', text: `["${nested(500)}"]`, is: false },
  { name: 'brackets behind an escaped quote', text: `["\\"${nested(500)}"]`, is: false },
  { name: 'brackets behind an escaped backslash', text: `["\\\\",${nested(500)}]`, is: true },
  { name: 'a text without an end', text: `["${nested(500)}`, is: false },
])('$name: $is', ({ text, is }) => {
  expect(isTooDeep(text)).toBe(is)
})
