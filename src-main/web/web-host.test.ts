import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { implement } from '@orpc/server'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { contract, type Contract } from '#contract/api'
import type { AppInfo, KeyedEvent } from '#contract/read-models'
import type { StationRow } from '#contract/stations'
import type { Access } from '../core'
import { accessInMemory } from './testing/access-in-memory'
import { startWebHost, type WebHost } from './web-host'

const directory = mkdtempSync(join(tmpdir(), 'plugboard-web-'))
mkdirSync(join(directory, 'assets'))
writeFileSync(join(directory, 'index.html'), '<title>Plugboard</title>')
writeFileSync(join(directory, 'assets', 'index-1a2b.js'), 'export {}')
afterAll(() => rmSync(directory, { recursive: true }))

const info = { version: '1.2.3', demo: false } as AppInfo

let host: WebHost
let access: Access
let addresses: string[]
let reports: { what: string; error: unknown }[]
let feedEnded: Promise<void>

beforeEach(async () => {
  access = accessInMemory()
  addresses = []
  reports = []
  const ended = Promise.withResolvers<void>()
  feedEnded = ended.promise
  host = await startWebHost({
    router: router(ended.resolve) as never,
    access,
    host: '127.0.0.1',
    port: 0,
    rendererDirectory: directory,
    onNewAddress: (address) => addresses.push(address),
    report: (what, error) => reports.push({ what, error }),
  })
})
afterEach(() => host.close())

/** The few procedures that show what a transport must carry: a value, a typed fault, a bug, a feed, a failing feed. */
function router(onFeedEnd: () => void) {
  const os = implement(contract)
  return {
    app: { info: os.app.info.handler(() => info) },
    sessions: {
      get: os.sessions.get.handler(({ input, errors }) => {
        throw errors.SESSION_NOT_FOUND({ data: { session: input.session } })
      }),
    },
    sites: {
      list: os.sites.list.handler(() => {
        throw new Error('secret path /srv/plugboard')
      }),
    },
    stations: {
      watch: os.stations.watch.handler(async function* ({ signal }): AsyncGenerator<KeyedEvent<StationRow>> {
        try {
          yield { kind: 'snapshot', rows: [] }
          await new Promise((resolve) => signal?.addEventListener('abort', resolve))
        } finally {
          onFeedEnd()
        }
      }),
    },
    handshakes: {
      watch: os.handshakes.watch.handler(async function* () {
        yield { kind: 'snapshot', rows: [] }
        throw new Error('secret table handshakes')
      }),
    },
  }
}

interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: string
}

function ask(path: string, { method = 'GET', headers = {}, body = '' } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: host.port, path, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: text }))
    })
    request.on('error', reject)
    request.end(body)
  })
}

const token = () => new URL(host.address()).searchParams.get('token')!
const own = () => `http://127.0.0.1:${host.port}`

const signIn = (value: unknown, headers: Record<string, string> = {}) =>
  ask('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ token: value }),
  })

async function cookie(): Promise<string> {
  const answer = await signIn(token())
  return answer.headers['set-cookie']![0]!.split(';')[0]!
}

/** Resolves to an open socket, or to the status with which the handshake was refused. */
function bridge(headers: Record<string, string>, path = '/bridge'): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers })
  return new Promise((resolve) => {
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode!))
    socket.on('error', () => undefined)
  })
}

async function signedIn(): Promise<{ socket: WebSocket; client: ContractRouterClient<Contract> }> {
  const socket = await bridge({ cookie: await cookie(), origin: own() })
  if (typeof socket === 'number') throw new Error(`the handshake was refused with ${socket}`)
  // The link is written for a browser's socket; the one of ws has the same events and methods.
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })
  return { socket, client: createORPCClient(link) }
}

describe('the web host', () => {
  it('tells that it is healthy', async () => {
    const { status, body } = await ask('/healthz')
    expect(status).toBe(200)
    expect(JSON.parse(body)).toEqual({ status: 'ok' })
  })

  it('serves the page at any path without an extension, and no more than the built files', async () => {
    expect((await ask('/?token=x')).body).toContain('Plugboard')
    expect((await ask('/overview')).body).toContain('Plugboard')
    expect((await ask('/missing.js')).status).toBe(404)
    expect((await ask('/../web-host.ts')).status).toBe(404)
    expect((await ask('/%2e%2e/%2e%2e/etc/passwd.txt')).status).toBe(404)
  })

  it('lets built assets be cached and asks again for the page', async () => {
    expect((await ask('/assets/index-1a2b.js')).headers['cache-control']).toContain('immutable')
    expect((await ask('/')).headers['cache-control']).toBe('no-cache')
  })

  it('sends the security headers with every answer', async () => {
    for (const path of ['/', '/healthz', '/missing.js', '/session']) {
      const { headers } = await ask(path)
      expect(headers['content-security-policy']).toContain("default-src 'self'")
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    }
  })

  it.each([
    ['POST', '/healthz', 405],
    ['DELETE', '/session', 405],
    ['POST', '/', 405],
    ['GET', '/bridge', 426],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect((await ask(path, { method })).status).toBe(status)
  })

  it.each(['evil.example', 'evil.example:9280', '127.0.0.1', 'localhost:1'])(
    'refuses the host name %s, which a rebound name would tell',
    async (name) => {
      const answer = await ask('/healthz', { headers: { host: name } })
      expect(answer.status).toBe(421)
      expect(answer.body).toContain('loopback')
    },
  )

  it('answers to every name of its own', async () => {
    for (const name of ['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]']) {
      expect((await ask('/healthz', { headers: { host: `${name}:${host.port}` } })).status).toBe(200)
    }
  })
})

describe('signing in', () => {
  it('trades the token for a cookie that scripts cannot read', async () => {
    const answer = await signIn(token())
    expect(answer.status).toBe(204)
    expect(answer.headers['set-cookie']![0]).toMatch(/^plugboard-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=2592000$/)
  })

  it('takes a token once, and tells a new address for the next browser', async () => {
    const first = token()
    expect((await signIn(first)).status).toBe(204)
    expect((await signIn(first)).status).toBe(403)
    expect(addresses).toEqual([host.address()])
    expect(token()).not.toBe(first)
    expect((await signIn(token())).status).toBe(204)
  })

  it('keeps the token when a wrong one is tried', async () => {
    expect((await signIn('wrong')).status).toBe(403)
    expect(addresses).toEqual([])
    expect((await signIn(token())).status).toBe(204)
  })

  it('tells whether a browser is signed in', async () => {
    expect((await ask('/session')).status).toBe(401)
    expect((await ask('/session', { headers: { cookie: `plugboard-${host.port}=guess` } })).status).toBe(401)
    expect((await ask('/session', { headers: { cookie: `other=1; ${await cookie()}` } })).status).toBe(204)
  })

  it('stays signed in for longer whenever the page is opened again', async () => {
    const good = await cookie()
    expect((await ask('/session', { headers: { cookie: good } })).headers['set-cookie']![0]).toContain(`${good}; HttpOnly`)
    expect((await ask('/session')).headers['set-cookie']).toBeUndefined()
  })

  it('refuses a foreign page, a body that is not JSON, and a body that is too large', async () => {
    expect((await signIn(token(), { origin: 'https://evil.example' })).status).toBe(403)
    expect((await signIn(token(), { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await signIn('x'.repeat(2000))).status).toBe(413)
    expect((await signIn(42)).status).toBe(400)
    const headers = { 'content-type': 'application/json' }
    expect((await ask('/session', { method: 'POST', headers, body: '{' })).status).toBe(400)
    expect(addresses).toEqual([])
  })
})

describe('the bridge over WebSocket', () => {
  it('opens for a signed-in page of its own origin only', async () => {
    const good = await cookie()
    expect(await bridge({ origin: own() })).toBe(401)
    expect(await bridge({ cookie: good })).toBe(403)
    expect(await bridge({ cookie: good, origin: 'http://evil.example' })).toBe(403)
    expect(await bridge({ cookie: good, origin: `http://127.0.0.1:${host.port + 1}` })).toBe(403)
    expect(await bridge({ cookie: good, origin: own(), host: 'evil.example' })).toBe(421)
    expect(await bridge({ cookie: good, origin: own() }, '/elsewhere')).toBe(404)
    expect(await bridge({ cookie: good, origin: own() })).toBeInstanceOf(WebSocket)
  })

  it('carries values and typed faults', async () => {
    const { client } = await signedIn()
    expect(await client.app.info()).toEqual(info)
    await expect(client.sessions.get({ session: 7 })).rejects.toMatchObject({
      code: 'SESSION_NOT_FOUND',
      data: { session: 7 },
    })
    await expect(client.sessions.get({ session: -1 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect(reports).toEqual([])
  })

  it('reports a bug and tells the window nothing of it', async () => {
    const { client, socket } = await signedIn()
    const received: string[] = []
    socket.on('message', (data: Buffer) => received.push(data.toString()))
    await expect(client.sites.list()).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR', message: 'Internal error' })
    expect(reports.map(({ what }) => what)).toEqual(['sites.list failed'])
    expect(received.join()).not.toContain('secret')
  })

  it('reports a feed that fails after it opened', async () => {
    const { client, socket } = await signedIn()
    const received: string[] = []
    socket.on('message', (data: Buffer) => received.push(data.toString()))
    const feed = await client.handshakes.watch()
    expect((await feed.next()).value).toEqual({ kind: 'snapshot', rows: [] })
    await expect(feed.next()).rejects.toMatchObject({ message: 'Internal error' })
    expect(reports.map(({ what }) => what)).toEqual(['handshakes.watch failed'])
    expect(received.join()).not.toContain('secret')
  })

  it('ends the feeds of a tab that was closed', async () => {
    const { client, socket } = await signedIn()
    const feed = await client.stations.watch()
    await feed.next()
    socket.terminate()
    await feedEnded
    expect(reports).toEqual([])
  })

  it('drops a message above 1 MiB with its socket', async () => {
    const { socket } = await signedIn()
    const closed = new Promise<number>((resolve) => socket.on('close', resolve))
    socket.send('x'.repeat(1024 * 1024 + 1))
    expect(await closed).toBe(1009)
  })

  it('closes every tab when all browsers are signed out, and asks them to sign in again', async () => {
    const good = await cookie()
    const socket = await bridge({ cookie: good, origin: own() })
    if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
    const closed = new Promise<number>((resolve) => socket.on('close', resolve))
    access.browsers.signOutAll()
    expect(await closed).toBe(1008)
    expect((await ask('/session', { headers: { cookie: good } })).status).toBe(401)
    expect(await bridge({ cookie: good, origin: own() })).toBe(401)
  })

  it('says 1001 to its tabs when it ends', async () => {
    const { socket } = await signedIn()
    const closed = new Promise<number>((resolve) => socket.on('close', resolve))
    await host.close()
    expect(await closed).toBe(1001)
  })
})

describe('a start that cannot work', () => {
  const options = () => ({
    router: {} as never,
    access,
    host: '127.0.0.1',
    port: host.port,
    rendererDirectory: directory,
    onNewAddress: () => undefined,
    report: () => undefined,
  })

  it('names the port that is in use', async () => {
    await expect(startWebHost(options())).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringContaining(`Port ${host.port} on 127.0.0.1 is in use`),
    })
  })

  it('says that the windows are not built', async () => {
    await expect(startWebHost({ ...options(), rendererDirectory: tmpdir() })).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringContaining('not built'),
    })
  })
})
