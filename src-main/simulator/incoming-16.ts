import { charging16 } from './charging-words'
import { listAnswers } from './local-list'
import { fileOrder, part } from './file-order'
import { refusal } from './station-link'
import type { Payload, Servant, TriggerTopic } from './wire'

const said = (accepted: boolean): Payload => ({ status: accepted ? 'Accepted' : 'Rejected' })
const capital = (word: 'accepted' | 'scheduled' | 'rejected'): Payload => ({
  status: word.charAt(0).toUpperCase() + word.slice(1),
})
/** Connector 0 or none: the whole station. */
const connectorOf = (payload: Payload): number | null => Number(payload['connectorId'] ?? 0) || null

const topics: Record<string, TriggerTopic> = {
  BootNotification: 'boot',
  DiagnosticsStatusNotification: 'log',
  FirmwareStatusNotification: 'firmware',
  Heartbeat: 'heartbeat',
  MeterValues: 'meter-values',
  StatusNotification: 'status',
}

function configuration(station: Servant, payload: Payload): Payload {
  const asked = Array.isArray(payload['key']) ? payload['key'].map(String) : []
  const { mostKeys } = station.settings.habits
  if (mostKeys !== undefined && (asked.length === 0 || asked.length > mostKeys)) {
    throw refusal('NotSupported', `at most ${mostKeys} keys`)
  }
  const known = asked.length === 0 ? station.settings.all : asked.flatMap((key) => station.settings.byKey(key) ?? [])
  const unknownKey = asked.filter((key) => !station.settings.byKey(key))
  return {
    configurationKey: known.map(({ key, readonly, value }) => ({ key, readonly, value })),
    ...(unknownKey.length > 0 ? { unknownKey } : {}),
  }
}

function change(station: Servant, payload: Payload): Payload {
  const entry = station.settings.byKey(String(payload['key']))
  if (!entry) return { status: 'NotSupported' }
  return { status: station.settings.change(entry, String(payload['value'])) }
}

function unlock(station: Servant, payload: Payload): Payload {
  const place = { evse: Number(payload['connectorId']), connector: 1 }
  const outcome = station.unlock(place)
  if (outcome !== 'unlocked') return { status: 'NotSupported' }
  // OCPP 1.6, 5.17: a running transaction is finished first.
  station.stopForUnlock(place)
  return { status: 'Unlocked' }
}

function trigger(station: Servant, payload: Payload): Payload {
  const topic = topics[String(payload['requestedMessage'])]
  return topic ? said(station.trigger(topic, connectorOf(payload))) : { status: 'NotImplemented' }
}

function sendLocalList({ localList }: Servant, payload: Payload): Payload {
  if (!localList) return { status: 'NotSupported' }
  const list = (payload['localAuthorizationList'] ?? []) as { idTag: string; idTagInfo?: Payload }[]
  const answer = localList.update({
    version: Number(payload['listVersion']),
    isFull: payload['updateType'] === 'Full',
    entries: list.map(({ idTag, idTagInfo }) => ({ token: idTag, info: idTagInfo ?? null })),
  })
  return { status: listAnswers[answer] }
}

/** What a 1.6 station does when it is told to. */
export const incoming16: Record<string, (station: Servant, payload: Payload) => Payload> = {
  RemoteStartTransaction: (station, payload) =>
    said(
      station.remoteStart({ evse: connectorOf(payload), token: String(payload['idTag']), remoteStartId: null }),
    ),
  RemoteStopTransaction: (station, payload) => said(station.remoteStop(String(payload['transactionId']))),
  Reset: (station, payload) => {
    station.reset(payload['type'] === 'Hard' ? 'immediate' : 'graceful')
    return { status: 'Accepted' }
  },
  UnlockConnector: unlock,
  ChangeAvailability: (station, payload) =>
    capital(station.changeAvailability(connectorOf(payload), payload['type'] === 'Operative')),
  TriggerMessage: trigger,
  GetConfiguration: configuration,
  ChangeConfiguration: change,
  ClearCache: () => ({ status: 'Accepted' }),
  // OCPP 1.6, 5.10: -1 says that there is no such list.
  GetLocalListVersion: (station) => ({ listVersion: station.localList?.version ?? -1 }),
  SendLocalList: sendLocalList,
  GetDiagnostics: (station, payload) => ({ fileName: station.transferFile(fileOrder('log', payload)) }),
  GetLog: (station, payload) => ({
    status: 'Accepted',
    filename: station.transferFile({ ...fileOrder('log', payload, part(payload['log'])['remoteLocation']), isSecure: true }),
  }),
  UpdateFirmware: (station, payload) => {
    station.transferFile(fileOrder('firmware', payload))
    return {}
  },
  SignedUpdateFirmware: (station, payload) => {
    station.transferFile({ ...fileOrder('firmware', payload, part(payload['firmware'])['location']), isSecure: true })
    return { status: 'Accepted' }
  },
  DataTransfer: (_station, payload) => ({ status: payload['vendorId'] === 'org.openchargealliance.costmsg' ? 'Accepted' : 'UnknownVendorId' }),
  ...charging16,
}

export const notSupported16: ReadonlySet<string> = new Set([
  'CertificateSigned',
  'DeleteCertificate',
  'ExtendedTriggerMessage',
  'GetInstalledCertificateIds',
  'InstallCertificate',
])
