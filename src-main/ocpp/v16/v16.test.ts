import { describe, expect, it } from 'vitest'
import type { NeutralCall } from '../../domain/station-message'
import type { Outbound } from '../dialect'
import type { Wire } from '../wire-reading'
import { v16 } from '.'

const time = '2026-01-01T10:00:00Z'
const decode = (action: string, payload: Wire) => v16.inbound[action]?.decode(payload)

describe('StatusNotification', () => {
  it.each([
    ['Available', 'available', null],
    ['Preparing', 'occupied', null],
    ['Charging', 'occupied', 'charging'],
    ['SuspendedEV', 'occupied', 'suspended-ev'],
    ['SuspendedEVSE', 'occupied', 'suspended-evse'],
    ['Finishing', 'occupied', null],
    ['Reserved', 'reserved', null],
    ['Unavailable', 'unavailable', null],
    ['Faulted', 'faulted', null],
    ['Occupied', 'occupied', null],
    ['S02: Error', 'unknown', null],
  ])('%s is %s, charging state %s', (name, status, chargingState) => {
    const rawStatus = name.replace('S02: ', '')
    expect(
      decode('StatusNotification', { connectorId: 2, status: rawStatus, errorCode: 'NoError', timestamp: time }),
    ).toMatchObject({
      kind: 'connector-status',
      place: { evse: 2, connector: 1 },
      status,
      chargingState,
      rawStatus,
      time,
      fault: null,
      remark: null,
    })
  })

  it.each([
    ['Available', 'enabled'],
    ['Unavailable', 'disabled'],
    ['Faulted', 'faulted'],
    ['Charging', 'unknown'],
  ])('S01: %s of connector 0 is the station, %s', (rawStatus, status) => {
    expect(decode('StatusNotification', { connectorId: 0, status: rawStatus, errorCode: 'NoError' })).toEqual({
      kind: 'station-status',
      status,
      rawStatus,
      time: null,
      fault: null,
      remark: null,
    })
  })

  it('tells a fault with all that the station says of it', () => {
    const payload = {
      connectorId: 1,
      status: 'Faulted',
      errorCode: 'OtherError',
      info: 'x',
      vendorErrorCode: '55',
      vendorId: 'v',
    }
    expect(decode('StatusNotification', payload)).toMatchObject({
      fault: { code: 'OtherError', info: 'x', vendorCode: '55', vendorId: 'v' },
    })
  })

  it.each(['null', '0x0000', '0'])('S15: the text "%s" is empty', (word) => {
    const payload = { connectorId: 1, status: 'Available', info: word, vendorErrorCode: word }
    expect(decode('StatusNotification', { ...payload, errorCode: 'NoError' })).toMatchObject({ fault: null, remark: null })
    expect(decode('StatusNotification', payload)).toMatchObject({ fault: null })
    expect(decode('StatusNotification', { ...payload, errorCode: 'InternalError' })).toMatchObject({
      fault: { code: 'InternalError', info: null, vendorCode: null },
    })
  })

  it('S03: keeps what the fields of the vendor say although there is no error', () => {
    const payload = { connectorId: 1, status: 'SuspendedEVSE', errorCode: 'NoError', vendorErrorCode: '55' }
    expect(decode('StatusNotification', payload)).toMatchObject({ fault: null, remark: { code: 'NoError', vendorCode: '55', info: null } })
  })

  it('S02: takes an error code that is not in the list for another error, and keeps it', () => {
    expect(decode('StatusNotification', { connectorId: 1, status: 'Faulted', errorCode: 'Burning' })).toMatchObject({
      fault: { code: 'OtherError', rawCode: 'Burning' },
    })
  })
})

it('B03: mandatory boot fields that are empty are not reported', () => {
  expect(
    decode('BootNotification', { chargePointVendor: '', chargePointModel: 'M', chargeBoxSerialNumber: 'S' }),
  ).toEqual({
    kind: 'boot',
    vendor: null,
    model: 'M',
    serial: 'S',
    firmware: null,
    iccid: null,
    imsi: null,
    meterType: null,
    meterSerial: null,
    reason: null,
  })
})

it('reads a start', () => {
  const payload = { connectorId: 1, idTag: ' 04A2\u0000', meterStart: '1200', timestamp: time }
  expect(decode('StartTransaction', payload)).toEqual({
    kind: 'transaction',
    phase: 'started',
    transactionId: null,
    seqNo: null,
    place: { evse: 1, connector: 1 },
    idToken: { value: '04A2', type: null },
    time,
    offline: false,
    chargingState: null,
    meterWh: 1200,
    samples: [],
    reason: null,
    rawReason: null,
    remoteStartId: null,
      reservationId: null,
  })
})

describe('transaction ids', () => {
  it.each([
    ['an id', 17, '17'],
    ['F03: as text', '17', '17'],
    ['the largest', 2147483647, '2147483647'],
    ['T01: -1', -1, null],
    ['T10: 0', 0, null],
    ['T02: a negative id of its own', -42, '-42'],
    ['a fraction', 1.5, null],
    ['F09: beyond int32', 2147483648, null],
    ['F09: below int32', -2147483649, null],
    ['F09: beyond 2^53, lossless', '9223372036854775807', null],
    ['none', undefined, null],
  ])('%s', (_name, transactionId, read) => {
    expect(decode('StopTransaction', { transactionId, meterStop: 1 })).toMatchObject({ transactionId: read })
    expect(decode('MeterValues', { connectorId: 1, transactionId, meterValue: [] })).toMatchObject({
      transactionId: read,
    })
  })
})

describe('StopTransaction', () => {
  it.each([
    ['Remote', 'remote'],
    ['EVDisconnected', 'ev-disconnected'],
    ['DeAuthorized', 'deauthorized'],
    ['UnlockCommand', 'unlock-command'],
    ['MadeUp', 'other'],
  ])('ends by %s', (rawReason, reason) => {
    expect(decode('StopTransaction', { transactionId: 1, reason: rawReason })).toMatchObject({ reason, rawReason })
  })

  it('T11: needs no id token, T15: and without a reason it was local', () => {
    expect(decode('StopTransaction', { transactionId: 1, meterStop: 5 })).toMatchObject({
      phase: 'ended',
      idToken: null,
      reason: 'local',
      rawReason: null,
      meterWh: 5,
      place: null,
    })
  })

  it('T03: brings the samples of its transactionData', () => {
    const transactionData = {
      timestamp: time,
      sampledValue: [{ value: '1.2', unit: 'kWh', context: 'Transaction.End' }],
    }
    expect(decode('StopTransaction', { transactionId: 1, transactionData })).toMatchObject({
      samples: [{ time, quantity: 'energy-import', value: 1200, context: 'end' }],
    })
  })
})

it('MeterValues of connector 0 are those of the station', () => {
  const payload = { connectorId: 0, meterValue: [{ timestamp: time, sampledValue: [{ value: '1' }] }] }
  expect(decode('MeterValues', payload)).toMatchObject({ place: null, samples: [{ value: 1 }] })
})

describe('requests', () => {
  const place = { evse: 2, connector: 1 }
  const encode = (call: NeutralCall) => {
    const outbound = v16.outbound[call.kind] as Outbound<NeutralCall> | undefined
    const payload = outbound?.encode(call) ?? {}
    return 'unsupported' in payload ? payload : [outbound?.action, payload]
  }

  it.each<[string, NeutralCall, unknown]>([
    [
      'T18: start names the connector',
      { kind: 'start', place, idToken: 'A', remoteStartId: 1 },
      ['RemoteStartTransaction', { connectorId: 2, idTag: 'A' }],
    ],
    ['stop', { kind: 'stop', transactionId: '9' }, ['RemoteStopTransaction', { transactionId: 9 }]],
    ['soft reset', { kind: 'reset', mode: 'soft' }, ['Reset', { type: 'Soft' }]],
    ['unlock', { kind: 'unlock', place }, ['UnlockConnector', { connectorId: 2 }]],
    [
      'whole station',
      { kind: 'availability', place: null, operative: false },
      ['ChangeAvailability', { connectorId: 0, type: 'Inoperative' }],
    ],
    [
      'trigger',
      { kind: 'trigger', topic: 'boot', place: null },
      ['TriggerMessage', { requestedMessage: 'BootNotification' }],
    ],
    [
      'M25: meter values of a connector',
      { kind: 'trigger', topic: 'meter-values', place },
      ['TriggerMessage', { requestedMessage: 'MeterValues', connectorId: 2 }],
    ],
    [
      'diagnostics',
      { kind: 'trigger', topic: 'diagnostics', place: null },
      ['TriggerMessage', { requestedMessage: 'DiagnosticsStatusNotification' }],
    ],
    [
      'a long id token',
      { kind: 'start', place, idToken: 'x'.repeat(21), remoteStartId: 1 },
      { unsupported: expect.stringContaining('20 characters') },
    ],
    [
      'a transaction id of 2.x',
      { kind: 'stop', transactionId: 'ab-1' },
      { unsupported: expect.stringContaining('ab-1') },
    ],
  ])('%s', (_name, call, request) => {
    expect(encode(call)).toEqual(request)
  })
})
