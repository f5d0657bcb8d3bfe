import 'reflect-metadata'
import { connect as connectTls } from 'node:tls'
import { connect, createServer } from 'node:net'
import * as x509 from '@peculiar/x509'
import { describe, expect, it, vi } from 'vitest'
import { hostSide, openTestEndpoint } from './testing/host-side'
import { connectStation, exchange, handshakeText } from './testing/station-side'

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])
const admitting = (assumeProtocol: boolean) => ({
  knock: ({ identity }: { identity: string }) =>
    Promise.resolve({ admit: true as const, identity, authenticated: false, assumeProtocol }),
})

describe('subprotocol', () => {
  it('C01: speaks 1.6 with a known station that offers none, and echoes none', async () => {
    const host = hostSide(admitting(true))
    const { url } = await openTestEndpoint(host)
    const station = await connectStation(`${url}/CP1`, [])
    expect(station.socket.protocol).toBe('')
    station.send('[2,"1","Heartbeat",{}]')
    expect(await station.next()).toBe('[3,"1",{"currentTime":"2026-01-01T10:00:00.000Z"}]')
    expect(host.connections[0]?.protocol).toBe('OCPP 1.6J')
    expect(host.handshakes).toMatchObject([{ outcome: 'accepted', identity: 'CP1' }])
  })

  it('C01: finishes the handshake without the header and closes, for a station that offers none', async () => {
    const host = hostSide(admitting(false))
    const { url } = await openTestEndpoint(host)
    const station = await connectStation(`${url}/CP1`, [])
    station.send('[2,"1","Heartbeat",{}]')
    expect(await station.closed).toMatchObject({ code: 1002 })
    expect(station.received).toEqual([])
    expect(host.handshakes).toMatchObject([{ outcome: 'no-subprotocol' }])
    expect(host.connections).toEqual([])
  })

  it.each([
    ['ocpp1.6j', 'ocpp1.6j'],
    ['OCPP2.0.1', 'OCPP2.0.1'],
    [['ocpp1.6', 'ocpp2.0.1'], 'ocpp2.0.1'],
    [['ocpp2.1', 'ocpp2.0.1', 'ocpp1.6'], 'ocpp2.1'],
  ])('C02: answers %s with the exact spelling offered', async (offered, answered) => {
    const { url } = await openTestEndpoint(hostSide())
    expect((await connectStation(`${url}/CP1`, offered)).socket.protocol).toBe(answered)
  })

  it('C02: takes a header with empty and doubled names', async () => {
    const { port } = await openTestEndpoint(hostSide())
    const answer = await exchange(port, handshakeText('/CP1', { 'Sec-WebSocket-Protocol': 'ocpp1.6,,ocpp1.6,' }))
    expect(statusOf(answer)).toBe(101)
    expect(answer).toContain('Sec-WebSocket-Protocol: ocpp1.6\r\n')
  })

  it('C02: closes with 1002 after the handshake where no version fits, with one line', async () => {
    const host = hostSide()
    const { port } = await openTestEndpoint(host)
    const answer = await exchange(port, handshakeText('/CP1', { 'Sec-WebSocket-Protocol': 'ocpp1.5' }))
    expect(statusOf(answer)).toBe(101)
    expect(answer).not.toMatch(/Sec-WebSocket-Protocol/i)
    expect(answer).toContain('\x03\xea')
    expect(host.handshakes).toMatchObject([{ outcome: 'unsupported-subprotocol', detail: 'offered ocpp1.5' }])
  })

  it.each([
    ['no-subprotocol', undefined],
    ['unsupported-subprotocol', 'ocpp1.5'],
  ] as const)('C01: closes after the handshake also where the host says %s', async (outcome, offered) => {
    const host = hostSide({ knock: () => Promise.resolve({ admit: false, outcome }) })
    const { port } = await openTestEndpoint(host)
    const answer = await exchange(port, handshakeText('/CP1', { 'Sec-WebSocket-Protocol': offered }))
    expect(statusOf(answer)).toBe(101)
    expect(answer).toContain('\x03\xea')
    expect(host.handshakes).toMatchObject([{ outcome, identity: 'CP1' }])
  })

  it('C03: the version belongs to the connection, not to the station', async () => {
    const host = hostSide()
    const { url } = await openTestEndpoint(host)
    const probe = await connectStation(`${url}/CP1`, 'ocpp2.0.1')
    probe.socket.close()
    await connectStation(`${url}/CP1`, 'ocpp1.6')
    expect(host.connections.map(({ protocol }) => protocol)).toEqual(['OCPP 2.0.1', 'OCPP 1.6J'])
  })
})

describe('address', () => {
  it.each(['/CP 1/', '//CP%201', '/steve/websocket/CP%201', '/CP%201/CP%201'])(
    'C05: %s leads to the station',
    async (target) => {
      const host = hostSide()
      const { url } = await openTestEndpoint(host)
      await connectStation(url + target)
      expect(host.connections[0]?.station).toBe('CP 1')
    },
  )

  it('C05: takes a broken escape as it is written', async () => {
    const host = hostSide()
    const { port } = await openTestEndpoint(host)
    expect(statusOf(await exchange(port, handshakeText('/CP%ZZ')))).toBe(101)
    expect(host.connections[0]?.station).toBe('CP%ZZ')
  })

  it('C05: answers 404 where there is no identity', async () => {
    const host = hostSide()
    const { port } = await openTestEndpoint(host)
    expect(statusOf(await exchange(port, handshakeText('/')))).toBe(404)
    expect(host.handshakes).toMatchObject([{ outcome: 'no-identity', identity: null }])
  })

  it('C06: keeps the registered spelling', async () => {
    const knock = () =>
      Promise.resolve({ admit: true as const, identity: 'CP-Ä 1', authenticated: true, assumeProtocol: false })
    const host = hostSide({ knock })
    const { url } = await openTestEndpoint(host)
    await connectStation(`${url}/cp-%C3%A4%201`)
    expect(host.connections[0]).toMatchObject({ station: 'CP-Ä 1', authenticated: true })
  })
})

describe('refusals', () => {
  it.each([
    ['unknown-identity', 404],
    ['refused-identity', 403],
    ['wrong-password', 401],
    ['missing-password', 401],
    ['quarantine-full', 503],
  ] as const)('%s is answered with %i and one line', async (outcome, status) => {
    const host = hostSide({ knock: () => Promise.resolve({ admit: false, outcome }) })
    const { port } = await openTestEndpoint(host)
    expect(statusOf(await exchange(port, handshakeText('/CP1')))).toBe(status)
    expect(host.handshakes).toMatchObject([{ outcome, identity: 'CP1', remoteAddress: '127.0.0.1' }])
  })

  it('C16: names the user and hides the password', async () => {
    const host = hostSide({ knock: () => Promise.resolve({ admit: false, outcome: 'wrong-password' }) })
    const { port } = await openTestEndpoint(host)
    const Authorization = `Basic ${Buffer.from('CP1:top-secret').toString('base64')}`
    const answer = await exchange(port, handshakeText('/CP1?key=top-secret', { Authorization }))
    expect(answer).toContain('WWW-Authenticate: Basic')
    expect(host.handshakes[0]?.detail).toContain('CP1')
    expect(host.handshakes[0]?.request).toContain('Authorization: Basic [removed]')
    expect(host.handshakes[0]?.request).toContain('key=[removed]')
  })

  it('C15: hands the host every reading of the password', async () => {
    const host = hostSide()
    const { port } = await openTestEndpoint(host)
    await exchange(port, handshakeText('/CP1', { Authorization: `Basic ${btoa('cp1:00ff')}` }))
    await exchange(port, handshakeText('/CP1'))
    expect(host.knocks.map(({ passwords }) => passwords)).toEqual([
      [Buffer.from('00ff'), Buffer.from('00FF'), Buffer.from([0, 255])],
      null,
    ])
  })

  it('C04: explains a missing "Connection: Upgrade" with the raw request', async () => {
    const host = hostSide()
    const { port } = await openTestEndpoint(host)
    expect(statusOf(await exchange(port, handshakeText('/CP1', { Connection: undefined })))).toBe(400)
    expect(host.handshakes).toMatchObject([
      { outcome: 'missing-upgrade-header', identity: 'CP1', request: expect.stringContaining('Upgrade: websocket') },
    ])
  })

  it.each([
    ['Sec-WebSocket-Key', 'short'],
    ['Sec-WebSocket-Version', '7'],
    ['Upgrade', 'h2c'],
    ['Sec-WebSocket-Extensions', 'permessage-deflate; nonsense=1'],
  ])('names a WebSocket request that is broken in %s', async (name, value) => {
    const host = hostSide()
    const { port } = await openTestEndpoint(host)
    expect(statusOf(await exchange(port, handshakeText('/CP1', { [name]: value })))).toBe(400)
    expect(host.handshakes).toMatchObject([{ outcome: 'bad-websocket-request' }])
  })

  it('answers 503 and reports the bug when the host fails', async () => {
    const host = hostSide({ knock: () => Promise.reject(new Error('broken')) })
    const { port, bugs } = await openTestEndpoint(host)
    expect(statusOf(await exchange(port, handshakeText('/CP1')))).toBe(503)
    expect(bugs).toEqual([new Error('broken')])
  })
})

describe('wrong kind of caller', () => {
  it('C14: TLS to the plain port', async () => {
    const host = hostSide()
    const { port } = await openTestEndpoint(host)
    const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false })
    await new Promise((resolve) => socket.on('error', resolve))
    await vi.waitFor(() =>
      expect(host.handshakes).toMatchObject([{ outcome: 'tls-on-plain-port', remoteAddress: '127.0.0.1' }]),
    )
  })

  it('C14: SOAP to the JSON port', async () => {
    const host = hostSide()
    const { port } = await openTestEndpoint(host)
    const body = '<soap:Envelope/>'
    const headers = `Host: x\r\nContent-Type: application/soap+xml\r\nContent-Length: ${body.length}`
    const request = `POST /CP1 HTTP/1.1\r\n${headers}\r\n\r\n${body}`
    expect(statusOf(await exchange(port, request))).toBe(400)
    expect(host.handshakes).toMatchObject([{ outcome: 'soap-request' }])
  })

  it('a browser gets a helpful sentence', async () => {
    const host = hostSide()
    const { port } = await openTestEndpoint(host)
    const answer = await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    expect(statusOf(answer)).toBe(426)
    expect(answer).toContain('OCPP-J')
    expect(host.handshakes).toMatchObject([{ outcome: 'plain-http' }])
  })

  it('bytes that are no HTTP are shown, and a connection without any', async () => {
    const host = hostSide()
    const { port } = await openTestEndpoint(host)
    await exchange(port, 'hello\r\n\r\n')
    await exchange(port, '', 50)
    expect(host.handshakes).toMatchObject([
      { outcome: 'not-http', detail: expect.stringContaining('hello') },
      { outcome: 'silent', evidence: { arrived: 'nothing' } },
    ])
  })
})

const unknownAuthority = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 48])

/** Sends a real TLS 1.2 hello, and the given bytes instead of what should follow; null: hangs up. */
async function breakTlsHandshake(port: number, after: Buffer | null): Promise<void> {
  const recorder = createServer()
  await new Promise<void>((resolve) => recorder.listen(0, '127.0.0.1', resolve))
  const hello = new Promise<Buffer>((resolve) => recorder.once('connection', (peer) => peer.once('data', resolve)))
  const { port: recorderPort } = recorder.address() as { port: number }
  const station = connectTls({ port: recorderPort, host: '127.0.0.1', maxVersion: 'TLSv1.2' }).on(
    'error',
    () => undefined,
  )
  const bytes = await hello
  station.destroy()
  recorder.close()
  const socket = connect(port, '127.0.0.1').on('error', () => undefined)
  socket.write(bytes)
  await new Promise((resolve) => socket.once('data', resolve))
  if (after !== null) socket.write(after)
  socket.end()
}

async function openTls(host: ReturnType<typeof hostSide>) {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=localhost',
    keys,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
  })
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
  const tls = {
    cert: certificate.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`,
  }
  const listeners = [
    { host: '127.0.0.1', port: 0, tls },
    { host: '127.0.0.1', port: 0 },
  ]
  const { endpoint } = await openTestEndpoint(host, {}, { listeners, clock: { now: () => Date.now() } })
  return { endpoint, tlsPort: endpoint.ports[0] ?? 0, plainPort: endpoint.ports[1] ?? 0 }
}

describe('TLS', () => {
  it('serves stations over TLS and without it side by side', async () => {
    const host = hostSide()
    const { tlsPort, plainPort } = await openTls(host)
    await connectStation(`wss://127.0.0.1:${tlsPort}/A`, 'ocpp1.6', { rejectUnauthorized: false })
    await connectStation(`ws://127.0.0.1:${plainPort}/B`)
    expect(host.connections).toMatchObject([
      { station: 'A', secure: true, remoteAddress: '127.0.0.1' },
      { station: 'B', secure: false },
    ])
  })

  it('C14: plain HTTP to the TLS port', async () => {
    const host = hostSide()
    const { tlsPort } = await openTls(host)
    await exchange(tlsPort, handshakeText('/CP1'))
    expect(host.handshakes).toMatchObject([{ outcome: 'plain-on-tls-port', remoteAddress: '127.0.0.1' }])
  })

  it.each([
    ['rejects the certificate, with the text of its alert', unknownAuthority, 'alert unknown ca', 'tls-unknown-ca'],
    // It dialled the address, and the certificate stands for a name.
    ['leaves in the middle of the TLS handshake', null, 'broke the TLS handshake off', 'tls-name-mismatch'],
  ])('C13: a station that %s', async (_name, after, detail, outcome) => {
    const host = hostSide()
    const { tlsPort } = await openTls(host)
    await breakTlsHandshake(tlsPort, after)
    await vi.waitFor(() =>
      expect(host.handshakes).toMatchObject([
        { outcome, detail: expect.stringContaining(detail), remoteAddress: '127.0.0.1', evidence: { tls: { certificate: { names: ['localhost'] } } } },
      ]),
    )
  })

  it('a connection to the TLS port without a byte is a line as well', async () => {
    const host = hostSide()
    const { tlsPort } = await openTls(host)
    await exchange(tlsPort, '', 50)
    await connectStation(`wss://127.0.0.1:${tlsPort}/A`, 'ocpp1.6', { rejectUnauthorized: false })
    expect(host.handshakes).toMatchObject([
      { outcome: 'silent', secure: true },
      { outcome: 'accepted', evidence: { tls: { serverName: null, protocol: 'TLSv1.3', offered: ['TLS 1.3', 'TLS 1.2'] } } },
    ])
  })

  it('a port scan is one: two ports of ours without a byte on either', async () => {
    const host = hostSide()
    const { tlsPort, plainPort } = await openTls(host)
    for (const port of [tlsPort, plainPort]) await exchange(port, '', 20)
    await vi.waitFor(() => expect(host.handshakes.map(({ outcome }) => outcome)).toEqual(['silent', 'port-scan']))
  })

  it('C12: a station that only knows TLS 1.1, with the reason', async () => {
    const host = hostSide()
    const { tlsPort } = await openTls(host)
    const onlyOld = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    const socket = connectTls({ port: tlsPort, host: '127.0.0.1', ...onlyOld, rejectUnauthorized: false })
    await new Promise((resolve) => socket.on('error', resolve))
    await vi.waitFor(() =>
      expect(host.handshakes).toMatchObject([
        { outcome: 'tls-version', remoteAddress: '127.0.0.1', detail: expect.stringMatching(/protocol|version/i) },
      ]),
    )
  })
})

it('a caller that stops in the TLS handshake does not hold up the end', async () => {
  const host = hostSide()
  const { endpoint, tlsPort } = await openTls(host)
  const socket = connect(tlsPort, '127.0.0.1').on('error', () => undefined)
  socket.write(Buffer.from([0x16, 0x03, 0x01]))
  await new Promise((resolve) => socket.once('connect', resolve))
  const closed = new Promise((resolve) => socket.once('close', resolve))
  await connectStation(`wss://127.0.0.1:${tlsPort}/A`, 'ocpp1.6', { rejectUnauthorized: false })
  await endpoint.close()
  await closed
})

describe('failed handshakes', () => {
  const limits = { failedHandshakes: { failures: 3, windowMs: 60_000 } }

  it('C16: checks no more passwords than the limit says when they are tried all at once', async () => {
    let checks = 0
    const host = hostSide({
      async knock() {
        checks++
        await new Promise((resolve) => setTimeout(resolve, 5))
        return { admit: false, outcome: 'wrong-password' }
      },
    })
    const { port } = await openTestEndpoint(host, limits)
    const attempt = (password: number) => {
      const Authorization = `Basic ${Buffer.from(`CP1:${password}`).toString('base64')}`
      return exchange(port, handshakeText('/CP1', { Authorization }), 2_000)
    }
    const statuses = (await Promise.all(Array.from({ length: 30 }, (_, index) => attempt(index)))).map(statusOf)
    // One that is being checked beside the last failure is through the door already.
    expect(checks).toBeLessThanOrEqual(limits.failedHandshakes.failures + 1)
    expect(statuses.filter((status) => status === 401)).toHaveLength(checks)
    expect(statuses.filter((status) => status === 429)).toHaveLength(30 - checks)
  })

  it('are answered 429 after too many, each reported, and do not stop a station that had connected', async () => {
    const knock = ({ identity }: { identity: string }) =>
      Promise.resolve(
        identity === 'Good'
          ? { admit: true as const, identity, authenticated: true, assumeProtocol: false }
          : { admit: false as const, outcome: 'wrong-password' as const },
      )
    const host = hostSide({ knock })
    const { port, url } = await openTestEndpoint(host, limits)
    await connectStation(`${url}/Good`)
    const statuses = []
    for (let attempt = 0; attempt < 5; attempt++) statuses.push(statusOf(await exchange(port, handshakeText('/Bad'))))
    expect(statuses).toEqual([401, 401, 401, 429, 429])
    await connectStation(`${url}/Good`)
    expect(host.handshakes.map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'wrong-password',
      'wrong-password',
      'wrong-password',
      'rate-limited',
      'rate-limited',
      'accepted',
    ])
  })

  it('never limit stations that succeed', async () => {
    const { url } = await openTestEndpoint(hostSide(), limits)
    for (let attempt = 0; attempt < 10; attempt++) await connectStation(`${url}/CP${attempt}`)
  })
})

it('rejects with the code of the system when a port is in use, and leaves no other one open', async () => {
  const blocker = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => blocker.once('listening', resolve))
  const { port } = blocker.address() as { port: number }
  const listeners = [
    { host: '127.0.0.1', port: 0 },
    { host: '127.0.0.1', port },
  ]
  await expect(openTestEndpoint(hostSide(), {}, { listeners })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  blocker.close()
})
