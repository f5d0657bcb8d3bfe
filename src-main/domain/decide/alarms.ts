import type { StationNews } from '#contract/reports'
import { resolveTime } from '../clock'
import { clockOf } from '../compatibility'
import { resolvePlace, connectorAt, type Fault, type Station, withConnector } from '../station'
import type { Alarm } from '../station-message'
import { decided, type Decision, type Situation, type StatusChange } from './decision'

/** 2.x tells faults by events only (quirk X07): an alert opens a fault, its clearing ends it. Both are history. */
export function decideAlarms(situation: Situation, alarms: readonly Alarm[]): Decision {
  let { station } = situation
  const statusChanges: StatusChange[] = []
  for (const alarm of alarms.filter(isAlert)) {
    const after = applied(station, alarm, situation.receivedAt)
    const change = changeOf(situation, alarm, { before: station, after })
    if (change) statusChanges.push(change)
    station = after
  }
  return decided(situation, { kind: 'acknowledged' }, { station, statusChanges, news: alarms.slice(0, MOST_NEWS).map(newsOf) })
}

/** What is told beyond this at once is in the trace. */
const MOST_NEWS = 200

function newsOf({ name, place, value, cleared, techCode, techInfo, monitor, severity }: Alarm): StationNews {
  return { kind: 'event', name, place, value, cleared, techCode, techInfo, monitor, severity }
}

/** A fault of a connector that came or went; the connector's own status stays what it was. */
function changeOf(situation: Situation, alarm: Alarm, stations: { before: Station; after: Station }): StatusChange | null {
  const place = resolvePlace(stations.after, alarm.place)
  const connector = place && connectorAt(stations.after, place)
  const before = place && connectorAt(stations.before, place)
  if (!connector || !before || connector.fault?.code === before.fault?.code) return null
  return {
    evse: connector.evse,
    connector: connector.connector,
    at: resolveTime(alarm.time, situation.receivedAt, clockOf(stations.before)).at,
    receivedAt: situation.receivedAt,
    status: connector.status,
    chargingState: connector.chargingState,
    rawStatus: connector.rawStatus ?? '',
    errorCode: connector.fault?.code ?? null,
    vendorCode: connector.fault?.vendorCode ?? null,
    vendorId: connector.fault?.vendorId ?? null,
    info: connector.fault?.info ?? null,
    isRepeat: false,
  }
}

/** Periodic and delta reports are monitoring data, unless they speak of a problem. */
const isAlert = (alarm: Alarm) => alarm.trigger === 'Alerting' || alarm.variable === 'Problem' || alarm.cleared

function applied(station: Station, alarm: Alarm, receivedAt: number): Station {
  const code = `${alarm.component}.${alarm.variable}`
  const isOver = alarm.cleared || alarm.value.toLowerCase() === 'false'
  const place = resolvePlace(station, alarm.place)
  const connector = place ? connectorAt(station, place) : null
  const fault = faultAfter(connector ? connector.fault : station.fault, alarm, { code, isOver, receivedAt })
  return connector ? withConnector(station, { ...connector, fault }) : { ...station, fault }
}

function faultAfter(
  known: Fault | null,
  alarm: Alarm,
  event: { code: string; isOver: boolean; receivedAt: number },
): Fault | null {
  if (event.isOver) return known?.code === event.code ? null : known
  const since = known?.code === event.code ? known.since : event.receivedAt
  return { code: event.code, rawCode: null, info: alarm.techInfo, vendorCode: alarm.techCode, vendorId: null, since }
}
