import type { Place } from '#contract/vocabulary'
import type { FileTransfer, LogPeriod } from '../../domain/station-message'
import { type OutboundTable, type Unsupported, utcTime } from '../dialect'
import { signedUpdate } from '../signed-update'
import { readStatus } from '../station-reply'
import { chargingCalls } from './charging'
import { costs } from './costs'
import { localList } from './local-list'
import { reportCalls } from './reports'
import { reservation } from './reservation'
import { security } from './security'
import { variableAddress } from './setting-name'
import { readVariableChanges, readVariables } from './settings'
import type { Requests } from './wire.gen'

const topics = {
  boot: 'BootNotification',
  heartbeat: 'Heartbeat',
  status: 'StatusNotification',
  'meter-values': 'MeterValues',
  diagnostics: 'LogStatusNotification',
  firmware: 'FirmwareStatusNotification',
} as const

/** What a 2.x station can be asked; 2.1 has the same requests. */
export const outbound = {
  ...reportCalls,
  start: {
    action: 'RequestStartTransaction',
    encode: ({ place, idToken, remoteStartId }) => ({
      evseId: place.evse,
      remoteStartId,
      idToken: { idToken, type: 'Central' },
    }),
    read: readStatus,
  },
  stop: {
    action: 'RequestStopTransaction',
    encode: ({ transactionId }) => ({ transactionId }),
    read: readStatus,
  },
  reset: {
    action: 'Reset',
    // OnIdle waits for running transactions, which is what "soft" promises (2.0.1 B11, B12).
    encode: ({ mode }) => ({ type: mode === 'soft' ? 'OnIdle' : 'Immediate' }),
    read: readStatus,
  },
  unlock: {
    action: 'UnlockConnector',
    encode: ({ place }) => ({ evseId: place.evse, connectorId: place.connector ?? 1 }),
    read: readStatus,
  },
  availability: {
    action: 'ChangeAvailability',
    encode({ place, operative }) {
      const operationalStatus = operative ? 'Operative' : 'Inoperative'
      return place === null ? { operationalStatus } : { operationalStatus, evse: evseOf(place) }
    },
    read: readStatus,
  },
  trigger: {
    action: 'TriggerMessage',
    encode({ topic, place }) {
      const requestedMessage = topics[topic]
      return place === null ? { requestedMessage } : { requestedMessage, evse: evseOf(place) }
    },
    read: readStatus,
  },
  'report-settings': {
    action: 'GetBaseReport',
    encode: ({ requestId }) => ({ requestId, reportBase: 'FullInventory' }),
    read: readStatus,
  },
  'read-settings': {
    action: 'GetVariables',
    encode({ names }): Requests['GetVariables'] | Unsupported {
      const [first, ...others] = (names ?? []).map(addressed)
      if (first === undefined) return { unsupported: 'variables are read by their names in OCPP 2.x' }
      return { getVariableData: [first, ...others] }
    },
    read: readVariables,
  },
  'change-settings': {
    action: 'SetVariables',
    encode({ settings }): Requests['SetVariables'] | Unsupported {
      const [first, ...others] = settings.map(({ name, value }) => ({ ...addressed(name), attributeValue: value }))
      if (first === undefined) return { unsupported: 'nothing to change' }
      return { setVariableData: [first, ...others] }
    },
    read: readVariableChanges,
  },
  'upload-diagnostics': {
    action: 'GetLog',
    encode: ({ transfer, period }) => ({ logType: 'DiagnosticsLog', ...logRequest(transfer, period) }),
    read: readStatus,
  },
  'upload-security-log': {
    action: 'GetLog',
    encode: ({ transfer, period }) => ({ logType: 'SecurityLog', ...logRequest(transfer, period) }),
    read: readStatus,
  },
  'update-firmware': {
    action: 'UpdateFirmware',
    encode: ({ transfer: { requestId, location, retries, retryIntervalS }, retrieveAt }) => ({
      requestId,
      retries,
      retryInterval: retryIntervalS,
      firmware: { location, retrieveDateTime: utcTime(retrieveAt) },
    }),
    read: readStatus,
  },
  'update-signed-firmware': {
    action: 'UpdateFirmware',
    encode: signedUpdate,
    read: readStatus,
  },
  ...costs,
  ...localList,
  ...chargingCalls,
  ...reservation,
  ...security,
} satisfies OutboundTable<Requests>

/** What is no name of a variable is asked for all the same, as a component that there cannot be: the station says so. */
const addressed = (name: string) => variableAddress(name) ?? { component: { name: name.slice(0, 50) }, variable: { name: '-' } }

function evseOf({ evse, connector }: Place): { id: number; connectorId?: number } {
  return connector === null ? { id: evse } : { id: evse, connectorId: connector }
}

function logRequest({ requestId, location, retries, retryIntervalS }: FileTransfer, { from, to }: LogPeriod) {
  return {
    requestId,
    retries,
    retryInterval: retryIntervalS,
    log: {
      remoteLocation: location,
      ...(from === null ? {} : { oldestTimestamp: utcTime(from) }),
      ...(to === null ? {} : { latestTimestamp: utcTime(to) }),
    },
  }
}
