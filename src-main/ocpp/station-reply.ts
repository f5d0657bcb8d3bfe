import type { StationReply } from '../domain/station-message'
import { integer, text, type Wire } from './wire-reading'

/** The words that mean yes, over all requests and versions; no word means yes to one request and no to another. */
const yes = new Set(['Accepted', 'AcceptedCanceled', 'RebootRequired', 'Scheduled', 'Unlocked', 'Unpublished'])

/** A reply that has to have a status; a word that is not known is shown, and does not mean yes (quirk X08). */
export function readStatus(payload: Wire): StationReply {
  const raw = text(payload.status) ?? ''
  return { accepted: yes.has(raw), raw, response: payload }
}

/** The reply to an update of the local list; a word that is not known means that nothing was taken over. */
export function readListUpdate(payload: Wire): StationReply {
  const reply = readStatus(payload)
  return { ...reply, listUpdate: listUpdates.get(reply.raw) ?? 'failed' }
}

const listUpdates = new Map<string, NonNullable<StationReply['listUpdate']>>([
  ['Accepted', 'accepted'],
  ['NotSupported', 'not-supported'],
  ['VersionMismatch', 'version-mismatch'],
])

/** The version of the local list. A station that leaves it out is taken to have an empty one. */
export function readListVersion(version: unknown, payload: Wire): StationReply {
  const listVersion = integer(version) ?? 0
  return { accepted: true, raw: String(listVersion), response: payload, listVersion }
}

/** The reply to any action: one without a status has done what it was asked by answering. */
export function readAnswer(payload: Wire): StationReply {
  return payload.status === undefined ? { accepted: true, raw: '', response: payload } : readStatus(payload)
}
