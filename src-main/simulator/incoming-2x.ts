import { charging2x } from './charging-words'
import { listAnswers, type LocalList } from './local-list'
import { tariffs21 } from './tariffs-21'
import { refusal } from './station-link'
import { fileOrder, part } from './file-order'
import type { Payload, Servant, TriggerTopic } from './wire'

const said = (accepted: boolean): Payload => ({ status: accepted ? 'Accepted' : 'Rejected' })
const capital = (word: 'accepted' | 'scheduled' | 'rejected'): Payload => ({
  status: word.charAt(0).toUpperCase() + word.slice(1),
})

function evseOf(payload: Payload): number | null {
  const evse = payload['evse'] as { id?: unknown } | undefined
  return Number(evse?.id ?? 0) || null
}

const topics: Record<string, TriggerTopic> = {
  BootNotification: 'boot',
  LogStatusNotification: 'log',
  FirmwareStatusNotification: 'firmware',
  Heartbeat: 'heartbeat',
  MeterValues: 'meter-values',
  StatusNotification: 'status',
  TransactionEvent: 'transaction',
}

interface VariableQuery {
  attributeType?: string
  attributeValue?: string
  component: { name: string }
  variable: { name: string; instance?: string }
}

const settingOf = (station: Servant, { component, variable }: VariableQuery) =>
  station.settings.byVariable(component.name, variable.name, variable.instance ?? null)

/** What both variable calls answer about an entry that they cannot serve; null: they can. */
function obstacle(station: Servant, query: VariableQuery): string | null {
  const { attributeType, component, variable } = query
  if (!station.settings.hasComponent(component.name)) return 'UnknownComponent'
  if (!settingOf(station, query)) return 'UnknownVariable'
  // How long the list may become is told as the largest value of its length.
  if (attributeType === 'MaxSet' && variable.name === 'Entries') return null
  return attributeType === undefined || attributeType === 'Actual' ? null : 'NotSupportedAttributeType'
}

const echo = ({ attributeType, component, variable }: VariableQuery): Payload => ({
  ...(attributeType === undefined ? {} : { attributeType }),
  component,
  variable,
})

// The cast is the schema's promise; a central system that breaks it gets an InternalError.
const queries = (list: unknown): VariableQuery[] => list as VariableQuery[]

function getVariables(station: Servant, payload: Payload): Payload {
  return {
    getVariableResult: queries(payload['getVariableData']).map((query) => {
      const refused = obstacle(station, query)
      const entry = settingOf(station, query)
      return {
        ...echo(query),
        attributeStatus: refused ?? 'Accepted',
        ...(refused === null && entry ? { attributeValue: entry.value } : {}),
      }
    }),
  }
}

function setVariables(station: Servant, payload: Payload): Payload {
  return {
    setVariableResult: queries(payload['setVariableData']).map((query) => {
      const entry = settingOf(station, query)
      const refused = obstacle(station, query)
      const status = refused === null && entry ? station.settings.change(entry, String(query.attributeValue)) : refused
      return { ...echo(query), attributeStatus: status }
    }),
  }
}

function unlock(station: Servant, payload: Payload): Payload {
  const place = { evse: Number(payload['evseId']), connector: Number(payload['connectorId']) }
  // OCPP 2.0.1 F05.FR.02: an authorised transaction is not broken off for it.
  if (station.hasPlace(place) && station.isInTransaction(place)) return { status: 'OngoingAuthorizedTransaction' }
  switch (station.unlock(place)) {
    case 'unlocked':
      return { status: 'Unlocked' }
    case 'not-supported':
      return { status: 'UnlockFailed' }
    case 'unknown-connector':
      return { status: 'UnknownConnector' }
  }
}

function listOf(list: LocalList | null): LocalList {
  if (!list) throw refusal('NotSupported', 'this station keeps no local list')
  return list
}

function sendLocalList({ localList }: Servant, payload: Payload): Payload {
  const list = (payload['localAuthorizationList'] ?? []) as { idToken: { idToken: string }; idTokenInfo?: Payload }[]
  const answer = listOf(localList).update({
    version: Number(payload['versionNumber']),
    isFull: payload['updateType'] === 'Full',
    entries: list.map(({ idToken, idTokenInfo }) => ({ token: idToken.idToken, info: idTokenInfo ?? null })),
  })
  return { status: listAnswers[answer] }
}

/** What a 2.x station does when it is told to. */
export const incoming2x: Record<string, (station: Servant, payload: Payload) => Payload> = {
  RequestStartTransaction: (station, payload) =>
    said(
      station.remoteStart({
        evse: Number(payload['evseId'] ?? 0) || null,
        token: String((payload['idToken'] as { idToken?: unknown } | undefined)?.idToken),
        remoteStartId: Number(payload['remoteStartId']),
      }),
    ),
  RequestStopTransaction: (station, payload) => said(station.remoteStop(String(payload['transactionId']))),
  Reset: (station, payload) => capital(station.reset(payload['type'] === 'OnIdle' ? 'when-idle' : 'immediate')),
  UnlockConnector: unlock,
  ChangeAvailability: (station, payload) =>
    capital(station.changeAvailability(evseOf(payload), payload['operationalStatus'] === 'Operative')),
  TriggerMessage: (station, payload) => {
    const topic = topics[String(payload['requestedMessage'])]
    return topic ? said(station.trigger(topic, evseOf(payload))) : { status: 'NotImplemented' }
  },
  GetVariables: getVariables,
  SetVariables: setVariables,
  GetTransactionStatus: (station, payload) => {
    const id = payload['transactionId']
    const { ongoing, messagesInQueue } = station.transactionStatus(typeof id === 'string' ? id : null)
    return { ...(ongoing === null ? {} : { ongoingIndicator: ongoing }), messagesInQueue }
  },
  GetBaseReport: (station, payload) => ({
    status: station.report(Number(payload['requestId']), String(payload['reportBase'])) ? 'Accepted' : 'NotSupported',
  }),
  ClearCache: () => ({ status: 'Accepted' }),
  GetLocalListVersion: ({ localList }) => ({ versionNumber: listOf(localList).version }),
  SendLocalList: sendLocalList,
  GetLog: (station, payload) => ({
    status: 'Accepted',
    filename: station.transferFile(fileOrder('log', payload, part(payload['log'])['remoteLocation'])),
  }),
  UpdateFirmware: (station, payload) => {
    station.transferFile(fileOrder('firmware', payload, part(payload['firmware'])['location']))
    return { status: 'Accepted' }
  },
  CostUpdated: () => ({}),
  DataTransfer: () => ({ status: 'UnknownVendorId' }),
  ...charging2x,
  ...tariffs21,
}

export const notSupported201: ReadonlySet<string> = new Set([
  'CertificateSigned',
  'ClearDisplayMessage',
  'ClearVariableMonitoring',
  'CustomerInformation',
  'DeleteCertificate',
  'GetDisplayMessages',
  'GetInstalledCertificateIds',
  'GetMonitoringReport',
  'GetReport',
  'InstallCertificate',
  'PublishFirmware',
  'SetDisplayMessage',
  'SetMonitoringBase',
  'SetMonitoringLevel',
  'SetNetworkProfile',
  'SetVariableMonitoring',
  'UnpublishFirmware',
])

export const notSupported21: ReadonlySet<string> = new Set([
  ...notSupported201,
  'AdjustPeriodicEventStream',
  'AFRRSignal',
  'ClearDERControl',
  'GetDERControl',
  'GetPeriodicEventStream',
  'NotifyAllowedEnergyTransfer',
  'NotifyWebPaymentStarted',
  'RequestBatterySwap',
  'SetDERControl',
  'UpdateDynamicSchedule',
  'UsePriorityCharging',
])
