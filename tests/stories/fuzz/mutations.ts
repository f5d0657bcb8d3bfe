import fc from 'fast-check'
import type { Version } from '../../../src-main/simulator/station-plan'

/** A frame to be sent, and whether it still is a CALL that has to be answered. */
export interface MutatedFrame {
  frame: string | Buffer
  /** The id to which exactly one answer must come; null: nobody can say what this frame is. */
  id: string | null
}

const timestamp = '2026-03-03T08:00:00Z'
const bySample = { timestamp, sampledValue: [{ value: '12.5', measurand: 'Power.Active.Import', unit: 'W' }] }
const modern: [string, object][] = [
  ['BootNotification', { reason: 'PowerUp', chargingStation: { vendorName: 'F', model: 'Z' } }],
  ['Heartbeat', {}],
  ['StatusNotification', { timestamp, connectorStatus: 'Occupied', evseId: 1, connectorId: 1 }],
  ['Authorize', { idToken: { idToken: 'ABC', type: 'ISO14443' } }],
  ['TransactionEvent', { eventType: 'Started', timestamp, triggerReason: 'Authorized', seqNo: 0, transactionInfo: { transactionId: 't' }, evse: { id: 1, connectorId: 1 }, meterValue: [{ timestamp, sampledValue: [{ value: 1 }] }] }],
  ['TransactionEvent', { eventType: 'Ended', timestamp, triggerReason: 'StopAuthorized', seqNo: 1, transactionInfo: { transactionId: 't', stoppedReason: 'Local' } }],
  ['MeterValues', { evseId: 1, meterValue: [{ timestamp, sampledValue: [{ value: 1, unitOfMeasure: { unit: 'kWh', multiplier: 3 } }] }] }],
  ['NotifyReport', { requestId: 1, generatedAt: timestamp, seqNo: 0, reportData: [{ component: { name: 'A' }, variable: { name: 'B' }, variableAttribute: [{ value: '1' }] }] }],
  ['NotifyEvent', { generatedAt: timestamp, seqNo: 0, eventData: [{ eventId: 1, timestamp, trigger: 'Alerting', actualValue: 'x', eventNotificationType: 'HardWiredNotification', component: { name: 'A' }, variable: { name: 'Problem' } }] }],
  ['SecurityEventNotification', { type: 'FirmwareUpdated', timestamp }],
  ['FirmwareStatusNotification', { status: 'Downloaded', requestId: 1 }],
  ['LogStatusNotification', { status: 'Uploaded', requestId: 1 }],
  ['DataTransfer', { vendorId: 'v', messageId: 'm', data: { any: ['thing'] } }],
  ['NotifyMonitoringReport', { requestId: 1, seqNo: 0, generatedAt: timestamp, monitor: [{ component: { name: 'A' }, variable: { name: 'B' }, variableMonitoring: [{ id: 1, transaction: false, value: 1, type: 'UpperThreshold', severity: 4 }] }] }],
  ['NotifyDisplayMessages', { requestId: 1, tbc: true, messageInfo: [{ id: 1, priority: 'InFront', message: { format: 'UTF8', content: 'x' } }] }],
  ['NotifyCustomerInformation', { requestId: 1, seqNo: 0, tbc: true, generatedAt: timestamp, data: 'x' }],
]
const corpus: Record<Version, [string, object][]> = {
  '1.6': [
    ['BootNotification', { chargePointVendor: 'F', chargePointModel: 'Z', firmwareVersion: '1' }],
    ['Heartbeat', {}],
    ['StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Charging', timestamp, info: '', vendorErrorCode: '0' }],
    ['Authorize', { idTag: 'ABC' }],
    ['StartTransaction', { connectorId: 1, idTag: 'ABC', meterStart: 5, timestamp }],
    ['MeterValues', { connectorId: 1, transactionId: 1, meterValue: [bySample, bySample] }],
    ['StopTransaction', { transactionId: 1, meterStop: 10, timestamp, idTag: 'ABC', reason: 'Local', transactionData: [bySample] }],
    ['DataTransfer', { vendorId: 'v', messageId: 'm', data: '{}' }],
    ['DiagnosticsStatusNotification', { status: 'Uploading' }],
    ['FirmwareStatusNotification', { status: 'Installed' }],
    ['SecurityEventNotification', { type: 'FirmwareUpdated', timestamp }],
    ['LogStatusNotification', { status: 'Idle', requestId: 3 }],
    ['NoSuchAction', { a: 1 }],
  ],
  '2.0.1': modern,
  '2.1': modern,
}

const oddValue = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, -1, -(2 ** 31), 0, 2e9, 2 ** 31 - 1, 2 ** 53 - 1, 2 ** 53, 1e308, -1e-308, '', ' ', '\u0000', '__proto__', 'NaN', '9'.repeat(40), '0000-00-00T00:00:00Z', '1970-01-01T00:00:00', 'x'.repeat(5_000)),
  fc.integer({ min: 1, max: 2_000 }).map((depth) => ({ deep: depth })),
)

/** One value of the payload becomes another, vanishes, or is joined by one that nobody asked for. */
const payloadMutation = fc.record({ at: fc.nat(), how: fc.constantFrom('replace', 'remove', 'add', 'keep'), value: oddValue, key: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString')) })
type PayloadMutation = typeof payloadMutation extends fc.Arbitrary<infer T> ? T : never

function mutatedPayload(payload: object, { at, how, value, key }: PayloadMutation): string {
  const copy = structuredClone(payload)
  const places: { parent: Record<string, unknown>; key: string }[] = []
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const name of Object.keys(node)) {
      places.push({ parent: node as Record<string, unknown>, key: name })
      walk((node as Record<string, unknown>)[name])
    }
  }
  walk(copy)
  const place = places[at % Math.max(1, places.length)]
  // The length of a list is its own.
  if (how === 'add' || !place) Object.defineProperty(place?.parent ?? copy, key === 'length' ? 'size' : key, { value, enumerable: true, configurable: true, writable: true })
  else if (how === 'replace') place.parent[place.key] = value
  else if (how === 'remove') delete place.parent[place.key]
  // Deep nesting is written as text: as a value it would not survive the writing itself.
  return JSON.stringify(copy).replace(/\{"deep":(\d+)\}/g, (_, depth: string) => '['.repeat(Number(depth)) + ']'.repeat(Number(depth)))
}

const textMutation = fc.record({ at: fc.nat(), length: fc.nat({ max: 40 }), how: fc.constantFrom('cut', 'remove', 'double', 'insert', 'bytes', 'type', 'id'), text: fc.string({ unit: 'binary', maxLength: 30 }) })

function mutatedText(frame: string, { at, length, how, text }: typeof textMutation extends fc.Arbitrary<infer T> ? T : never): string | Buffer {
  const start = at % frame.length
  switch (how) {
    case 'cut':
      return frame.slice(0, start)
    case 'remove':
      return frame.slice(0, start) + frame.slice(start + length)
    case 'double':
      return frame.slice(0, start + length) + frame.slice(start)
    case 'insert':
      return frame.slice(0, start) + text + frame.slice(start)
    case 'bytes':
      return Buffer.concat([Buffer.from(frame.slice(0, start)), Buffer.from([0xff, 0x00, 0xfe, 0xc0]), Buffer.from(frame.slice(start))])
    case 'type':
      return `[${at % 12}${frame.slice(2)}`
    case 'id':
      return frame.replace(/^\[2,"[^"]*"/, `[2,${JSON.stringify(text)}`)
  }
}

const choice = (version: Version) => fc.record({ call: fc.constantFrom(...corpus[version]), payload: payloadMutation, text: fc.option(textMutation, { freq: 3 }) })

/** `count` frames; the same for the same seed. Ids are unique by `from`. */
export function mutatedFrames(version: Version, { seed, count, from }: { seed: number; count: number; from: number }): MutatedFrame[] {
  return fc.sample(choice(version), { seed: seed + from, numRuns: count }).map(({ call: [action, payload], payload: change, text }, index) => {
    // What remains of a broken id must not be the id of a whole frame.
    const id = text === null ? `f${from + index}` : `broken-${from + index}`
    const frame = `[2,"${id}","${action}",${mutatedPayload(payload, change)}]`
    return text === null ? { frame, id } : { frame: mutatedText(frame, text), id: null }
  })
}
