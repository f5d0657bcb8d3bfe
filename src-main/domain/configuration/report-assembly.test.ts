import { describe, expect, it } from 'vitest'
import type { ReportedSetting } from '../station-message'
import { emptyReport, gapsOf, isWhole, settingsOf, withPart } from './report-assembly'

const setting = (name: string, value = '1'): ReportedSetting => ({
  name, component: null, value, access: null, type: null, allowed: [], minimum: null, maximum: null, unit: null,
})
const part = (seqNo: number, isLast: boolean, ...names: string[]) => ({ seqNo, isLast, settings: names.map((name) => setting(name)) })
const assembled = (...parts: ReturnType<typeof part>[]) => parts.reduce(withPart, emptyReport(7))

describe('a report in parts', () => {
  it('is whole with its last part and all before it, in whatever order they come', () => {
    const report = assembled(part(2, true, 'C'), part(0, false, 'A'), part(1, false, 'B'))
    expect(isWhole(report)).toBe(true)
    expect(gapsOf(report)).toEqual([])
    expect(settingsOf(report).map(({ name }) => name)).toEqual(['A', 'B', 'C'])
  })

  it('names the parts that are missing, and the end', () => {
    expect(gapsOf(assembled(part(0, false, 'A'), part(3, true, 'D')))).toEqual(['#1–#2'])
    expect(gapsOf(assembled(part(1, false, 'B')))).toEqual(['#0', 'end'])
    expect(gapsOf(emptyReport(7))).toEqual(['end'])
  })

  it('names what is missing before any number in a word, be it two billion', () => {
    const report = assembled(part(2_000_000_000, true, 'A'), part(2, false, 'B'), part(-1, false, 'C'))
    expect(isWhole(report)).toBe(false)
    expect(gapsOf(report)).toEqual(['#0–#1', '#3–#1999999999'])
    expect(gapsOf(assembled(part(Number.MAX_SAFE_INTEGER, false, 'A')))).toEqual(['#0–#9007199254740990', 'end'])
  })

  it('keeps ten thousand parts, no more', () => {
    const report = emptyReport(7)
    const full = { ...report, parts: new Map(Array.from({ length: 10_000 }, (_, seqNo) => [seqNo, []])) }
    expect(withPart(full, part(10_000, true, 'A'))).toBe(full)
    expect(isWhole(withPart(full, part(9_999, true, 'A'))), 'one that it has may come again').toBe(true)
  })

  it('takes a part that comes twice once', () => {
    const report = assembled(part(0, false, 'A'), part(0, false, 'A'), part(1, true, 'B'))
    expect(settingsOf(report)).toHaveLength(2)
  })

  it('puts five thousand settings in 200 parts together', () => {
    const parts = Array.from({ length: 200 }, (_, seqNo) =>
      part(seqNo, seqNo === 199, ...Array.from({ length: 25 }, (_, n) => `C.V[${seqNo * 25 + n}]`)),
    )
    expect(settingsOf(assembled(...parts))).toHaveLength(5_000)
  })
})
