import type { StationReply } from '../../domain/station-message'
import type { OutboundTable } from '../dialect'
import { readListUpdate, readListVersion } from '../station-reply'
import { integer, objects, text, type Wire } from '../wire-reading'
import { grouping } from './id-tag-info'
import type { Requests } from './wire.gen'

const entriesKey = 'LocalAuthListMaxLength'
const perMessageKey = 'SendLocalListMaxLength'
/** Longer tokens cannot be shown to a 1.6 station either. */
const longestTag = 20

/** OCPP 1.6, 5.15: a difference names a tag without info to take it off the list. */
export const localList = {
  'local-list-version': {
    action: 'GetLocalListVersion',
    encode: () => ({}),
    read: (payload) => readListVersion(payload.listVersion, payload),
  },
  'local-list-limits': {
    action: 'GetConfiguration',
    encode: () => ({ key: [entriesKey, perMessageKey] }),
    read: readLimits,
  },
  'send-local-list': {
    action: 'SendLocalList',
    encode: ({ version, mode, entries }) => ({
      listVersion: version,
      updateType: mode === 'full' ? 'Full' : 'Differential',
      localAuthorizationList: entries
        .filter(({ idToken }) => idToken.length <= longestTag)
        .map(({ idToken, info }) => ({
          idTag: idToken,
          ...(info === null ? {} : { idTagInfo: { status: 'Accepted' as const, ...grouping(info) } }),
        })),
    }),
    read: readListUpdate,
  },
} satisfies OutboundTable<Requests>

function readLimits(payload: Wire): StationReply {
  const keys = objects(payload.configurationKey)
  // Stations spell the names in any case (quirk K02).
  const limit = (name: string) => integer(keys.find(({ key }) => text(key)?.toLowerCase() === name.toLowerCase())?.value)
  const listLimits = { entries: limit(entriesKey), perMessage: limit(perMessageKey) }
  return { accepted: true, raw: '', response: payload, listLimits }
}
