import { describe, expect, it } from 'vitest'
import type { NeutralCall, StationMessage, TokenVerdict, Verdict } from '../domain/station-message'
import type { Dialect, Outbound } from './dialect'
import { schemaChecks } from './schema-check'
import { v16 } from './v16'
import { v201 } from './v201'
import { v21 } from './v21'
import type { Wire } from './wire-reading'

/** Every action that a station may send, from the specifications. */
const of16 = [
  'Authorize',
  'BootNotification',
  'DataTransfer',
  'DiagnosticsStatusNotification',
  'FirmwareStatusNotification',
  'Heartbeat',
  'MeterValues',
  'StartTransaction',
  'StatusNotification',
  'StopTransaction',
  'LogStatusNotification',
  'SecurityEventNotification',
  'SignCertificate',
  'SignedFirmwareStatusNotification',
]
const of201 = [
  'Authorize',
  'BootNotification',
  'ClearedChargingLimit',
  'DataTransfer',
  'FirmwareStatusNotification',
  'Get15118EVCertificate',
  'GetCertificateStatus',
  'Heartbeat',
  'LogStatusNotification',
  'MeterValues',
  'NotifyChargingLimit',
  'NotifyCustomerInformation',
  'NotifyDisplayMessages',
  'NotifyEVChargingNeeds',
  'NotifyEVChargingSchedule',
  'NotifyEvent',
  'NotifyMonitoringReport',
  'NotifyReport',
  'PublishFirmwareStatusNotification',
  'ReportChargingProfiles',
  'ReservationStatusUpdate',
  'SecurityEventNotification',
  'SignCertificate',
  'StatusNotification',
  'TransactionEvent',
]
const of21 = [
  ...of201,
  'BatterySwap',
  'ClosePeriodicEventStream',
  'GetCertificateChainStatus',
  'NotifyDERAlarm',
  'NotifyDERStartStop',
  'NotifyPeriodicEventStream',
  'NotifyPriorityCharging',
  'NotifySettlement',
  'OpenPeriodicEventStream',
  'PullDynamicScheduleUpdate',
  'ReportDERControl',
  'VatNumberValidation',
]

const now = Date.UTC(2026, 0, 1)
const standings = ['accepted', 'blocked', 'expired', 'not-yet-valid', 'unknown', 'invalid', 'concurrent-transaction'] as const
const tokens: TokenVerdict[] = standings.flatMap((standing) => [
  { standing, group: null, expiresAt: null },
  { standing, group: 'G'.repeat(36), expiresAt: now + 1 },
  { standing, group: 'FLEET', expiresAt: null },
])

/** Every verdict that can follow from a message. */
function verdictsOn(kind: StationMessage['kind']): Verdict[] {
  switch (kind) {
    case 'boot':
      return (['accepted', 'pending', 'rejected'] as const).map((registration) => ({
        kind,
        registration,
        intervalS: 300,
        now,
      }))
    case 'heartbeat':
      return [{ kind, now }]
    case 'authorize':
      return tokens.map((token) => ({ kind: 'authorization', token }))
    case 'transaction':
      return [...tokens, null].map((token) => ({ kind, transactionId: 7, token }))
    case 'data-transfer':
      return (['accepted', 'rejected', 'unknown-vendor'] as const).map((status) => ({ kind, status }))
    default:
      return [{ kind: 'acknowledged' }]
  }
}

/** What an answer has to repeat of its question. */
const questions: Record<string, Wire> = {
  VatNumberValidation: { vatNumber: 'DE123456789' },
  GetCertificateChainStatus: {
    certificateStatusRequests: [
      {
        source: 'OCSP',
        urls: ['http://x'],
        certificateHashData: { hashAlgorithm: 'SHA256', issuerNameHash: 'a', issuerKeyHash: 'b', serialNumber: 'c' },
      },
    ],
  },
}

const versions: [Dialect, string[]][] = [
  [v16, of16],
  [v201, of201],
  [v21, of21],
]

describe.each(versions.map(([dialect, actions]) => [dialect.name, dialect, actions] as const))(
  '%s',
  (_name, dialect, actions) => {
    it('knows every action of a station and no other', () => {
      expect(Object.keys(dialect.inbound).sort()).toEqual([...actions].sort())
    })

    it.each(actions.filter((action) => action !== 'NotifyPeriodicEventStream'))(
      'answers %s by its schema',
      (action) => {
        const inbound = dialect.inbound[action]
        const question = questions[action] ?? {}
        if (inbound === undefined) throw new Error('missing')
        for (const verdict of verdictsOn(inbound.decode(question).kind)) {
          expect(schemaChecks(dialect).response(action, inbound.answer(verdict, question))).toBeNull()
        }
      },
    )

    it.each(actions)('reads whatever %s holds', (action) => {
      const odd = [null, 'x', 1, [], [1], {}, [{}], [{ sampledValue: [{ value: {} }] }]]
      const fields = [
        'chargingStation',
        'connectorId',
        'evse',
        'eventData',
        'evseId',
        'idTag',
        'idToken',
        'meterValue',
        'reportData',
        'status',
        'timestamp',
        'transactionData',
        'transactionId',
        'transactionInfo',
        'data',
      ]
      for (const value of odd) {
        const payload = Object.fromEntries(fields.map((field) => [field, value]))
        expect(() => dialect.inbound[action]?.decode(payload)).not.toThrow()
      }
    })

    it('has a schema for every request that it builds', () => {
      const place = { evse: 2, connector: 1 }
      const calls: NeutralCall[] = [
        { kind: 'start', place, idToken: 'A1', remoteStartId: 5 },
        { kind: 'stop', transactionId: '17' },
        ...(['soft', 'hard'] as const).map((mode) => ({ kind: 'reset', mode }) as const),
        { kind: 'unlock', place },
        { kind: 'local-list-version' },
        { kind: 'local-list-limits' },
        ...(['full', 'differential'] as const).flatMap((mode): NeutralCall[] => [
          { kind: 'send-local-list', version: 3, mode, entries: [] },
          {
            kind: 'send-local-list',
            version: 3,
            mode,
            entries: [
              { idToken: '04A2B9C1D27480', type: null, info: { group: 'G'.repeat(36), expiresAt: now } },
              { idToken: 'T'.repeat(36), type: 'eMAID', info: { group: null, expiresAt: null } },
              { idToken: 'A1', type: 'NewType', info: null },
            ],
          },
        ]),
        ...[place, { evse: 1, connector: null }, null].flatMap((where): NeutralCall[] => [
          { kind: 'availability', place: where, operative: where === null },
          ...(['boot', 'heartbeat', 'status', 'meter-values', 'diagnostics', 'firmware'] as const).map((topic) => ({
            kind: 'trigger' as const,
            topic,
            place: where,
          })),
        ]),
      ]
      for (const call of calls) {
        const outbound = dialect.outbound[call.kind] as Outbound<NeutralCall> | undefined
        const payload = outbound?.encode(call)
        if (outbound === undefined || payload === undefined || 'unsupported' in payload) throw new Error('missing')
        const { action } = outbound
        expect([action, schemaChecks(dialect).request(action, payload)]).toEqual([action, null])
        expect(Object.keys(dialect.sendable)).toContain(action)
      }
    })

    it('B11: sends times in UTC with Z and at most three fraction digits', () => {
      const answer = dialect.inbound.Heartbeat?.answer({ kind: 'heartbeat', now: now + 1.5 }, {})
      expect(answer).toEqual({ currentTime: '2026-01-01T00:00:00.001Z' })
    })

    it('X08: reads a status that it does not know, and yes in all its words', () => {
      const read = (status: unknown) => dialect.outbound.reset?.read({ status })
      expect(read('AcceptedCanceled')).toMatchObject({ accepted: true, raw: 'AcceptedCanceled' })
      expect(read('Scheduled')).toMatchObject({ accepted: true, raw: 'Scheduled' })
      expect(read('Perhaps')).toMatchObject({ accepted: false, raw: 'Perhaps' })
      expect(read(undefined)).toMatchObject({ accepted: false, raw: '' })
    })
  },
)
