import { type OutboundTable, type Unsupported, utcTime } from '../dialect'
import { signedUpdate } from '../signed-update'
import { readAnswer, readStatus } from '../station-reply'
import { text } from '../wire-reading'
import { chargingCalls } from './charging'
import { costs } from './costs'
import { localList } from './local-list'
import { reservation } from './reservation'
import { security } from './security'
import { readChange, readConfiguration } from './settings'
import type { Requests } from './wire.gen'

const topics = {
  boot: 'BootNotification',
  heartbeat: 'Heartbeat',
  status: 'StatusNotification',
  'meter-values': 'MeterValues',
  diagnostics: 'DiagnosticsStatusNotification',
  firmware: 'FirmwareStatusNotification',
} as const

/** What a 1.6 station can be asked. Connector n is the place (n, 1). */
export const outbound = {
  start: {
    action: 'RemoteStartTransaction',
    encode({ place, idToken }): Requests['RemoteStartTransaction'] | Unsupported {
      if (idToken.length > 20) return { unsupported: 'an id token has at most 20 characters in OCPP 1.6' }
      // Some stations refuse a remote start without a connector (quirk T18).
      return { connectorId: place.evse, idTag: idToken }
    },
    read: readStatus,
  },
  stop: {
    action: 'RemoteStopTransaction',
    encode({ transactionId }): Requests['RemoteStopTransaction'] | Unsupported {
      const id = Number(transactionId)
      if (!Number.isInteger(id)) return { unsupported: `the transaction id ${transactionId} is not one of OCPP 1.6` }
      return { transactionId: id }
    },
    read: readStatus,
  },
  reset: {
    action: 'Reset',
    encode: ({ mode }) => ({ type: mode === 'soft' ? 'Soft' : 'Hard' }),
    read: readStatus,
  },
  unlock: {
    action: 'UnlockConnector',
    encode: ({ place }) => ({ connectorId: place.evse }),
    read: readStatus,
  },
  availability: {
    action: 'ChangeAvailability',
    encode: ({ place, operative }) => ({
      connectorId: place?.evse ?? 0,
      type: operative ? 'Operative' : 'Inoperative',
    }),
    read: readStatus,
  },
  trigger: {
    action: 'TriggerMessage',
    encode({ topic, place }) {
      const requestedMessage = topics[topic]
      const connectorId = place?.evse
      return connectorId === undefined ? { requestedMessage } : { requestedMessage, connectorId }
    },
    read: readStatus,
  },
  'read-settings': {
    action: 'GetConfiguration',
    encode: ({ names }) => (names === null ? {} : { key: [...names] }),
    read: readConfiguration,
  },
  'change-settings': {
    action: 'ChangeConfiguration',
    encode({ settings }): Requests['ChangeConfiguration'] | Unsupported {
      const [setting] = settings
      if (settings.length !== 1 || !setting) return { unsupported: 'one key at a time is changed in OCPP 1.6' }
      if (setting.name.length > 50) return { unsupported: 'a key has at most 50 characters in OCPP 1.6' }
      if (setting.value.length > 500) return { unsupported: 'a value has at most 500 characters in OCPP 1.6' }
      return { key: setting.name, value: setting.value }
    },
    read: readChange,
  },
  'upload-diagnostics': {
    action: 'GetDiagnostics',
    encode: ({ transfer: { location, retries, retryIntervalS }, period: { from, to } }) => ({
      location,
      retries,
      retryInterval: retryIntervalS,
      ...(from === null ? {} : { startTime: utcTime(from) }),
      ...(to === null ? {} : { stopTime: utcTime(to) }),
    }),
    // OCPP 1.6, 6.26: no file name means that there is nothing to upload.
    read: (payload) => ({ accepted: Boolean(text(payload.fileName)), raw: text(payload.fileName) ?? '', response: payload }),
  },
  'upload-security-log': {
    action: 'GetLog',
    encode: ({ transfer, period: { from, to } }) => ({
      logType: 'SecurityLog',
      requestId: transfer.requestId,
      retries: transfer.retries,
      retryInterval: transfer.retryIntervalS,
      log: {
        remoteLocation: transfer.location,
        ...(from === null ? {} : { oldestTimestamp: utcTime(from) }),
        ...(to === null ? {} : { latestTimestamp: utcTime(to) }),
      },
    }),
    read: readStatus,
  },
  'update-firmware': {
    action: 'UpdateFirmware',
    encode: ({ transfer: { location, retries, retryIntervalS }, retrieveAt }) => ({
      location,
      retries,
      retryInterval: retryIntervalS,
      retrieveDate: utcTime(retrieveAt),
    }),
    read: readAnswer,
  },
  'update-signed-firmware': {
    action: 'SignedUpdateFirmware',
    encode: signedUpdate,
    read: readStatus,
  },
  ...costs,
  ...localList,
  ...chargingCalls,
  ...reservation,
  ...security,
} satisfies OutboundTable<Requests>
