import { request as plain, type IncomingMessage } from 'node:http'
import { request as secure } from 'node:https'
import { createInterface } from 'node:readline'
import { Failure } from './failure'

export interface RestClient {
  ask<T>(method: string, path: string, body?: unknown): Promise<T>
  /** The events of a feed, until the console ends it. */
  follow<T>(path: string): AsyncGenerator<T, void>
}

/** What the console answered instead of what was asked for. */
export class RestError extends Error {
  override name = 'RestError'
  constructor(
    readonly code: string,
    message: string,
    readonly data: unknown,
  ) {
    super(message)
  }
}

/** Without a deadline of its own: how long a charger may take is the console's to say. */
export function restClient({ url, token }: { url: string; token: string }): RestClient {
  const base = url.replace(/\/+$/, '')

  function open(method: string, path: string, { body, accept }: { body?: unknown; accept: string }): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const send = base.startsWith('https:') ? secure : plain
      const text = body === undefined ? null : JSON.stringify(body)
      const headers = {
        authorization: `Bearer ${token}`,
        accept,
        ...(text !== null && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      }
      const request = send(`${base}${path}`, { method, headers }, resolve)
      request.on('error', (cause: NodeJS.ErrnoException) =>
        reject(new Failure(1, `Nothing answers at ${base} (${cause.code ?? cause.message}). Is Plugboard running there?`)),
      )
      request.end(text ?? undefined)
    })
  }

  async function textOf(response: IncomingMessage): Promise<string> {
    let text = ''
    for await (const chunk of response.setEncoding('utf8') as AsyncIterable<string>) text += chunk
    if ((response.statusCode ?? 500) < 400) return text
    throw errorIn(text, response.statusCode)
  }

  return {
    async ask<T>(method: string, path: string, body?: unknown) {
      const text = await textOf(await open(method, path, { body, accept: 'application/json' }))
      return (text === '' ? null : JSON.parse(text)) as T
    },
    async *follow<T>(path: string) {
      const response = await open('GET', path, { accept: 'text/event-stream' })
      if (response.statusCode !== 200) await textOf(response)
      let kind = 'message'
      for await (const line of createInterface({ input: response, crlfDelay: Infinity })) {
        if (line === '') kind = 'message'
        else if (line.startsWith('event:')) kind = line.slice(6).trim()
        else if (line.startsWith('data:') && kind === 'error') throw errorIn(line.slice(5), 200)
        else if (line.startsWith('data:') && kind === 'message') yield JSON.parse(line.slice(5)) as T
      }
    },
  }
}

function errorIn(text: string, status: number | undefined): Error {
  try {
    const { code, message, data } = JSON.parse(text) as { code: string; message: string; data?: unknown }
    return new RestError(code, message, data ?? null)
  } catch {
    return new Failure(1, `This is no REST interface of Plugboard: it answered with status ${status}.`)
  }
}
