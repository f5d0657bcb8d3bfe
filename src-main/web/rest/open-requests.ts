import type { ServerResponse } from 'node:http'
import type { Access } from '../../core'
import type { ApiCaller } from './caller'

/** setTimeout cannot wait for longer; a feed that is open for weeks is looked at again. */
const longestWaitMs = 2 ** 31 - 1

/** A token that ends, ends what it opened: a feed would else go on for ever. */
export function createOpenRequests(tokens: Access['apiTokens']) {
  const open = new Map<ServerResponse, number | null>()
  tokens.onRevoked((revoked) => {
    for (const [response, id] of open) if (id === revoked) response.destroy()
  })

  return {
    add({ id, expiresInMs }: ApiCaller, response: ServerResponse): void {
      open.set(response, id)
      let timer: NodeJS.Timeout | undefined
      const wait = (ms: number) => {
        if (ms <= 0) response.destroy()
        else timer = setTimeout(wait, Math.min(ms, longestWaitMs), ms - longestWaitMs).unref()
      }
      if (expiresInMs !== null) wait(expiresInMs)
      response.once('close', () => {
        clearTimeout(timer)
        open.delete(response)
      })
    },
    end(): void {
      for (const response of open.keys()) response.destroy()
    },
  }
}
