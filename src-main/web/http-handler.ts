import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { OwnNames } from './own-names'
import { securityHeaders } from './security-headers'
import type { SignIn } from './sign-in'

const bodyLimitBytes = 1024

export interface HttpParts {
  names: OwnNames
  signIn: SignIn
  /** What is under `/api`. */
  rest: RequestListener
  files: (request: IncomingMessage, response: ServerResponse, next: () => void) => void
}

/** Answers everything but the WebSocket. The files are public: all data goes over the bridge. */
export function httpHandler({ names, signIn, rest, files }: HttpParts): RequestListener {
  const routes: Record<string, Partial<Record<string, RequestListener>>> = {
    '/healthz': { GET: (_request, response) => json(response, { status: 'ok' }) },
    '/session': {
      GET: (request, response) => {
        const cookie = signIn.renewed(request.headers.cookie)
        if (cookie !== null) response.setHeader('Set-Cookie', cookie)
        empty(response, cookie === null ? 401 : 204)
      },
      POST: (request, response) => {
        openSession({ request, response, names, signIn }).catch((error: unknown) => response.destroy(error as Error))
      },
    },
    '/bridge': {
      GET: (_request, response) => {
        response.setHeader('Upgrade', 'websocket')
        sentence(response, 426, 'This address speaks WebSocket only.')
      },
    },
  }
  return (request, response) => {
    if (/^\/api(\/|\?|$)/.test(request.url ?? '')) return rest(request, response)
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    if (!names.isHost(request.headers.host)) {
      return sentence(response, 421, 'Plugboard answers only to its own loopback address, not to this host name.')
    }
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET')
    const route = routes[request.url?.split('?')[0] ?? '/']
    const allowed = route ? Object.keys(route) : ['GET']
    if (!allowed.includes(method)) {
      response.setHeader('Allow', [...allowed, 'HEAD'].join(', '))
      return sentence(response, 405, `${request.method} is not possible here.`)
    }
    if (!route) return files(request, response, () => sentence(response, 404, 'There is no such file.'))
    response.setHeader('Cache-Control', 'no-store')
    route[method]?.(request, response)
  }
}

async function openSession(
  { request, response, names, signIn }: Pick<HttpParts, 'names' | 'signIn'> & {
    request: IncomingMessage
    response: ServerResponse
  },
): Promise<void> {
  // A foreign page always sends its origin with a POST; a tool on the command line sends none.
  if (request.headers.origin !== undefined && !names.isOrigin(request.headers.origin)) {
    return sentence(response, 403, 'Another site cannot sign in here.')
  }
  if (!request.headers['content-type']?.startsWith('application/json')) {
    return sentence(response, 415, 'The token is expected as JSON.')
  }
  const body = await readBody(request)
  if (body === null) {
    response.setHeader('Connection', 'close')
    return sentence(response, 413, 'The request is too large.')
  }
  const token = tokenIn(body)
  if (token === null) return sentence(response, 400, 'The request holds no token.')
  const cookie = signIn.redeem(token)
  if (cookie === null) return sentence(response, 403, 'This token is wrong or was used before.')
  response.setHeader('Set-Cookie', cookie)
  empty(response, 204)
}

/** Null when it is longer than any token could make it. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > bodyLimitBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function tokenIn(body: string): string | null {
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed !== 'object' || parsed === null || !('token' in parsed)) return null
    return typeof parsed.token === 'string' ? parsed.token : null
  } catch {
    return null
  }
}

function json(response: ServerResponse, value: unknown): void {
  response.setHeader('Content-Type', 'application/json')
  response.end(JSON.stringify(value))
}

function empty(response: ServerResponse, status: number): void {
  response.writeHead(status).end()
}

function sentence(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}
