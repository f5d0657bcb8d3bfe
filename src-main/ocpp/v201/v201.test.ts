import { describe, expect, it } from 'vitest'
import type { NeutralCall } from '../../domain/station-message'
import type { Outbound } from '../dialect'
import { v21 } from '../v21'
import type { Wire } from '../wire-reading'
import { v201 } from '.'

const time = '2026-01-01T10:00:00Z'

describe.each([v201, v21])('$name', (dialect) => {
  const decode = (action: string, payload: Wire) => dialect.inbound[action]?.decode(payload)

  it('reads a boot', () => {
    const chargingStation = {
      vendorName: 'V',
      model: 'M',
      serialNumber: 'S',
      firmwareVersion: '1',
      modem: { iccid: 'I', imsi: 'J' },
    }
    expect(decode('BootNotification', { chargingStation, reason: 'PowerUp' })).toMatchObject({
      vendor: 'V',
      model: 'M',
      serial: 'S',
      firmware: '1',
      iccid: 'I',
      imsi: 'J',
      reason: 'PowerUp',
    })
  })

  it('C02: a start by button is answered as accepted, one without any token is not judged', () => {
    const answer = (payload: Wire) =>
      dialect.inbound['TransactionEvent']?.answer({ kind: 'transaction', transactionId: 1, token: null }, payload)
    expect(answer({ idToken: { idToken: '', type: 'NoAuthorization' } })).toEqual({ idTokenInfo: { status: 'Accepted' } })
    expect(answer({})).toEqual({})
  })

  it('X06: a connector status says nothing of charging', () => {
    const payload = { evseId: 2, connectorId: 1, connectorStatus: 'Occupied', timestamp: time }
    expect(decode('StatusNotification', payload)).toEqual({
      kind: 'connector-status',
      place: { evse: 2, connector: 1 },
      status: 'occupied',
      chargingState: 'unsaid',
      rawStatus: 'Occupied',
      time,
      fault: 'unsaid',
      remark: 'unsaid',
    })
  })

  it('X01: a connector that is not named stays unknown', () => {
    expect(decode('StatusNotification', { evseId: 2, connectorStatus: 'Available' })).toMatchObject({
      place: { evse: 2, connector: null },
    })
    expect(decode('TransactionEvent', { evse: { id: 3 } })).toMatchObject({ place: { evse: 3, connector: null } })
  })

  it('S01: EVSE 0 is the station, S02: an unknown status is kept', () => {
    expect(decode('StatusNotification', { evseId: 0, connectorId: 0, connectorStatus: 'Unavailable' })).toMatchObject({
      kind: 'station-status',
      status: 'disabled',
    })
    expect(decode('StatusNotification', { evseId: 1, connectorId: 1, connectorStatus: 'Error' })).toMatchObject({
      status: 'unknown',
      rawStatus: 'Error',
    })
  })

  it('reads a transaction event', () => {
    const payload = {
      eventType: 'Started',
      timestamp: time,
      triggerReason: 'Authorized',
      seqNo: 0,
      offline: true,
      evse: { id: 1, connectorId: 2 },
      idToken: { idToken: '04A2', type: 'ISO14443' },
      transactionInfo: { transactionId: 't-1', chargingState: 'SuspendedEVSE', remoteStartId: 5 },
      meterValue: [{ timestamp: time, sampledValue: [{ value: 1.5, unitOfMeasure: { unit: 'kWh' } }] }],
    }
    expect(decode('TransactionEvent', payload)).toEqual({
      kind: 'transaction',
      phase: 'started',
      transactionId: 't-1',
      seqNo: 0,
      place: { evse: 1, connector: 2 },
      idToken: { value: '04A2', type: 'ISO14443' },
      time,
      offline: true,
      chargingState: 'suspended-evse',
      meterWh: null,
      samples: [{ time, quantity: 'energy-import', phase: null, context: 'periodic', value: 1500 }],
      reason: null,
      rawReason: null,
      remoteStartId: 5,
      reservationId: null,
    })
  })

  it('X04: what an event does not repeat is null, X05: and missing required fields are accepted', () => {
    expect(
      decode('TransactionEvent', { eventType: 'Updated', transactionInfo: { transactionId: 't-1' } }),
    ).toMatchObject({
      phase: 'updated',
      seqNo: null,
      place: null,
      idToken: null,
      time: null,
      offline: false,
      chargingState: null,
      reason: null,
    })
  })

  it.each([
    ['Ended', 'EVDisconnected', 'ev-disconnected', 'EVDisconnected'],
    ['Ended', 'ImmediateReset', 'hard-reset', 'ImmediateReset'],
    ['Ended', 'SOCLimitReached', 'soc-limit', 'SOCLimitReached'],
    ['Ended', 'X08: NewReason', 'other', 'NewReason'],
    ['Ended', undefined, 'local', null],
  ])('%s with %s', (eventType, stopped, reason, rawReason) => {
    const transactionInfo = { transactionId: 't', stoppedReason: stopped?.replace('X08: ', '') }
    expect(decode('TransactionEvent', { eventType, transactionInfo })).toMatchObject({
      phase: 'ended',
      reason,
      rawReason,
    })
  })

  it('X07: reads events as alarms', () => {
    const eventData = [
      {
        eventId: 1,
        timestamp: time,
        trigger: 'Alerting',
        actualValue: 'true',
        techCode: 'E7',
        techInfo: 'hot',
        cleared: false,
        component: { name: 'Connector', evse: { id: 1, connectorId: 1 } },
        variable: { name: 'Problem' },
      },
    ]
    expect(decode('NotifyEvent', { generatedAt: time, seqNo: 0, eventData })).toEqual({
      kind: 'alarms',
      alarms: [
        {
          name: 'Connector@1:1.Problem',
          component: 'Connector',
          variable: 'Problem',
          place: { evse: 1, connector: 1 },
          value: 'true',
          techCode: 'E7',
          techInfo: 'hot',
          cleared: false,
          trigger: 'Alerting',
          severity: null,
          monitor: null,
          time,
        },
      ],
    })
  })

  it('reads a report, part by part', () => {
    const reportData = [
      {
        component: { name: 'OCPPCommCtrlr' },
        variable: { name: 'HeartbeatInterval' },
        variableAttribute: [
          { type: 'Target', value: '1' },
          { value: '300', mutability: 'ReadWrite' },
        ],
      },
    ]
    expect(decode('NotifyReport', { requestId: 4, seqNo: 1, tbc: true, reportData })).toEqual({
      kind: 'report',
      requestId: 4,
      seqNo: 1,
      isLast: false,
      settings: [
        {
          name: 'OCPPCommCtrlr.HeartbeatInterval',
          component: 'OCPPCommCtrlr',
          value: '300',
          access: 'read-write',
          type: null,
          allowed: [],
          minimum: null,
          maximum: null,
          unit: null,
        },
      ],
    })
    expect(decode('NotifyReport', { requestId: 4, seqNo: 2 })).toMatchObject({ isLast: true, settings: [] })
  })

  it('reads meter values of an EVSE and of the station', () => {
    const meterValue = [{ timestamp: time, sampledValue: [{ value: 1 }] }]
    expect(decode('MeterValues', { evseId: 1, meterValue })).toMatchObject({ place: { evse: 1, connector: null } })
    expect(decode('MeterValues', { evseId: 0, meterValue })).toMatchObject({ place: null, samples: [{ value: 1 }] })
  })

  it('answers a transaction event with a token verdict only if there is one', () => {
    const answer = dialect.inbound.TransactionEvent?.answer
    expect(answer?.({ kind: 'transaction', transactionId: 1, token: null }, {})).toEqual({})
    expect(answer?.({ kind: 'transaction', transactionId: 1, token: { standing: 'blocked', group: null, expiresAt: null } }, {})).toEqual({
      idTokenInfo: { status: 'Blocked' },
    })
  })

  const place = { evse: 2, connector: 1 }
  it.each<[string, NeutralCall, unknown]>([
    [
      'start',
      { kind: 'start', place, idToken: 'A', remoteStartId: 1 },
      ['RequestStartTransaction', { evseId: 2, remoteStartId: 1, idToken: { idToken: 'A', type: 'Central' } }],
    ],
    ['stop', { kind: 'stop', transactionId: 't' }, ['RequestStopTransaction', { transactionId: 't' }]],
    ['soft reset', { kind: 'reset', mode: 'soft' }, ['Reset', { type: 'OnIdle' }]],
    ['hard reset', { kind: 'reset', mode: 'hard' }, ['Reset', { type: 'Immediate' }]],
    ['unlock', { kind: 'unlock', place }, ['UnlockConnector', { evseId: 2, connectorId: 1 }]],
    [
      'one EVSE',
      { kind: 'availability', place: { evse: 1, connector: null }, operative: true },
      ['ChangeAvailability', { operationalStatus: 'Operative', evse: { id: 1 } }],
    ],
    [
      'whole station',
      { kind: 'availability', place: null, operative: false },
      ['ChangeAvailability', { operationalStatus: 'Inoperative' }],
    ],
    [
      'M25: meter values of an EVSE',
      { kind: 'trigger', topic: 'meter-values', place: { evse: 1, connector: null } },
      ['TriggerMessage', { requestedMessage: 'MeterValues', evse: { id: 1 } }],
    ],
    [
      'status',
      { kind: 'trigger', topic: 'status', place },
      ['TriggerMessage', { requestedMessage: 'StatusNotification', evse: { id: 2, connectorId: 1 } }],
    ],
  ])('asks for %s', (_name, call, request) => {
    const outbound = dialect.outbound[call.kind] as Outbound<NeutralCall> | undefined
    expect([outbound?.action, outbound?.encode(call)]).toEqual(request)
  })
})

it('2.1 reads the severity of an event', () => {
  expect(v21.inbound.NotifyEvent?.decode({ eventData: [{ severity: 2 }] })).toMatchObject({ alarms: [{ severity: 2 }] })
})
