import { describe, expect, it } from 'vitest'
import { causesOf, type VendorCode, vendorCodesOf } from './fault-causes'

const entry = (code: string, text: string, overrides: Partial<VendorCode> = {}): VendorCode => ({
  code, vendors: null, models: null, text: { en: text, de: text }, ...overrides,
})
const codes = vendorCodesOf([
  entry('55', 'own words', { vendors: ['easee'], models: ['pro'] }),
  entry('55', 'waits for a token', { vendors: ['easee'] }),
  entry('F001', 'first'),
  entry('F003', 'third'),
  entry('GroundFailure', 'leaks'),
])
const maker = { vendor: 'Easee AS', model: 'Home' }
const fault = (overrides: Partial<Parameters<typeof causesOf>[0]> = {}) => ({
  code: 'OtherError', info: null, vendorCode: null, vendorId: null, ...overrides,
})
const told = (...of: Parameters<typeof causesOf>) => causesOf(...of).map(({ code, info, text }) => [code, info, text?.en ?? null])

describe('S03: the cause in the fields of the vendor', () => {
  it('is looked up by vendor and model', () => {
    expect(told(fault({ vendorCode: '55' }), maker, codes)).toEqual([['55', null, 'waits for a token']])
    expect(told(fault({ vendorCode: '55' }), { ...maker, model: 'Charge Pro' }, codes)).toEqual([['55', null, 'own words']])
    expect(told(fault({ vendorCode: '55', vendorId: 'com.easee' }), { vendor: null, model: null }, codes)).toEqual([['55', null, 'waits for a token']])
  })

  it('of another vendor stays a code', () => {
    expect(told(fault({ vendorCode: '55', info: 'x' }), { vendor: 'Other', model: null }, codes)).toEqual([['55', 'x', null]])
  })

  it('is found in the info as well', () => {
    expect(told(fault({ info: '55' }), maker, codes)).toEqual([['55', null, 'waits for a token']])
    expect(told(fault({ info: 'door is open' }), maker, codes)).toEqual([])
  })

  it('is the code of the standard where there is nothing else', () => {
    expect(told(fault({ code: 'GroundFailure', info: 'L2' }), maker, codes)).toEqual([['GroundFailure', 'L2', 'leaks']])
  })
})

describe('S04: several codes in one field', () => {
  it('are split and paired with their values', () => {
    expect(told(fault({ vendorCode: 'F001, f003', info: '1.11,5.00' }), maker, codes)).toEqual([
      ['F001', '1.11', 'first'],
      ['f003', '5.00', 'third'],
    ])
  })

  it('keep a text that cannot be paired with the first', () => {
    expect(told(fault({ vendorCode: 'F001,F999', info: 'see log' }), maker, codes)).toEqual([
      ['F001', 'see log', 'first'],
      ['F999', null, null],
    ])
  })
})
