import type { Alarm, ReportedVariable, StationMessage } from '../../domain/station-message'
import { integer, object, objects, text, truth, type Wire } from '../wire-reading'
import { placeOfEvse } from './place'

/** Faults of a 2.x station come as events of its components, not as a status (quirk X07). */
export function decodeNotifyEvent(payload: Wire): StationMessage {
  return { kind: 'alarms', alarms: objects(payload.eventData).map(decodeEvent) }
}

function decodeEvent(event: Wire): Alarm {
  const component = object(event.component)
  return {
    component: text(component.name) ?? '',
    variable: text(object(event.variable).name) ?? '',
    place: placeOfEvse(object(component.evse)),
    value: text(event.actualValue) ?? '',
    techCode: text(event.techCode),
    techInfo: text(event.techInfo),
    cleared: truth(event.cleared),
    trigger: text(event.trigger),
    severity: integer(event.severity),
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
    variables: objects(payload.reportData).map(decodeVariable),
  }
}

function decodeVariable(reported: Wire): ReportedVariable {
  const component = object(reported.component)
  const variable = object(reported.variable)
  // Target, MinSet and MaxSet are bounds of the value; a type that is missing means Actual (2.0.1 2.51).
  const actual = objects(reported.variableAttribute).find(({ type }) => type === undefined || type === 'Actual')
  return {
    component: text(component.name) ?? '',
    place: placeOfEvse(object(component.evse)),
    variable: text(variable.name) ?? '',
    instance: text(variable.instance),
    value: text(actual?.value, 2500),
    mutability: text(actual?.mutability),
  }
}
