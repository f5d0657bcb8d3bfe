import type { SettingAccess } from '#contract/vocabulary'
import type { ReportedSetting, StationReply } from '../../domain/station-message'
import { decimal, object, objects, text, type Wire } from '../wire-reading'
import { settingName } from './setting-name'

const LONGEST_VALUE = 2500
const accesses: Record<string, SettingAccess> = {
  ReadOnly: 'read-only',
  ReadWrite: 'read-write',
  WriteOnly: 'write-only',
}

/** One variable of a report, with what the station says of its kind. */
export function decodeSetting(reported: Wire): ReportedSetting {
  const kind = object(reported.variableCharacteristics)
  // Target, MinSet and MaxSet are bounds of the value; a type that is missing means Actual (2.0.1 2.51).
  const actual = objects(reported.variableAttribute).find(({ type }) => type === undefined || type === 'Actual')
  return {
    ...unspecified(reported),
    value: text(actual?.value, LONGEST_VALUE),
    access: accesses[text(actual?.mutability) ?? ''] ?? null,
    type: text(kind.dataType),
    allowed: (text(kind.valuesList, 1000) ?? '').split(',').map((value) => value.trim()).filter(Boolean),
    minimum: decimal(kind.minLimit),
    maximum: decimal(kind.maxLimit),
    unit: text(kind.unit),
  }
}

function unspecified(reported: Wire): ReportedSetting {
  return {
    name: settingName(reported),
    component: text(object(reported.component).name),
    value: null,
    access: null,
    type: null,
    allowed: [],
    minimum: null,
    maximum: null,
    unit: null,
  }
}

/** The values that were asked for; variables that the station does not know are left out. */
export function readVariables(response: Wire): StationReply {
  const results = objects(response.getVariableResult).filter(({ attributeStatus }) => attributeStatus === 'Accepted')
  const settings = results.map((result) => ({
    ...unspecified(result),
    value: text(result.attributeValue, LONGEST_VALUE),
  }))
  return { accepted: true, raw: '', response, settings }
}

export function readVariableChanges(response: Wire): StationReply {
  const changes = objects(response.setVariableResult).map((result) => {
    const word = text(result.attributeStatus) ?? ''
    const isRebootNeeded = word === 'RebootRequired'
    return { name: settingName(result), word, isAccepted: word === 'Accepted' || isRebootNeeded, isRebootNeeded }
  })
  const refused = changes.find(({ isAccepted }) => !isAccepted)
  return { accepted: refused === undefined, raw: refused?.word ?? changes[0]?.word ?? '', response, changes }
}
