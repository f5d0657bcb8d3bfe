import { resolvePlace, connectorAt, type Fault, type Station, withConnector } from '../station'
import type { Alarm } from '../station-message'
import { decided, type Decision, type Situation } from './decision'

/** 2.x tells faults by events only (quirk X07): an alert opens a fault, its clearing ends it. */
export function decideAlarms(situation: Situation, alarms: readonly Alarm[]): Decision {
  const station = alarms.filter(isAlert).reduce((known, alarm) => applied(known, alarm, situation.receivedAt), situation.station)
  return decided(situation, { kind: 'acknowledged' }, { station })
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
  return { code: event.code, info: alarm.techInfo, vendorCode: alarm.techCode, vendorId: null, since }
}
