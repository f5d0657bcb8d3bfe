import type { LocalListEntry, StationReply } from '../../domain/station-message'
import type { OutboundTable } from '../dialect'
import { readListUpdate, readListVersion } from '../station-reply'
import { integer, object, objects, text, type Wire } from '../wire-reading'
import { grouping } from './id-token-info'
import type { Requests } from './wire.gen'

/** 2.0.1 carries no longer ones, and its list is 2.1's. */
const longestToken = 36
const component = { name: 'LocalAuthListCtrlr' }
type TokenType = NonNullable<Requests['SendLocalList']['localAuthorizationList']>[number]['idToken']['type']
const types: readonly TokenType[] = ['Central', 'eMAID', 'ISO14443', 'ISO15693', 'KeyCode', 'Local', 'MacAddress', 'NoAuthorization']

/** OCPP 2.0.1, D01: a difference names a token without info to take it off the list; an empty full list clears it. */
export const localList = {
  'local-list-version': {
    action: 'GetLocalListVersion',
    encode: () => ({}),
    read: (payload) => readListVersion(payload.versionNumber, payload),
  },
  'local-list-limits': {
    action: 'GetVariables',
    encode: () => ({
      getVariableData: [
        { component, variable: { name: 'Entries' }, attributeType: 'MaxSet' },
        { component, variable: { name: 'ItemsPerMessage' } },
      ],
    }),
    read: readLimits,
  },
  'send-local-list': {
    action: 'SendLocalList',
    encode: ({ version, mode, entries }) => ({
      versionNumber: version,
      updateType: mode === 'full' ? 'Full' : 'Differential',
      ...listOf(entries.filter(({ idToken }) => idToken.length <= longestToken)),
    }),
    read: readListUpdate,
  },
} satisfies OutboundTable<Requests>

/** The schema wants a list that is not empty, or none. */
function listOf(entries: readonly LocalListEntry[]): Pick<Requests['SendLocalList'], 'localAuthorizationList'> {
  const list = entries.map(({ idToken, type, info }) => ({
    idToken: { idToken, type: typeOfToken(idToken, type) },
    ...(info === null ? {} : { idTokenInfo: { status: 'Accepted' as const, ...grouping(info) } }),
  }))
  const [first, ...others] = list
  return first ? { localAuthorizationList: [first, ...others] } : {}
}

/** What a station called it once, else what it looks like: the number of a card, or a word of ours. */
export function typeOfToken(idToken: string, type: string | null): TokenType {
  const known = types.find((one) => one.toLowerCase() === type?.toLowerCase())
  return known ?? (/^(?:[0-9a-f]{8}|[0-9a-f]{14}|[0-9a-f]{20})$/i.test(idToken.replace(/[\s:\-.]/g, '')) ? 'ISO14443' : 'Central')
}

function readLimits(payload: Wire): StationReply {
  const results = objects(payload.getVariableResult)
  const limit = (name: string) =>
    integer(results.find(({ variable }) => text(object(variable).name) === name)?.attributeValue)
  const listLimits = { entries: limit('Entries'), perMessage: limit('ItemsPerMessage') }
  return { accepted: true, raw: '', response: payload, listLimits }
}
