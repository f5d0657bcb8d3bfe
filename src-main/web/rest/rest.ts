import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { SmartCoercionPlugin } from '@orpc/json-schema'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { BodyLimitPlugin } from '@orpc/server/node'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { faultsAtTheBridge, type ReportFault } from '../../bridge-faults'
import type { Access, Core } from '../../core'
import type { OwnNames } from '../own-names'
import { securityHeaders } from '../security-headers'
import { errorBody, refuse } from './errors'
import { firstOfFeed, type RestContext } from './first-of-feed'
import { openApiDocument } from './openapi'
import { operationsPage } from './operations-page'
import { createOpenRequests } from './open-requests'
import { wrongTokenLimit } from './wrong-token-limit'

const mostBodyBytes = 1024 * 1024

export interface RestParts {
  router: Core['router']
  access: Access
  names: OwnNames
  report: ReportFault
}

export interface Rest {
  handle: RequestListener
  /** Ends what is still open. */
  close(): void
}

/**
 * The contract as REST under `/api`. A token in the `Authorization` header is the only way in: a cookie would let every
 * page in the browser act for its user. Feeds are server-sent events for whoever accepts those, and their first value
 * as JSON for everybody else.
 */
export function createRest({ router, access, names, report }: RestParts): Rest {
  const handler = new OpenAPIHandler<RestContext>(router, {
    plugins: [
      new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] }),
      new BodyLimitPlugin({ maxBodySize: mostBodyBytes }),
    ],
    clientInterceptors: [firstOfFeed, faultsAtTheBridge(report)],
    customErrorResponseBodyEncoder: errorBody,
  })
  const open = createOpenRequests(access.apiTokens)
  const limit = wrongTokenLimit()

  async function call(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const secret = /^Bearer +([\w~+/.=-]+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const caller = secret === undefined ? null : access.apiTokens.identify(secret)
    if (caller === null) {
      // Never in the way of a right token, so that nobody can lock others out.
      const waitS = secret === undefined ? 0 : limit.failed()
      if (waitS > 0) {
        response.setHeader('Retry-After', waitS)
        return refuse(response, 'TOO_MANY_WRONG_TOKENS')
      }
      response.setHeader('WWW-Authenticate', 'Bearer realm="Plugboard"')
      return refuse(response, secret === undefined ? 'TOKEN_MISSING' : 'TOKEN_WRONG')
    }
    open.add(caller, response)
    if (Number(request.headers['content-length'] ?? 0) > mostBodyBytes) {
      // Read to its end first: a client that is still sending would see a broken connection instead of the answer.
      request.resume().once('end', () => refuse(response, 'BODY_TOO_LARGE'))
      return
    }
    const follows = request.headers.accept?.includes('text/event-stream') ?? false
    const { matched } = await handler.handle(request, response, { prefix: '/api', context: { caller, follows } })
    if (!matched) refuse(response, 'NO_SUCH_PROCEDURE')
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    response.setHeader('Cache-Control', 'no-store')
    // What was refused before it was read must not stay in the way of the next request on this connection.
    response.once('finish', () => void request.resume())
    if (!names.isHost(request.headers.host)) return refuse(response, 'WRONG_HOST')
    // Pages of other sites may not even try tokens.
    if (request.headers.origin !== undefined && !names.isOrigin(request.headers.origin)) return refuse(response, 'WRONG_ORIGIN')
    const path = request.url?.split('?')[0]
    if (path === '/api' || path === '/api/') return send(response, 'text/html; charset=utf-8', operationsPage(await openApiDocument()))
    if (path === '/api/openapi.json') return send(response, 'application/json', JSON.stringify(await openApiDocument(), null, 2))
    return call(request, response)
  }

  return {
    handle(request, response) {
      serve(request, response).catch((error: unknown) => {
        report('a REST request failed', error)
        if (response.headersSent) response.destroy()
        else refuse(response, 'INTERNAL_SERVER_ERROR')
      })
    },
    close: open.end,
  }
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { 'Content-Type': type }).end(body)
}
