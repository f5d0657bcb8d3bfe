import type { ServerResponse } from 'node:http'
import type { ORPCError } from '@orpc/server'
import sentences from '../../../src-renderer/i18n/en/faults.json'

/** What is wrong before a procedure is reached. */
const refusals = {
  TOKEN_MISSING: [401, 'A token is needed: Authorization: Bearer <token>. Tokens are made in the settings of Plugboard.'],
  TOKEN_WRONG: [401, 'The token is wrong, expired or revoked.'],
  TOO_MANY_WRONG_TOKENS: [429, 'Too many wrong tokens were tried. Wait a moment.'],
  NO_SUCH_PROCEDURE: [404, 'There is nothing at this path with this method. /api lists what there is.'],
  BODY_TOO_LARGE: [413, 'The request is larger than 1 MiB.'],
  WRONG_HOST: [421, 'Plugboard answers only to its own loopback address, not to this host name.'],
  WRONG_ORIGIN: [403, 'Another site cannot use this console.'],
  INTERNAL_SERVER_ERROR: [500, 'Something unexpected went wrong. The log of Plugboard has the details.'],
} as const

export type Refusal = keyof typeof refusals

export function refuse(response: ServerResponse, code: Refusal): void {
  const [status, message] = refusals[code]
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify({ defined: false, code, status, message }))
}

/** A fault of the contract with its sentence in English: the one that windows show, filled with its data. */
export function errorBody(error: ORPCError<string, unknown>): unknown {
  const sentence = Object.hasOwn(sentences, error.code) ? sentences[error.code as keyof typeof sentences] : null
  if (sentence === null || error.code === 'BAD_REQUEST') return error.toJSON()
  const data = (error.data ?? {}) as Record<string, unknown>
  const message = sentence.replace(/\{(\w+)\}/g, (_place, name: string) => String(data[name] ?? ''))
  return { ...error.toJSON(), message }
}
