import { createRequire } from 'node:module'
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { compile } from 'json-schema-to-typescript'

/**
 * Writes the types of what we put on the wire: the answers to stations and the requests to them, per OCPP version,
 * from the schemas that ocpp-rpc brings. What stations send has no types on purpose: it is read field by field by
 * tolerant readers, a type would only pretend that a station keeps to it.
 */
const require = createRequire(import.meta.url)

const answered16 = [
  'Authorize', 'BootNotification', 'DataTransfer', 'DiagnosticsStatusNotification', 'FirmwareStatusNotification',
  'Heartbeat', 'LogStatusNotification', 'MeterValues', 'SecurityEventNotification', 'SignCertificate',
  'SignedFirmwareStatusNotification', 'StartTransaction', 'StatusNotification', 'StopTransaction',
]

const answered201 = [
  'Authorize', 'BootNotification', 'ClearedChargingLimit', 'DataTransfer', 'FirmwareStatusNotification',
  'Get15118EVCertificate', 'GetCertificateStatus', 'Heartbeat', 'LogStatusNotification', 'MeterValues',
  'NotifyChargingLimit', 'NotifyCustomerInformation', 'NotifyDisplayMessages', 'NotifyEVChargingNeeds',
  'NotifyEVChargingSchedule', 'NotifyEvent', 'NotifyMonitoringReport', 'NotifyReport',
  'PublishFirmwareStatusNotification', 'ReportChargingProfiles', 'ReservationStatusUpdate',
  'SecurityEventNotification', 'SignCertificate', 'StatusNotification', 'TransactionEvent',
]

/** NotifyPeriodicEventStream is missing: it is a SEND, there is no answer to it. */
const answered21 = [
  ...answered201,
  'BatterySwap', 'ClosePeriodicEventStream', 'GetCertificateChainStatus', 'NotifyDERAlarm', 'NotifyDERStartStop',
  'NotifyPriorityCharging', 'NotifySettlement', 'OpenPeriodicEventStream', 'PullDynamicScheduleUpdate',
  'ReportDERControl', 'VatNumberValidation',
]

const asked2 = [
  'CancelReservation', 'CertificateSigned', 'ChangeAvailability', 'ClearChargingProfile', 'CostUpdated', 'GetBaseReport',
  'GetChargingProfiles', 'GetCompositeSchedule', 'GetDisplayMessages', 'GetInstalledCertificateIds', 'GetLocalListVersion', 'GetLog', 'GetMonitoringReport',
  'GetVariables', 'InstallCertificate', 'RequestStartTransaction', 'RequestStopTransaction', 'ReserveNow', 'Reset',
  'SendLocalList', 'SetChargingProfile', 'SetNetworkProfile', 'SetVariables', 'TriggerMessage', 'UnlockConnector',
  'UpdateFirmware',
]

export const versions = {
  v16: {
    schemas: 'ocpp1_6',
    suffixes: ['.req', '.conf'],
    answered: answered16,
    asked: [
      'CancelReservation', 'CertificateSigned', 'ChangeAvailability', 'ChangeConfiguration', 'ClearChargingProfile',
      'DataTransfer', 'ExtendedTriggerMessage', 'GetCompositeSchedule', 'GetConfiguration', 'GetDiagnostics',
      'GetInstalledCertificateIds', 'GetLocalListVersion', 'GetLog', 'InstallCertificate', 'RemoteStartTransaction',
      'RemoteStopTransaction', 'ReserveNow', 'Reset', 'SendLocalList', 'SetChargingProfile', 'SignedUpdateFirmware',
      'TriggerMessage', 'UnlockConnector', 'UpdateFirmware',
    ],
  },
  v201: { schemas: 'ocpp2_0_1', suffixes: ['.req', '.conf'], answered: answered201, asked: asked2 },
  v21: {
    schemas: 'ocpp2_1',
    suffixes: ['Request', 'Response'],
    answered: answered21,
    asked: [...asked2, 'ChangeTransactionTariff', 'ClearTariffs', 'GetTariffs', 'SetDefaultTariff'],
  },
}

export function pathOf(version) {
  return resolve(import.meta.dirname, `../src-main/ocpp/${version}/wire.gen.ts`)
}

const banner = `/* Written by \`npm run generate\` from the schemas of ocpp-rpc. Do not edit. */
/* eslint-disable */`

/** The text of one `wire.gen.ts`. */
export async function generate(version) {
  const { schemas, suffixes, answered, asked } = versions[version]
  const byId = new Map(require(`ocpp-rpc/lib/schemas/${schemas}.json`).map((schema) => [schema.$id, schema]))
  const answers = answered.toSorted().map((action) => [action, `${action}Response`, `urn:${action}${suffixes[1]}`])
  const requests = asked.toSorted().map((action) => [action, `${action}Request`, `urn:${action}${suffixes[0]}`])

  const definitions = {}
  for (const [, name, id] of [...answers, ...requests]) {
    const { definitions: shared = {}, ...schema } = byId.get(id)
    for (const [key, definition] of Object.entries(shared)) definitions[key] = bare(definition)
    definitions[name] = { ...bare(schema), title: name }
  }

  const types = await compile({ definitions }, 'Wire', {
    bannerComment: banner,
    format: true,
    style: { semi: false, singleQuote: true, printWidth: 120, trailingComma: 'all' },
    unreachableDefinitions: true,
    additionalProperties: false,
  })
  const clean = types
    .replace(/export interface Wire \{[^}]*\}\n/, '')
    .replace(/\/\*\*\n \* This interface was referenced by[^/]*\*\/\n/g, '')
  return `${clean.trimEnd()}\n\n${table('Answers', answers)}\n${table('Requests', requests)}`
}

/** One name to look a message up by its action, so that a table over it must be complete. */
function table(name, messages) {
  return `export interface ${name} {\n${messages.map(([action, type]) => `  ${action}: ${type}\n`).join('')}}\n`
}

const dropped = new Set([
  '$schema', '$id', 'comment', 'description', 'javaType', 'title', 'default', 'minItems', 'maxItems',
])

/** Prose stays with the specification; bounded arrays would become tuples, which are awkward to build. */
function bare(schema) {
  if (Array.isArray(schema)) return schema.map(bare)
  if (schema === null || typeof schema !== 'object') return schema
  return Object.fromEntries(
    Object.entries(schema)
      // An object under such a key is a property of a message that happens to have this name.
      .filter(([key, value]) => !dropped.has(key) || typeof value === 'object')
      .map(([key, value]) => [key, bare(value)]),
  )
}

if (process.argv[1] === import.meta.filename) {
  for (const version of Object.keys(versions)) {
    const text = await generate(version)
    const before = await readFile(pathOf(version), 'utf8').catch(() => '')
    await writeFile(pathOf(version), text)
    console.log(`${version}/wire.gen.ts ${text === before ? 'unchanged' : 'written'}`)
  }
}
