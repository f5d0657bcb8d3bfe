import { expect, it } from 'vitest'
import { covers, measurandsOf, missingOf, withAllWanted } from './sampled-list'

it.each([
  ['Voltage, SoC', ['Voltage', 'SoC']],
  ['"Voltage","SoC"', ['Voltage', 'SoC']],
  ['"Voltage, SoC "', ['Voltage', 'SoC']],
  ["['Voltage' ; 'SoC']", ['Voltage', 'SoC']],
  [' , ', []],
])('M23: reads the list %s', (written, list) => {
  expect(measurandsOf(written)).toEqual(list)
})

it('M22: knows a measurand that is named for each phase', () => {
  expect(covers(['Current.Import.L1', 'Current.Import.L2'], 'Current.Import')).toBe(true)
  expect(covers(['Current.Offered'], 'Current.Import')).toBe(false)
  expect(missingOf(['energy.active.import.register', 'Current.Import.L1', 'SoC'])).toEqual(['power', 'voltage'])
})

it('M22: puts what matters first and keeps what is there beside it', () => {
  expect(withAllWanted(['Temperature', 'Voltage'])).toEqual([
    'Energy.Active.Import.Register', 'Power.Active.Import', 'SoC', 'Current.Import', 'Voltage', 'Temperature',
  ])
})
