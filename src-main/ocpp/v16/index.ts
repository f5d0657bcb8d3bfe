import type { Dialect } from '../dialect'
import { inbound } from './inbound'
import { outbound } from './outbound'
import { smartCharging } from './charging'
import { sendable } from './sendable'
import { settingHabits } from './setting-habits'

export const v16: Dialect = {
  name: 'OCPP 1.6J',
  subprotocol: 'ocpp1.6',
  inbound,
  outbound,
  sendable,
  settingHabits,
  smartCharging,
  lastKind: 4,
  isToldTotal: false,
  schemaId: {
    request: (action) => `urn:${action}.req`,
    response: (action) => `urn:${action}.conf`,
  },
  errorCode: { unreadable: 'FormationViolation', unknownKind: null },
}
