import { expect, it } from 'vitest'
import { configuredKeys, keysAt } from './configured-keys'

it.each([
  ['MeterPublicKey', null],
  ['MeterPublicKey1', 1],
  ['MeterPublicKey[2]', 2],
  ['FiscalMetering.PublicKey', null],
  ['FiscalMetering@2.PublicKey', 2],
  ['FiscalMetering[main]@2:1.PublicKey', 2],
  ['FiscalMetering.PublicKey[3]', 3],
])('%s is the key of EVSE %s', (name, evse) => {
  expect(configuredKeys([{ name, value: ' 04ab ' }])).toEqual([{ evse, text: '04ab' }])
})

it.each([['PublicKeyWithSignedMeterValue', 'Never'], ['MeterPublicKey', ''], ['MeterPublicKey', null], ['Other.PublicKey', '04ab']])(
  '%s = %s is none',
  (name, value) => {
    expect(configuredKeys([{ name, value }])).toEqual([])
  },
)

it('the key of the meter itself goes before one of the charger, and one of another meter is left out', () => {
  const keys = [{ evse: null }, { evse: 1 }, { evse: 2 }]
  expect(keysAt(keys, 2)).toEqual([{ evse: 2 }, { evse: null }])
  expect(keysAt(keys, null)).toEqual([{ evse: null }, { evse: 1 }, { evse: 2 }])
})
