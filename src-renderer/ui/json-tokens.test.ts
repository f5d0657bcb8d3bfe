import { describe, expect, it } from 'vitest'
import { jsonTokens, prettyJson } from './json-tokens'

describe('jsonTokens', () => {
  it('tells keys, strings, numbers and words apart and loses nothing', () => {
    const text = '{"a": "b:c", "n": -1.5e3, "t": true}'
    const tokens = jsonTokens(text)
    expect(tokens.map(({ text: piece }) => piece).join('')).toBe(text)
    expect(tokens.filter(({ role }) => role !== 'plain').map(({ role }) => role))
      .toEqual(['key', 'string', 'key', 'number', 'key', 'word'])
  })

  it.each(['[2,"id', '', 'not json at all', '{"a\\":1'])('keeps broken text whole: %s', (text) => {
    expect(jsonTokens(text).map(({ text: piece }) => piece).join('')).toBe(text)
  })
})

describe('prettyJson', () => {
  it.each([
    '[2,"19223201","BootNotification",{"chargePointVendor":"Ugly, Inc: {x}","list":[],"o":{},"n":[1,[2,{}]]}]',
    '{"a":"quote \\" and [brackets]","b":null}',
    '3',
  ])('indents as JSON.stringify does: %s', (text) => {
    expect(prettyJson(text)).toBe(JSON.stringify(JSON.parse(text), null, 2))
  })

  it('keeps integers that a number cannot hold (quirk F09)', () => {
    expect(prettyJson('{"transactionId":9223372036854775807}')).toContain('9223372036854775807')
  })

  it('says so when the text is not JSON', () => {
    expect(prettyJson('[2,"x",')).toBeNull()
  })
})
