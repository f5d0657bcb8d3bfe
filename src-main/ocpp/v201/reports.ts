import type { DisplayMessage, DisplayPriority, DisplayState, Monitor, MonitorKind, MonitorOrigin } from '#contract/reports'
import { parseStationTime } from '../../domain/clock'
import type { StationMessage } from '../../domain/station-message'
import type { OutboundTable } from '../dialect'
import { readStatus } from '../station-reply'
import { dataText, decimal, integer, objects, text, truth, type Wire } from '../wire-reading'
import { settingName } from './setting-name'
import type { Requests } from './wire.gen'

/** What a 2.x station tells in parts when it is asked: its monitors, its display, what it knows of a customer. */

/** The last two exist in 2.1 only. */
const monitorKinds = new Map<string, MonitorKind>([
  ['UpperThreshold', 'above'],
  ['LowerThreshold', 'below'],
  ['Delta', 'change'],
  ['Periodic', 'periodic'],
  ['PeriodicClockAligned', 'by-clock'],
  ['TargetDelta', 'off-target'],
  ['TargetDeltaRelative', 'off-target-relative'],
])
const origins = new Map<string, MonitorOrigin>([
  ['HardWiredNotification', 'built-in'],
  ['HardWiredMonitor', 'built-in'],
  ['PreconfiguredMonitor', 'preset'],
  ['CustomMonitor', 'custom'],
])
const priorities = new Map<string, DisplayPriority>([
  ['AlwaysFront', 'always-front'],
  ['InFront', 'in-front'],
  ['NormalCycle', 'in-turn'],
])
/** `Suspended` and `Discharging` exist in 2.1 only. */
const states = new Map<string, DisplayState>([
  ['Charging', 'charging'],
  ['Faulted', 'faulted'],
  ['Idle', 'idle'],
  ['Unavailable', 'unavailable'],
  ['Suspended', 'suspended'],
  ['Discharging', 'discharging'],
])

const partOf = (payload: Wire) => ({
  requestId: integer(payload.requestId),
  seqNo: integer(payload.seqNo),
  isLast: !truth(payload.tbc),
})

export function decodeMonitorReport(payload: Wire): StationMessage {
  return { kind: 'monitor-report', ...partOf(payload), items: objects(payload.monitor).flatMap(decodeMonitors) }
}

function decodeMonitors(reported: Wire): Monitor[] {
  const name = settingName(reported)
  return objects(reported.variableMonitoring).flatMap((monitor) => {
    const id = integer(monitor.id)
    const rawKind = text(monitor.type) ?? ''
    const origin = origins.get(text(monitor.eventNotificationType) ?? '') ?? null
    const known = { name, kind: monitorKinds.get(rawKind) ?? null, rawKind, origin, onlyInSessions: truth(monitor.transaction) }
    return id === null ? [] : [{ id, ...known, value: decimal(monitor.value) ?? 0, severity: integer(monitor.severity) ?? 9 }]
  })
}

/** In so many languages; the standard has five. */
const MOST_TEXTS = 10

/** Its parts have no numbers, so that a missing one cannot be told. */
export function decodeDisplayMessages(payload: Wire): StationMessage {
  return { kind: 'display-report', ...partOf(payload), items: objects(payload.messageInfo).flatMap(decodeDisplayMessage) }
}

function decodeDisplayMessage(info: Wire): DisplayMessage[] {
  const id = integer(info.id)
  if (id === null) return []
  const texts = [...objects(info.message), ...objects(info.messageExtra)].slice(0, MOST_TEXTS).map((one) => ({
    language: text(one.language),
    text: text(one.content, 1024) ?? '',
  }))
  return [
    {
      id,
      texts,
      priority: priorities.get(text(info.priority) ?? '') ?? null,
      state: states.get(text(info.state) ?? '') ?? null,
      from: instant(info.startDateTime),
      until: instant(info.endDateTime),
      transactionId: text(info.transactionId),
    },
  ]
}

export function decodeCustomerInformation(payload: Wire): StationMessage {
  return { kind: 'customer-report', asked: 'CustomerInformation', ...partOf(payload), text: dataText(payload.data) ?? '' }
}

const instant = (value: unknown): number | null => parseStationTime(text(value) ?? '')?.at ?? null

/** A station that has none says so in its answer, and no report follows. */
const readListAnswer = (payload: Wire) => {
  const reply = readStatus(payload)
  const isEmpty = reply.raw === 'EmptyResultSet' || reply.raw === 'Unknown'
  return { ...reply, accepted: reply.accepted || isEmpty, isEmptyList: isEmpty }
}

export const reportCalls = {
  'list-monitors': { action: 'GetMonitoringReport', encode: ({ requestId }) => ({ requestId }), read: readListAnswer },
  'list-display': { action: 'GetDisplayMessages', encode: ({ requestId }) => ({ requestId }), read: readListAnswer },
} satisfies OutboundTable<Requests>
