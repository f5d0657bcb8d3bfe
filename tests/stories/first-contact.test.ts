import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { describe, expect, it } from 'vitest'
import type { HandshakeRow } from '#contract/handshakes'
import type { CompatibilityChoice } from '#contract/compatibility'
import { at, rawStation } from './raw-station'
import { eventually, MINUTE, openStage, plug, rowsOf, type Stage } from './story'

const attempts = (stage: Stage): Promise<HandshakeRow[]> => rowsOf(stage.client.handshakes.watch())
const attempt = async (stage: Stage, outcome: HandshakeRow['outcome']) => (await attempts(stage)).find((row) => row.outcome === outcome)
const outcomes = async (stage: Stage) => (await attempts(stage)).map(({ outcome }) => outcome)
const evidence = async (stage: Stage, outcome: HandshakeRow['outcome']) => {
  const row = await attempt(stage, outcome)
  return row ? stage.client.handshakes.evidence({ id: row.id }) : null
}
const decide = (stage: Stage, choice: CompatibilityChoice, station = 'RAW-1') => stage.client.stations.setCompatibility({ station, choice })
const portOf = (stage: Stage) => stage.core.ocppPort

/** Bytes on a bare socket, then its end; resolves when both sides are done. */
function knock(stage: Stage, bytes: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(portOf(stage), '127.0.0.1', () => socket.end(bytes))
    socket.on('error', () => undefined).on('close', () => resolve()).resume()
  })
}

it('scenario 1: each misconfiguration has the right result and one readable line (C01, C02, C05, C14, C15)', async () => {
  const stage = await openStage()
  await stage.register('RAW-1')
  await stage.client.stations.setPassword({ station: 'RAW-1', password: 'a password of 24 letters' })
  const basic = (password: string) => ({ headers: { authorization: `Basic ${btoa(`RAW-1:${password}`)}` } })
  const right = basic('a password of 24 letters')

  await rawStation(stage, { protocols: [], client: right })
  await rawStation(stage, { protocols: ['ocpp1.6j'], client: right })
  await rawStation(stage, { protocols: ['ocpp2.0.1', 'ocpp1.6'], client: right })
  await rawStation(stage, { path: '/RAW-1/RAW-1/', client: right })
  await expect(rawStation(stage, { client: basic('another password with 24') })).rejects.toMatchObject({ status: 401 })
  await new Promise<void>((resolve) => {
    connectTls({ port: portOf(stage), host: '127.0.0.1', servername: 'depot.example', rejectUnauthorized: false }).on('error', () => resolve())
  })

  await eventually(() => outcomes(stage)).toEqual(expect.arrayContaining(['accepted', 'wrong-password', 'tls-on-plain-port']))
  await eventually(async () => (await attempt(stage, 'accepted'))?.count).toBe(4)
  expect(await attempts(stage), 'attempts of one kind are one line').toHaveLength(3)
  expect(await attempt(stage, 'accepted')).toMatchObject({ count: 4, identity: 'RAW-1', notes: expect.arrayContaining(['identity-twice']) })
  expect(await evidence(stage, 'accepted')).toMatchObject({ evidence: { path: '/RAW-1/RAW-1/', offered: ['ocpp1.6'], chosen: 'OCPP 1.6J', credentials: 'fit' } })
  expect(await evidence(stage, 'tls-on-plain-port')).toMatchObject({
    evidence: { arrived: 'tls', tls: { serverName: 'depot.example', offered: ['TLS 1.3', 'TLS 1.2'] } },
  })
  const wrong = await evidence(stage, 'wrong-password')
  expect(wrong).toMatchObject({ evidence: { user: 'RAW-1', credentials: 'refused' }, request: expect.stringContaining('authorization: Basic [removed]') })
  expect(JSON.stringify(wrong)).not.toContain('another password')
})

it('scenario 2: a network that dies in a session costs one line of the timeline, and commands follow to the new socket (C07, C17)', async () => {
  const stage = await openStage()
  const first = await rawStation(stage)
  await first.boot()
  await first.call('StartTransaction', { connectorId: 1, idTag: '04A2B9C1D27480', meterStart: 1000, timestamp: at(stage) })
  first.socket.terminate()
  await eventually(async () => (await stage.station()).link).toBe('down')
  stage.clock.advance(5_000)
  const second = await rawStation(stage)
  await second.call('Heartbeat', {})
  expect(await stage.station()).toMatchObject({ link: 'up' })
  expect(await stage.live()).toMatchObject([{ state: 'running' }])
  await second.boot()
  const answer = stage.ask({ kind: 'unlock', place: plug })
  await eventually(() => second.received.length).toBe(1)
  second.send(JSON.stringify([3, (JSON.parse(second.received[0]!) as string[])[1], { status: 'Unlocked' }]))
  expect(await answer).toMatchObject({ outcome: 'accepted' })
  expect(await outcomes(stage)).toEqual(['accepted'])
  await eventually(() => evidence(stage, 'accepted')).toMatchObject({ count: 2, evidence: { end: { by: 'network', calls: 2 } } })
})

describe('what is no charger', () => {
  it('C14: is named by its first bytes: silence, another protocol, SOAP, a browser, half a request', async () => {
    const stage = await openStage()
    await knock(stage, '')
    await knock(stage, 'SSH-2.0-scanner\r\n')
    await knock(stage, 'POST /RAW-1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/soap+xml\r\nContent-Length: 0\r\n\r\n')
    await knock(stage, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await knock(stage, 'GET /RAW-7 HTTP/1.1\r\nHost: x\r\nUpgrade: webso')
    await eventually(async () => (await outcomes(stage)).sort()).toEqual(['not-http', 'plain-http', 'silent', 'soap-request', 'unfinished-request'])
    expect(await attempt(stage, 'unfinished-request')).toMatchObject({ identity: 'RAW-7' })
    expect(await evidence(stage, 'not-http')).toMatchObject({ detail: expect.stringContaining('SSH'), evidence: { firstBytes: expect.stringContaining('SSH-2.0') } })
  })

  it('the look at our own ports leaves no line', async () => {
    const stage = await openStage()
    const ports = await stage.client.handshakes.ports()
    expect(ports.find(({ use }) => use === 'ocpp')).toMatchObject({ state: 'listening', reachable: [{ isReachable: true }] })
    await knock(stage, 'hello')
    await eventually(() => outcomes(stage)).toEqual(['not-http'])
  })

  it('a flood from one address fills neither table nor feed', async () => {
    const stage = await openStage()
    await stage.client.settings.set({ firstContact: 'refuse' })
    const flood = Array.from({ length: 300 }, (_, index) =>
      rawStation(stage, { identity: `MADE-UP-${index}`, isRegistered: false }).catch(() => undefined))
    await Promise.all([...flood, ...Array.from({ length: 300 }, () => knock(stage, ''))])
    await eventually(async () => (await attempts(stage)).reduce((sum, { count }) => sum + count, 0)).toBe(600)
    const rows = await attempts(stage)
    // 20 failures a minute are let through, and as many knocks as were on their way meanwhile.
    expect(rows.length).toBeLessThanOrEqual(40)
    expect(rows.find(({ outcome }) => outcome === 'silent')).toMatchObject({ count: 300 })
    expect(rows.find(({ outcome }) => outcome === 'rate-limited')?.count).toBeGreaterThan(200)
    await stage.restart()
    expect(await attempts(stage)).toHaveLength(rows.length)
  })
})

it('C05: an identity that is in the path, but not at its end, is named', async () => {
  const stage = await openStage()
  await stage.register('RAW-1')
  await rawStation(stage, { identity: 'ocpp', path: '/RAW-1/ocpp', isRegistered: false })
  await eventually(async () => (await attempt(stage, 'accepted'))?.notes).toEqual(['extra-path', 'known-in-path'])
})

it('an attempt of the next day begins a new line', async () => {
  const stage = await openStage()
  await knock(stage, 'hello')
  await eventually(async () => (await attempts(stage)).length).toBe(1)
  stage.clock.advance(24 * 60 * MINUTE)
  await knock(stage, 'hello')
  await eventually(async () => (await attempts(stage)).map(({ count }) => count)).toEqual([1, 1])
})

describe('C03, X09: the version', () => {
  it('C03: of a short probe changes nothing; it counts with the first call', async () => {
    const stage = await openStage()
    const station = await rawStation(stage)
    await station.boot()
    station.socket.close()
    await eventually(async () => (await stage.station()).link).toBe('down')
    const probe = await rawStation(stage, { version: '2.0.1' })
    probe.socket.close()
    await eventually(async () => (await stage.station()).link).toBe('down')
    expect(await stage.station()).toMatchObject({ protocol: 'OCPP 1.6J' })
    await eventually(async () => (await attempt(stage, 'accepted'))?.notes).toContain('brief')
    expect(await stage.findings()).not.toContain('X09')
  })

  it('X09: another version forgets what was learned, and keeps what a person set', async () => {
    const stage = await openStage()
    const station = await rawStation(stage)
    await station.boot()
    await decide(stage, { field: 'pingSeconds', value: 10 })
    station.socket.close()
    await eventually(async () => (await stage.station()).link).toBe('down')
    const other = await rawStation(stage, { version: '2.0.1' })
    await other.boot()
    await eventually(() => stage.findings()).toContain('X09')
    expect(await stage.station()).toMatchObject({ protocol: 'OCPP 2.0.1' })
    const { compatibility } = await stage.detail()
    expect(compatibility.find(({ field }) => field === 'pingSeconds')).toMatchObject({ value: 10, source: 'set' })
  })

  it('C02: is the one that is fixed for the station, or none', async () => {
    const stage = await openStage()
    await stage.register('RAW-1')
    await decide(stage, { field: 'pinnedProtocol', value: 'ocpp1.6' })
    const station = await rawStation(stage, { protocols: ['ocpp2.0.1', 'ocpp1.6'] })
    expect(station.socket.protocol).toBe('ocpp1.6')
    await expect(rawStation(stage, { protocols: ['ocpp2.1'] })).rejects.toThrow('no subprotocol')
    await eventually(() => outcomes(stage)).toContain('pinned-subprotocol')
  })

  it('C01: is not assumed where a person switched that off', async () => {
    const stage = await openStage()
    await stage.register('RAW-1')
    await decide(stage, { field: 'assumeProtocol', value: 'none' })
    const station = await rawStation(stage, { protocols: [] })
    await eventually(() => station.isOpen()).toBe(false)
    await eventually(() => outcomes(stage)).toEqual(['no-subprotocol'])
  })
})

describe('C10: compressed frames that were not agreed on', () => {
  it('are a line, and from then on the station is offered no compression', async () => {
    const stage = await openStage()
    const station = await rawStation(stage, { client: { perMessageDeflate: false } })
    await station.boot()
    // A text frame with RSV1 set and an empty mask, as of a sender that compresses unasked.
    const raw = station.socket as unknown as { _socket: { write(bytes: Buffer): void } }
    raw._socket.write(Buffer.from([0xc1, 0x82, 0, 0, 0, 0, 0x7b, 0x7d]))
    await eventually(() => outcomes(stage)).toContain('compressed-frames')
    expect(await stage.findings()).toContain('C10')
    const again = await rawStation(stage, { client: { perMessageDeflate: true } })
    expect(again.socket.extensions).toBe('')
    await eventually(async () => (await attempt(stage, 'accepted'))?.notes).toContain('compression-off')
    await decide(stage, { field: 'compression', value: 'negotiate' })
    expect((await rawStation(stage, { client: { perMessageDeflate: true } })).socket.extensions).toContain('permessage-deflate')
  })
})

describe('C17: a station that comes and goes', () => {
  it('is one alarm after more than ten connects within an hour', async () => {
    const stage = await openStage()
    for (let times = 0; times < 14; times++) {
      const station = await rawStation(stage)
      station.socket.terminate()
      await eventually(async () => (await stage.station()).link).toBe('down')
      stage.clock.advance(MINUTE)
    }
    await eventually(() => outcomes(stage)).toContain('flapping')
    expect(await attempt(stage, 'flapping')).toMatchObject({ count: 1, identity: 'RAW-1' })
    expect((await stage.detail()).findings.filter(({ code }) => code === 'C17')).toMatchObject([{ count: 1 }])
    expect(await stage.stations()).toMatchObject([{ isFlapping: true }])
    stage.clock.advance(61 * MINUTE)
    expect(await stage.station()).toMatchObject({ isFlapping: false })
  })

  it('C09: links that break without a word at the same age are told apart from it', async () => {
    const stage = await openStage()
    for (let times = 0; times < 4; times++) {
      const station = await rawStation(stage)
      stage.clock.advance(65_000)
      station.socket.terminate()
      await eventually(async () => (await stage.station()).link).toBe('down')
      stage.clock.advance(20 * MINUTE)
    }
    await eventually(() => outcomes(stage)).toContain('link-same-age')
    expect(await attempt(stage, 'link-same-age')).toMatchObject({ detail: expect.stringContaining('65 s') })
    expect(await outcomes(stage)).not.toContain('flapping')
  })

  it('two servers: it closes the link itself and comes back', async () => {
    const stage = await openStage()
    for (let times = 0; times < 4; times++) {
      const station = await rawStation(stage)
      await station.call('Heartbeat', {})
      stage.clock.advance(MINUTE)
      station.socket.close(1000)
      await eventually(async () => (await stage.station()).link).toBe('down')
      stage.clock.advance(5 * MINUTE)
    }
    await eventually(() => outcomes(stage)).toContain('link-alternates')
  })
})

it('C18: how long no command goes out can be set for a station', async () => {
  const stage = await openStage()
  await stage.register('RAW-1')
  await decide(stage, { field: 'settleSeconds', value: 5 })
  await decide(stage, { field: 'mayTriggerBoot', value: false })
  const station = await rawStation(stage)
  await expect(stage.ask({ kind: 'unlock', place: plug })).rejects.toMatchObject({ code: 'STATION_OFFLINE' })
  stage.clock.advance(6_000)
  const answer = stage.ask({ kind: 'unlock', place: plug })
  await eventually(() => station.received.filter((text) => text.includes('UnlockConnector')).length).toBe(1)
  station.socket.terminate()
  expect(await answer).toMatchObject({ outcome: 'connection-lost' })
})

it('C15: how the key is written can be fixed', async () => {
  const stage = await openStage()
  const hex = '00112233445566778899aabbccddeeff'
  await stage.register('RAW-1')
  await stage.client.stations.setPassword({ station: 'RAW-1', password: hex })
  const as = (password: Buffer) => ({ headers: { authorization: `Basic ${Buffer.concat([Buffer.from('RAW-1:'), password]).toString('base64')}` } })
  await decide(stage, { field: 'passwordEncoding', value: 'text' })
  await expect(rawStation(stage, { client: as(Buffer.from(hex, 'hex')) })).rejects.toMatchObject({ status: 401 })
  expect((await rawStation(stage, { client: as(Buffer.from(hex)) })).isOpen()).toBe(true)
  await decide(stage, { field: 'passwordEncoding', value: 'bytes' })
  expect((await rawStation(stage, { client: as(Buffer.from(hex, 'hex')) })).isOpen()).toBe(true)
})

it.each([
  ['another user than the identity', 'SOMEBODY:a password of 24 letters', 'wrong-user'],
  ['less than 16 characters', 'RAW-1:geheim', 'short-password'],
  ['an umlaut', 'RAW-1:Schlüsselwort für die Säule', 'odd-password'],
  ['a colon', 'RAW-1:a password: of 24 letters', 'odd-password'],
  ['no user at all', 'nothing', 'odd-password'],
] as const)('C15, C16: a password with %s is diagnosed, and never kept', async (_name, userPass, outcome) => {
  const stage = await openStage()
  await stage.register('RAW-1')
  await stage.client.stations.setPassword({ station: 'RAW-1', password: 'a password of 24 letters' })
  const encoded = Buffer.from(userPass).toString('base64')
  await expect(rawStation(stage, { client: { headers: { authorization: `Basic ${encoded}` } } })).rejects.toMatchObject({ status: 401 })
  await eventually(() => outcomes(stage)).toEqual([outcome])
  const kept = JSON.stringify(await evidence(stage, outcome))
  expect(kept).not.toContain(encoded)
  expect(kept).not.toContain(userPass.split(':').slice(1).join(':') || userPass)
})

it('a charger whose boot is pending can be asked by hand, and started by no button', async () => {
  const stage = await openStage()
  const stranger = await rawStation(stage, { isRegistered: false })
  expect(await stranger.boot()).toMatchObject({ status: 'Pending' })
  const asked = stage.ask({ kind: 'raw', action: 'GetConfiguration', payload: {} })
  await eventually(() => stranger.received.length).toBe(1)
  const [, id, action] = JSON.parse(stranger.received[0]!) as string[]
  expect(action).toBe('GetConfiguration')
  stranger.send(JSON.stringify([3, id, { configurationKey: [] }]))
  expect(await asked).toMatchObject({ outcome: 'accepted' })
  await expect(stage.ask({ kind: 'reset', mode: 'soft' })).rejects.toMatchObject({ code: 'NOT_ACCEPTED' })
})

it.each(['1.6', '2.0.1', '2.1'] as const)('a charger that is refused by its boot gets Rejected, and SecurityError for the rest (OCPP %s)', async (version) => {
  const stage = await openStage()
  const stranger = await rawStation(stage, { isRegistered: false, version })
  await stranger.boot()
  await stage.client.stations.refuse({ station: 'RAW-1' })
  expect(await stranger.boot()).toMatchObject({ status: 'Rejected', interval: 300 })
  await expect(stranger.call('Heartbeat', {})).rejects.toThrow('SecurityError')
  await expect(stranger.call('MakeCoffee', {}), 'what nobody knows is no exception').rejects.toThrow('SecurityError')
  expect(stranger.isOpen()).toBe(true)
  const again = await rawStation(stage, { isRegistered: false, version })
  expect(await again.boot()).toMatchObject({ status: 'Rejected' })
  await eventually(async () => (await attempt(stage, 'accepted'))?.notes).toEqual(['boot-rejected'])
  expect((await stage.trace({ text: 'SecurityError' })).length, 'the trace has it').toBe(2)
})

it('F07: a charger that is refused gets no old answer for a message that it sends again', async () => {
  const stage = await openStage()
  const stranger = await rawStation(stage, { isRegistered: false })
  await stranger.boot()
  const start = JSON.stringify([2, 's1', 'StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: at(stage) }])
  expect(await stranger.exchange(start, 's1')).toMatchObject([3, 's1', {}])
  await stage.client.stations.refuse({ station: 'RAW-1' })
  expect((await stranger.exchange(start, 's1')).slice(0, 3)).toEqual([4, 's1', 'SecurityError'])
})
