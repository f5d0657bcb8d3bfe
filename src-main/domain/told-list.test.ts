import { describe, expect, it } from 'vitest'
import { emptyList, expectedList, missingOf, type Told, type ToldPart, withToldPart } from './told-list'

interface Item {
  id: number
  value: string
}
const part = (seqNo: number | null, isLast: boolean, items: Record<number, string>, requestId = 7): ToldPart<Item> => ({
  requestId, seqNo, isLast, items: Object.entries(items).map(([id, value]) => ({ id: Number(id), value })),
})
const told = (known: Told<Item> | null, ...parts: ToldPart<Item>[]) => parts.reduce<Told<Item> | null>((list, one) => withToldPart(list, one, { at: 5, mostItems: 100 }), known)!

describe('a list that is told in parts', () => {
  it('is whole with its last part and all before it, in whatever order they come', () => {
    const list = told(expectedList(7, 1), part(2, true, { 3: 'c' }), part(0, false, { 1: 'a' }), part(1, false, { 2: 'b' }))
    expect(list.items.map(({ value }) => value)).toEqual(['a', 'b', 'c'])
    expect(missingOf(list)).toEqual([])
  })

  it('names what is missing', () => {
    expect(missingOf(told(expectedList(7, 1), part(0, false, {}), part(2, false, {})))).toEqual(['#1', 'end'])
    expect(missingOf(told(expectedList(7, 1), part(3, true, {}))), 'three never came').toEqual(['#0–#2'])
    expect(missingOf(told(expectedList(7, 1), part(2_000_000_000, true, {}), part(-7, true, {}))), 'no list of two billion').toEqual(['#0–#1999999999'])
    expect(missingOf(emptyList(7, 1))).toEqual([])
  })

  it('takes a part that comes twice once, and the later word on an item', () => {
    const list = told(expectedList(7, 1), part(0, false, { 1: 'a' }), part(0, false, { 1: 'b' }), part(1, true, {}))
    expect(list).toMatchObject({ parts: [0, 1], items: [{ id: 1, value: 'b' }] })
  })

  it('can be told in parts without numbers', () => {
    const list = told(expectedList(7, 1), part(null, false, { 1: 'a' }), part(null, true, { 2: 'b' }))
    expect(list.items).toHaveLength(2)
    expect(missingOf(list)).toEqual([])
  })

  it('keeps so many items and parts, no more, and goes on with those that it has', () => {
    const all = Object.fromEntries(Array.from({ length: 101 }, (_, id) => [id, 'a']))
    const list = told(expectedList(7, 1), part(0, false, all), part(1, true, { 99: 'b', 100: 'b' }))
    expect(list.items).toHaveLength(100)
    expect(list.items.at(-1)).toEqual({ id: 99, value: 'b' })
    const full = { ...expectedList(7, 1), parts: Array.from({ length: 10_000 }, (_, seqNo) => seqNo) }
    expect(told(full, part(10_000, false, {})).parts).toBe(full.parts)
  })

  it('keeps what is known where another asked for a part of it', () => {
    const known = told(expectedList(7, 1), part(0, true, { 1: 'a', 2: 'b' }))
    expect(told(known, part(0, true, { 2: 'x' }, 8)).items).toEqual([{ id: 1, value: 'a' }, { id: 2, value: 'x' }])
  })
})
