import { describe, expect, it } from 'vitest'
import { decodeMeterValues } from './meter-decoding'
import type { Wire } from './wire-reading'

const time = '2026-01-01T10:00:00Z'

function decodeOne(sampled: Wire) {
  return decodeMeterValues([{ timestamp: time, sampledValue: [sampled] }])[0]
}

it('M01: a bare value is the imported energy register in Wh, periodic', () => {
  expect(decodeOne({ value: '1234' })).toEqual({
    time,
    quantity: 'energy-import',
    phase: null,
    context: 'periodic',
    value: 1234,
  })
})

describe('units', () => {
  it.each([
    ['kWh become Wh', { value: '1.1', unit: 'kWh' }, 1100],
    ['Wh stay', { value: '1100', unit: 'Wh' }, 1100],
    ['kW become W', { value: '11.04', measurand: 'Power.Active.Import', unit: 'kW' }, 11040],
    ['M16: a power in "Wh" is in W', { value: '7200', measurand: 'Power.Active.Import', unit: 'Wh' }, 7200],
    ['M16: a power in "kWh" is in kW', { value: '7.2', measurand: 'Power.Active.Import', unit: 'kWh' }, 7200],
    ['M16: a frequency in "C" is in Hz', { value: '50.01', measurand: 'Frequency', unit: 'C' }, 50.01],
    ['M16: Celsius', { value: '21', measurand: 'Temperature', unit: 'Celsius' }, 21],
    ['M16: Celcius', { value: '21', measurand: 'Temperature', unit: 'Celcius' }, 21],
    ['M16: C', { value: '21', measurand: 'Temperature', unit: 'C' }, 21],
    ['Fahrenheit', { value: '212', measurand: 'Temperature', unit: 'Fahrenheit' }, 100],
    ['K', { value: '300', measurand: 'Temperature', unit: 'K' }, 26.85],
    ['Percent', { value: '55', measurand: 'SoC', unit: 'Percent' }, 55],
    ['mA become A', { value: '6000', measurand: 'Current.Import', unit: 'mA' }, 6],
    ['MWh become Wh', { value: '1.5', unit: 'MWh' }, 1_500_000],
    ['2.x multiplier', { value: 1.5, unitOfMeasure: { unit: 'Wh', multiplier: 3 } }, 1500],
    ['2.x multiplier with a prefixed unit', { value: 15, unitOfMeasure: { unit: 'kWh', multiplier: -1 } }, 1500],
    ['2.x unit alone', { value: 2, measurand: 'Power.Active.Import', unitOfMeasure: { unit: 'kW' } }, 2000],
  ])('%s', (_name, sampled, value) => {
    expect(decodeOne(sampled)?.value).toBe(value)
  })
})

describe('values', () => {
  it.each([
    ['M17: leading blank', ' 0.0', 0],
    ['M17: decimal comma', '1,5', 1.5],
    ['F03: a number where text is due', 12, 12],
  ])('%s', (_name, value, read) => {
    expect(decodeOne({ value })?.value).toBe(read)
  })

  it('M17: an empty value is no sample', () => {
    expect(decodeOne({ value: '' })).toBeUndefined()
  })

  it('leaves signed blobs to the raw frame', () => {
    expect(decodeOne({ value: 'OCMF|{}', format: 'SignedData' })).toBeUndefined()
  })
})

describe('phases', () => {
  it.each([
    ['L1', 'L1'],
    ['M13: L1-N', 'L1'],
    ['L3-N', 'L3'],
    ['l2', 'L2'],
    ['L1-L2', 'L1-L2'],
    ['N', 'N'],
    ['four', null],
  ])('%s', (label, phase) => {
    expect(decodeOne({ value: '1', phase: label.replace('M13: ', '') })?.phase).toBe(phase)
  })
})

it.each([
  ['Transaction.Begin', 'begin'],
  ['Transaction.End', 'end'],
  ['Sample.Clock', 'clock'],
  ['Interruption.End', 'interruption'],
  ['Trigger', 'trigger'],
  ['Something.New', 'other'],
])('reads the context %s', (context, read) => {
  expect(decodeOne({ value: '1', context })?.context).toBe(read)
})

it('F06: a measurand without a word here keeps its own name', () => {
  expect(decodeOne({ value: '1', measurand: 'Energy.Apparent.Net' })?.quantity).toBe('other:Energy.Apparent.Net')
  expect(decodeOne({ value: '80', measurand: 'SOC' })?.quantity).toBe('soc')
})

it('F04: takes an object where the list of values is due, F05: and an empty list', () => {
  expect(decodeMeterValues({ timestamp: time, sampledValue: { value: '7' } })).toHaveLength(1)
  expect(decodeMeterValues([{ timestamp: time, sampledValue: [] }])).toEqual([])
  expect(decodeMeterValues(undefined)).toEqual([])
})

it('keeps the register at the supply apart from the one at the plug', () => {
  const sampledValue = [
    { value: '1000', measurand: 'Energy.Active.Import.Register', location: 'Inlet' },
    { value: '950', measurand: 'Energy.Active.Import.Register' },
    { value: '40', measurand: 'SoC', location: 'EV' },
  ]
  expect(decodeMeterValues([{ timestamp: time, sampledValue }]).map(({ quantity }) => quantity)).toEqual([
    'other:Energy.Active.Import.Register@Inlet',
    'energy-import',
    'soc',
  ])
})
