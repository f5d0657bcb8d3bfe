import type { Alarm, StationMessage } from '../../domain/station-message'
import { integer, object, objects, text, truth, type Wire } from '../wire-reading'
import { placeOfEvse } from './place'
import { settingName } from './setting-name'
import { decodeSetting } from './settings'

/** Faults of a 2.x station come as events of its components, not as a status (quirk X07). */
export function decodeNotifyEvent(payload: Wire): StationMessage {
  return { kind: 'alarms', alarms: objects(payload.eventData).map(decodeEvent) }
}

function decodeEvent(event: Wire): Alarm {
  const component = object(event.component)
  return {
    name: settingName(event),
    component: text(component.name) ?? '',
    variable: text(object(event.variable).name) ?? '',
    place: placeOfEvse(object(component.evse)),
    value: text(event.actualValue) ?? '',
    techCode: text(event.techCode),
    techInfo: text(event.techInfo),
    cleared: truth(event.cleared),
    trigger: text(event.trigger),
    severity: integer(event.severity),
    monitor: integer(event.variableMonitoringId),
    time: text(event.timestamp),
  }
}

/** One part of a report; the parts are numbered, and the last one says that nothing is to be continued. */
export function decodeNotifyReport(payload: Wire): StationMessage {
  return {
    kind: 'report',
    requestId: integer(payload.requestId),
    seqNo: integer(payload.seqNo) ?? 0,
    isLast: !truth(payload.tbc),
    settings: objects(payload.reportData).map(decodeSetting),
  }
}
