import type { ReportedSetting, StationReply } from '../../domain/station-message'
import { objects, text, truth, type Wire } from '../wire-reading'
import { readStatus } from '../station-reply'

/** 1.6 says of a key only its value and whether it can be changed. */
export function readConfiguration(response: Wire): StationReply {
  const settings = objects(response.configurationKey).flatMap((entry): ReportedSetting[] => {
    const name = text(entry.key)
    if (name === null) return []
    const access = truth(entry.readonly) ? 'read-only' : 'read-write'
    return [
      {
        name,
        component: null,
        value: text(entry.value, 2500),
        access,
        type: null,
        allowed: [],
        minimum: null,
        maximum: null,
        unit: null,
      },
    ]
  })
  return { accepted: true, raw: '', response, settings }
}

/** The answer does not name the key: there was one. */
export function readChange(response: Wire): StationReply {
  const reply = readStatus(response)
  const isRebootNeeded = reply.raw === 'RebootRequired'
  return { ...reply, changes: [{ name: '', word: reply.raw, isAccepted: reply.accepted, isRebootNeeded }] }
}
