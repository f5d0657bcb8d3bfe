import { expect, it } from 'vitest'
import { isSameValue, settingKey } from './setting-value'

it.each([
  ['HeartbeatInterval', '300', '300.0', true],
  ['HeartbeatInterval', '300', ' 300', true],
  ['HeartbeatInterval', '300', '3000', false],
  ['ChargingScheduleAllowedChargingRateUnit', 'W', 'Power', true],
  ['ChargingScheduleAllowedChargingRateUnit', 'Current, W', 'Current,Power', true],
  ['ChargingScheduleAllowedChargingRateUnit', 'A', 'Power', false],
  ['SmartChargingCtrlr.RateUnit', 'A,Power', 'A,W', true],
  ['LocalPreAuthorize', 'TRUE', 'true', true],
  ['LocalPreAuthorize', 'on', 'false', false],
  ['MeterValuesSampledData', 'SoC, Voltage', 'SoC,Voltage', true],
  ['MeterValuesSampledData', 'Voltage,SoC', 'SoC,Voltage', false],
  ['CpoName', '', null, true],
  ['CpoName', 'A', null, false],
])('K02: %s: %j and %j mean the same: %s', (name, one, other, same) => {
  expect(isSameValue(name, one, other)).toBe(same)
})

it('K02: names are compared without case', () => {
  expect(settingKey(' heartbeatinterval')).toBe(settingKey('HeartbeatInterval'))
})
