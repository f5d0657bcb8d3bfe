import type { Dialect } from '../dialect'
import { inbound } from './inbound'
import { outbound } from './outbound'
import { smartCharging } from './charging'
import { sendable } from './sendable'
import { settingHabits } from './setting-habits'

export const v201: Dialect = {
  name: 'OCPP 2.0.1',
  subprotocol: 'ocpp2.0.1',
  inbound,
  outbound,
  sendable,
  settingHabits,
  smartCharging,
  lastKind: 4,
  isToldTotal: true,
  schemaId: {
    request: (action) => `urn:${action}.req`,
    response: (action) => `urn:${action}.conf`,
  },
  errorCode: { unreadable: 'FormatViolation', unknownKind: 'MessageTypeNotSupported' },
}
