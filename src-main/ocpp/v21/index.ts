import type { Dialect, InboundTable, OutboundTable } from '../dialect'
import { inbound as inboundOf201 } from '../v201/inbound'
import { outbound as outboundOf201 } from '../v201/outbound'
import { added } from './inbound'
import { chargingCallsOf } from '../v201/charging'
import { sendable } from './sendable'
import { smartCharging } from './smart-charging'
import { tariffType } from './tariff'
import { tariffCalls } from './tariff-calls'
import { settingHabits } from '../v201/setting-habits'
import type { Answers, Requests } from './wire.gen'

/** The tables of 2.0.1 and what 2.1 adds. The types prove that old answers and requests fit the new schemas. */
const inbound = {
  ...inboundOf201,
  ...added,
  // The answer of 2.1 for a central system that makes no schedules; 2.0.1 has only the refusal.
  NotifyEVChargingNeeds: { ...inboundOf201.NotifyEVChargingNeeds, answer: () => ({ status: 'NoChargingProfile' as const }) },
  Authorize: {
    ...inboundOf201.Authorize,
    // Block I: the tariff of this user, as far as 2.1 can say it.
    answer(verdict) {
      const price = verdict.kind === 'authorization' ? verdict.price : undefined
      const type = price && tariffType(price.tariff, price.tariffId)
      return { ...inboundOf201.Authorize.answer(verdict), ...(type && !('unsupported' in type) && { tariff: type }) }
    },
  },
} satisfies InboundTable<Answers>
const outbound = {
  ...outboundOf201,
  ...chargingCallsOf(smartCharging),
  ...tariffCalls,
  'send-certificate': {
    ...outboundOf201['send-certificate'],
    // A02.FR.22: what came with the request goes back with the certificate.
    encode: ({ requestId, ...call }) => ({
      ...outboundOf201['send-certificate'].encode({ requestId, ...call }),
      ...(requestId === null ? {} : { requestId }),
    }),
  },
  'connection-profile': {
    ...outboundOf201['connection-profile'],
    encode(call) {
      const { connectionData, ...rest } = outboundOf201['connection-profile'].encode(call)
      return { ...rest, connectionData: { ...connectionData, ocppVersion: 'OCPP21' as const } }
    },
  },
} satisfies OutboundTable<Requests>

export const v21: Dialect = {
  name: 'OCPP 2.1',
  subprotocol: 'ocpp2.1',
  inbound,
  outbound,
  sendable,
  settingHabits,
  smartCharging,
  lastKind: 6,
  isToldTotal: true,
  schemaId: {
    // The one message without an answer has no suffix either.
    request: (action) => (action === 'NotifyPeriodicEventStream' ? `urn:${action}` : `urn:${action}Request`),
    response: (action) => `urn:${action}Response`,
  },
  errorCode: { unreadable: 'FormatViolation', unknownKind: 'MessageTypeNotSupported' },
}
