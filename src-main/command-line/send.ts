import type { CommandRecord, StationActions } from '#contract/commands'
import type { PayloadIssue } from '#contract/vocabulary'
import { equivalentOf, resembling } from './equivalents'
import { Failure } from './failure'
import type { Output } from './reading'
import { type RestClient, RestError } from './rest-client'
import { printable } from './table'

export interface Message {
  station: string
  action: string
  payload: Record<string, unknown>
  isForced: boolean
  timeoutS: number | null
}

/** Codes that say that nothing left for the charger. */
const unsent = new Set(['STATION_NOT_FOUND', 'STATION_OFFLINE', 'NOT_ACCEPTED', 'NOT_SUPPORTED', 'INVALID_PAYLOAD'])

/** The answer is data, whatever it is. @throws Failure with code 3 where nothing was sent */
export async function send(client: RestClient, message: Message, { isJson, print }: Output): Promise<void> {
  const { station, action, payload, isForced, timeoutS } = message
  const request = { kind: 'raw', action, payload, ...(isForced && { isForced }), ...(timeoutS !== null && { timeoutS }) }
  const path = `/stations/${encodeURIComponent(station)}`
  let record: CommandRecord
  try {
    record = await client.ask<CommandRecord>('POST', `${path}/commands`, { request })
    if (record.isResponseOmitted) record = { ...record, response: await client.ask('GET', `/commands/${record.id}/response`) }
  } catch (error) {
    if (error instanceof RestError && unsent.has(error.code)) throw new Failure(3, await sentenceOf(error, message, client), { code: error.code, data: error.data })
    throw error
  }
  if (isJson) return print(`${JSON.stringify(record, null, 2)}\n`)
  const took = record.roundTripMs === null ? '' : ` (${Math.round(record.roundTripMs)} ms)`
  print(`${printable(`${station} ${action}: ${wordOf(record)}${took}`)}\n`)
  if (record.response !== null) print(`${JSON.stringify(record.response, null, 2)}\n`)
}

function wordOf({ outcome, answer }: CommandRecord): string {
  switch (outcome) {
    case 'accepted':
    case 'rejected':
      return answer ?? 'answered'
    case 'error':
      return `CALLERROR ${answer ?? ''}`
    case 'timeout':
      return 'no answer in time'
    case 'connection-lost':
      return 'the connection was lost before an answer'
    case 'pending':
      return 'not answered yet'
  }
}

async function sentenceOf({ code, message, data }: RestError, sent: Message, client: RestClient): Promise<string> {
  if (code === 'NOT_SUPPORTED') return missingSentence(sent, client)
  if (code !== 'INVALID_PAYLOAD') return message
  const { issues } = data as { issues: PayloadIssue[] }
  return [message, ...issues.map((issue) => `  ${issue.path || '/'}: ${issue.message}`), '--force sends it all the same.'].join('\n')
}

/** Which version it speaks, and what the message is called there. */
async function missingSentence({ station, action }: Message, client: RestClient): Promise<string> {
  const { protocol, actions } = await client.ask<StationActions>('GET', `/stations/${encodeURIComponent(station)}/actions`)
  const known = actions.map((one) => one.action)
  const equivalent = equivalentOf(action, known)
  const similar = resembling(action, known)
  const hint =
    equivalent !== null
      ? ` There it is ${equivalent.action}${equivalent.example === null ? '.' : `:\n  npm run cli -- send ${station} ${equivalent.action} '${equivalent.example}'`}`
      : similar.length > 0 ? ` Did you mean ${similar.join(', ')}?` : ''
  return `${station} speaks ${protocol ?? 'no version yet'}, which has no ${action}. Nothing was sent.${hint}\n--force sends it all the same.`
}
