import { describe, expect, it } from 'vitest'
import { readOcmf } from './ocmf'
import { aMeter, aRecord, sealed } from './testing/records'

const meter = aMeter()
const readings = (...list: Record<string, unknown>[]) => readOcmf(aRecord(meter, { readings: list }))?.readings

describe('a record', () => {
  it('keeps its payload character by character', () => {
    const payload = '{ "PG" : "T1",\n "RD":[ {"RV": 3.50} ], "UX": "Käfig" }'
    expect(readOcmf(`  ${sealed(payload, meter)}\n`)?.payload).toBe(payload)
  })

  it.each([
    ['no header', '{"PG":"T1"}|{"SD":"00"}'],
    ['no signature', 'OCMF|{"PG":"T1"}'],
    ['broken JSON', 'OCMF|{"PG":|{"SD":"00"}'],
    ['a list in place of the payload', 'OCMF|[]|{"SD":"00"}'],
    ['nothing signed', 'OCMF|{}|{}'],
    ['nothing', ''],
  ])('with %s is none', (_name, text) => {
    expect(readOcmf(text)).toBeNull()
  })

  it('without an algorithm is of secp256r1, and its signature is hexadecimal', () => {
    expect(readOcmf('OCMF|{}|{"SD":"00"}')?.signature).toEqual({ algorithm: 'ECDSA-secp256r1-SHA256', encoding: 'hex', data: '00' })
  })

  it('without a meter is of its gateway', () => {
    expect(readOcmf(aRecord(meter, { MS: '' }))?.serial).toBe('VT-1')
  })
})

describe('readings', () => {
  it('inherit what they leave out, but not the value', () => {
    const first = { TM: '2026-03-03T08:00:00,000+0000 S', TX: 'B', RV: 1, RI: '1-0:1.8.0', RU: 'kWh', EF: '', ST: 'G' }
    const read = readings(first, { TX: 'C', RV: 2 }, { RV: 3 }, { TX: 'E' })
    expect(read?.map(({ moment, value, unit, status }) => [moment, value, unit, status])).toEqual([
      ['begin', '1', 'kWh', 'G'],
      ['during', '2', 'kWh', 'G'],
      ['during', '3', 'kWh', 'G'],
      ['end', null, 'kWh', 'G'],
    ])
  })

  it('keep each digit that was signed', () => {
    const text = sealed('{"RD":[{"RV":12345.600,"RU":"kWh"},{"RV":"   9.038"}]}', meter)
    expect(readOcmf(text)?.readings.map(({ value }) => value)).toEqual(['12345.600', '9.038'])
  })

  it.each([
    ['2018-07-24T13:22:04,000+0200 S', Date.UTC(2018, 6, 24, 11, 22, 4), 'S'],
    ['2018-07-24T13:22:04,5-0330 I', Date.UTC(2018, 6, 24, 16, 52, 4, 500), 'I'],
    ['2018-07-24T13:22:04Z', Date.UTC(2018, 6, 24, 13, 22, 4), null],
    ['yesterday', null, null],
  ])('are timed: %s', (told, at, clock) => {
    expect(readings({ TM: told, RV: 1 })).toMatchObject([{ at, clock }])
  })

  it.each([
    ['E', 'end'], ['L', 'end'], ['R', 'end'], ['A', 'end'], ['P', 'end'], ['B', 'begin'], ['X', 'exception'], ['S', 'during'], ['T', 'during'], ['?', null],
  ])('of kind %s are of %s', (told, moment) => {
    expect(readings({ TX: told, RV: 1 })).toMatchObject([{ moment }])
  })

  it('that are no list are none', () => {
    expect(readOcmf(aRecord(meter, { RD: 'none' }))?.readings).toEqual([])
  })
})
