import { describe, expect, it } from 'vitest'
import { dataText, decimal, integer, object, objects, text, truth } from './wire-reading'

describe('text', () => {
  it.each([
    ['F02: strips NUL and control characters', 'AB\u0000C\u0007', 'ABC'],
    ['F02: trims identifiers', '  04A2 ', '04A2'],
    ['F03: takes a number where text is due', 12345, '12345'],
    ['F03: takes a boolean where text is due', false, 'false'],
    ['B03: an empty text is not reported', '', null],
    ['B03: blanks are not reported', '   ', null],
    ['B04: keeps 500 characters of a long text', 'x'.repeat(600), 'x'.repeat(500)],
    ['null is nothing', null, null],
    ['an object is no text', { a: 1 }, null],
  ])('%s', (_name, sent, read) => {
    expect(text(sent)).toBe(read)
  })
})

describe('decimal', () => {
  it.each([
    ['a number', 12.5, 12.5],
    ['F03: text where a number is due', '230.1', 230.1],
    ['M17: leading blank', ' 0.0', 0],
    ['M17: decimal comma', '1,5', 1.5],
    ['M17: empty text is no value', '', null],
    ['M17: a thousands separator is not guessed at', '1,234.5', null],
    ['exponent', '1.5e3', 1500],
    ['sign', '-7', -7],
    ['hexadecimal is not a reading', '0x10', null],
    ['a word', 'NaN', null],
    ['infinity', Infinity, null],
    ['null', null, null],
  ])('%s', (_name, sent, read) => {
    expect(decimal(sent)).toBe(read)
  })
})

describe('integer', () => {
  it.each([
    ['a whole number', 7, 7],
    ['F03: text', '7', 7],
    ['a whole number written with a fraction', '7.0', 7],
    ['a fraction', 7.5, null],
    ['F09: beyond 2^53 as lossless text', '9223372036854775807', null],
    ['F09: beyond 2^53 as number', 2 ** 60, null],
    ['nothing', undefined, null],
  ])('%s', (_name, sent, read) => {
    expect(integer(sent)).toBe(read)
  })
})

it('F03: reads booleans in their disguises', () => {
  expect([true, 'true', ' True', 1, '1'].map(truth)).toEqual([true, true, true, true, true])
  expect([false, 'false', 0, null, undefined, 'yes'].map(truth)).toEqual([false, false, false, false, false, false])
})

it('F04: wraps an object where a list is due, and the other way round', () => {
  expect(objects({ a: 1 })).toEqual([{ a: 1 }])
  expect(object([{ a: 1 }])).toEqual({ a: 1 })
})

it('F05: takes empty lists and drops what is no object', () => {
  expect(objects([])).toEqual([])
  expect(objects([null, 1, { a: 1 }])).toEqual([{ a: 1 }])
  expect(objects('x')).toEqual([])
  expect(object('x')).toEqual({})
})

it('keeps free data as text', () => {
  expect([dataText('a'), dataText({ a: 1 }), dataText(null)]).toEqual(['a', '{"a":1}', null])
})
