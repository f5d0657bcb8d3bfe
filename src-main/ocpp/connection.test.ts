import { createConnection } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import type { StationCall } from '../domain/station-message'
import type { EndpointLimits } from './endpoint'
import { HostError, StationCallError } from './station-host'
import { hostSide, type HostSide, now, openTestEndpoint } from './testing/host-side'
import { connectStation, exchange, handshakeText, type StationSide } from './testing/station-side'

interface Setting {
  host?: HostSide
  protocol?: string
  limits?: Partial<EndpointLimits>
}

async function connected(options: Setting = {}) {
  const host = options.host ?? hostSide()
  const { url, endpoint, bugs } = await openTestEndpoint(host, options.limits)
  const station = await connectStation(`${url}/CP1`, options.protocol)
  const [connection] = host.connections
  if (connection === undefined) throw new Error('not connected')
  return { host, station, connection, endpoint, bugs, url }
}

const heartbeatAnswer = (id: string) => `[3,${id},{"currentTime":"2026-01-01T10:00:00.000Z"}]`
const findings = (host: HostSide) =>
  [...host.calls.map(({ frame }) => frame), ...host.frames].flatMap((frame) => frame.findings.map(({ code }) => code))

describe('a CALL', () => {
  it('reaches the host with its raw frame, and the answer is recorded with its round trip', async () => {
    const { host, station } = await connected()
    const text = ' [2, "1","Heartbeat",{}]'
    station.send(text)
    expect(await station.next()).toBe(heartbeatAnswer('"1"'))
    const frame = { station: 'CP1', messageId: '1', action: 'Heartbeat', at: now }
    expect(host.calls).toMatchObject([
      { message: { kind: 'heartbeat' }, frame: { ...frame, direction: 'in', kind: 'call', text, roundTripMs: null } },
    ])
    expect(host.frames).toMatchObject([
      { ...frame, direction: 'out', kind: 'result', text: heartbeatAnswer('"1"'), roundTripMs: 0, findings: [] },
    ])
    expect(host.lives).toBe(1)
  })

  it('that came right behind the handshake is answered', async () => {
    const { port } = await openTestEndpoint(hostSide())
    const text = '[2,"1","Heartbeat",{}]'
    const mask = Buffer.alloc(4)
    const frame = Buffer.concat([Buffer.from([0x81, 0x80 | text.length]), mask, Buffer.from(text)])
    const answer = await exchange(port, Buffer.concat([Buffer.from(handshakeText('/CP1')), frame]))
    expect(answer).toContain(heartbeatAnswer('"1"'))
  })

  it('F06: that breaks its schema is answered, with a finding', async () => {
    const { host, station } = await connected()
    station.send('[2,"1","Authorize",{"idTag":"A","connectorId":1}]')
    expect(await station.next()).toBe('[3,"1",{"idTagInfo":{"status":"Accepted"}}]')
    expect(host.calls[0]?.frame.findings).toEqual([
      { code: 'schema', detail: "must NOT have additional properties 'connectorId'" },
    ])
  })

  it('B04: names the field that is too long', async () => {
    const { host, station } = await connected()
    station.send('[2,"1","Authorize",{"idTag":"123456789012345678901"}]')
    await station.next()
    expect(host.calls[0]?.frame.findings).toEqual([
      { code: 'schema', detail: 'idTag: must NOT have more than 20 characters' },
    ])
  })

  it('F13: of an unknown action is answered NotImplemented and recorded', async () => {
    const { host, station } = await connected()
    station.send('[2,"1","constructor",{}]')
    expect(await station.next()).toMatch(/^\[4,"1","NotImplemented",/)
    expect(host.calls).toEqual([])
    expect(host.frames).toMatchObject([
      { direction: 'in', kind: 'call', action: 'constructor', findings: [{ code: 'F13' }] },
      { direction: 'out', kind: 'error', action: 'constructor' },
    ])
  })

  it('that the host cannot take is answered with its error', async () => {
    const receive = () => Promise.reject(new HostError('InternalError', 'no room'))
    const { station, bugs } = await connected({ host: hostSide({ receive }) })
    station.send('[2,"1","Heartbeat",{}]')
    expect(await station.next()).toBe('[4,"1","InternalError","no room",{}]')
    expect(bugs).toEqual([])
  })

  it('is answered even if the host has a bug, and the bug is reported', async () => {
    const receive = () => Promise.reject(new Error('secret detail'))
    const { station, bugs } = await connected({ host: hostSide({ receive }) })
    station.send('[2,"1","Heartbeat",{}]')
    expect(await station.next()).toBe('[4,"1","InternalError","the message could not be processed",{}]')
    expect(bugs).toHaveLength(1)
  })

  it('in a binary frame is read as text', async () => {
    const { station } = await connected()
    station.send(Buffer.from('[2,"1","Heartbeat",{}]'))
    expect(await station.next()).toBe(heartbeatAnswer('"1"'))
  })

  it('that is not UTF-8 is read as Latin-1 and does not end the connection', async () => {
    const { host, station } = await connected()
    station.send(Buffer.from('[2,"1","DataTransfer",{"vendorId":"S\xe4ule"}]', 'latin1'))
    expect(await station.next()).toBe('[3,"1",{"status":"UnknownVendorId"}]')
    expect(host.calls[0]?.message).toMatchObject({ vendorId: 'Säule' })
    expect(findings(host)).toEqual(['F02'])
  })
})

describe('a broken frame', () => {
  it.each([
    ['F01: stray comma', '[2,"1","Heartbeat",{},]', '"1"', ['F01']],
    ['F02: NUL byte', '[2,"1","Heartbeat",{}]\u0000', '"1"', ['F02']],
    ['F12: number as id', '[2,17,"Heartbeat",{}]', '17', ['F12']],
    ['F07: long id', `[2,"${'x'.repeat(60)}","Heartbeat",{}]`, `"${'x'.repeat(60)}"`, ['F07']],
    ['an id with a quote', '[2,"a\\"b","Heartbeat",{}]', '"a\\"b"', []],
    ['F03: text as type', '["2","1","Heartbeat",{}]', '"1"', ['F03']],
  ])('%s: is answered under its id', async (_name, text, id, codes) => {
    const { host, station } = await connected()
    station.send(text)
    expect(await station.next()).toBe(heartbeatAnswer(id))
    expect(findings(host)).toEqual(codes)
  })

  it('F01: beyond repair is answered with the id from its prefix, and the socket stays', async () => {
    const { host, station } = await connected()
    station.send('[2,"abc","StatusNotification",{"connectorId"')
    expect(await station.next()).toMatch(/^\[4,"abc","FormationViolation",/)
    station.send('[2,"1","Heartbeat",{}]')
    expect(await station.next()).toBe(heartbeatAnswer('"1"'))
    expect(host.frames[0]).toMatchObject({ kind: 'unreadable', messageId: 'abc', findings: [{ code: 'F01' }] })
  })

  it('without any id is answered with -1', async () => {
    const { station } = await connected({ protocol: 'ocpp2.0.1' })
    station.send('hello')
    expect(await station.next()).toMatch(/^\[4,"-1","FormatViolation",/)
  })

  it.each(['[]', '[2]', '[2,"",""]', '[[2,"1","Heartbeat",{}]]'])('%s has no id to answer to, so -1 is', async (frame) => {
    const { station } = await connected({ protocol: 'ocpp2.0.1' })
    station.send(frame)
    expect(await station.next()).toMatch(/^\[4,"-1",/)
  })

  it('F09: an id beyond 2^53 loses no digit and is no transaction', async () => {
    const { host, station } = await connected()
    const stop = '{"transactionId":9223372036854775807,"meterStop":1,"timestamp":"2026-01-01T10:00:00Z"}'
    station.send(`[2,"1","StopTransaction",${stop}]`)
    expect(await station.next()).toMatch(/^\[3,"1"/)
    expect(host.calls[0]?.message).toMatchObject({ phase: 'ended', transactionId: null })
    expect(findings(host)).toEqual(['F09', 'schema'])
  })

  it('F09: keeps a number as transaction id of 2.x digit by digit', async () => {
    const { host, station } = await connected({ protocol: 'ocpp2.0.1' })
    station.send('[2,"1","TransactionEvent",{"transactionInfo":{"transactionId":9223372036854775807}}]')
    await station.next()
    expect(host.calls[0]?.message).toMatchObject({ transactionId: '9223372036854775807' })
  })
})

describe('F07: a message id that is in use', () => {
  function holdingHost() {
    const releases: (() => void)[] = []
    const host = hostSide()
    const { receive } = host
    host.receive = async (connection, call) => {
      const verdict = receive(connection, call)
      await new Promise<void>((resolve) => releases.push(resolve))
      return verdict
    }
    return { host, releases }
  }

  it('the same CALL again leads to one decision and two answers', async () => {
    const { host, releases } = holdingHost()
    const { station } = await connected({ host })
    const payload = '{"connectorId":1,"idTag":"A","meterStart":0,"timestamp":"2026-01-01T10:00:00Z"}'
    const start = `[2,"7","StartTransaction",${payload}]`
    station.send(start)
    station.send(start)
    await vi.waitFor(() => expect(host.frames).toHaveLength(1))
    releases.forEach((release) => release())
    const answer = '[3,"7",{"transactionId":1,"idTagInfo":{"status":"Accepted"}}]'
    expect([await station.next(), await station.next()]).toEqual([answer, answer])
    expect(host.calls).toHaveLength(1)
  })

  it('another CALL is answered on its own, under the same id', async () => {
    const { host, releases } = holdingHost()
    const { station } = await connected({ host })
    station.send('[2,"7","Heartbeat",{}]')
    station.send('[2,"7","Authorize",{"idTag":"A"}]')
    await vi.waitFor(() => expect(releases).toHaveLength(2))
    releases.forEach((release) => release())
    expect([await station.next(), await station.next()].sort()).toEqual(
      [heartbeatAnswer('"7"'), '[3,"7",{"idTagInfo":{"status":"Accepted"}}]'].sort(),
    )
  })
})

describe('F07: a message that was answered already', () => {
  const payload = '{"connectorId":1,"idTag":"A","meterStart":0,"timestamp":"2026-01-01T10:00:00Z"}'
  const start = `[2,"7","StartTransaction",${payload}]`
  const answer = '[3,"7",{"transactionId":1,"idTagInfo":{"status":"Accepted"}}]'

  it('gets the same answer again, without a second decision', async () => {
    const { host, station } = await connected()
    station.send(start)
    expect(await station.next()).toBe(answer)
    station.send(start)
    expect(await station.next()).toBe(answer)
    expect(host.calls).toHaveLength(1)
    expect(host.frames).toContainEqual(expect.objectContaining({ direction: 'in', findings: [expect.objectContaining({ code: 'F07' })] }))
  })

  it('is another message with another payload', async () => {
    const { host, station } = await connected()
    station.send(start)
    await station.next()
    station.send(start.replace('"A"', '"B"'))
    await station.next()
    expect(host.calls).toHaveLength(2)
  })

  it('is decided anew where the answer tells what is so now', async () => {
    const { host, station } = await connected()
    for (const message of ['[2,"1","Heartbeat",{}]', '[2,"2","Authorize",{"idTag":"A"}]']) {
      station.send(message)
      await station.next()
      station.send(message)
      await station.next()
    }
    expect(host.calls).toHaveLength(4)
  })
})

describe('frame kinds of 2.1', () => {
  it('a SEND reaches the host and is not answered', async () => {
    const { host, station } = await connected({ protocol: 'ocpp2.1' })
    const stream = '{"id":1,"pending":0,"basetime":"2026-01-01T10:00:00Z","data":[{"t":0,"v":"1"}]}'
    station.send(`[6,"1","NotifyPeriodicEventStream",${stream}]`)
    station.send('[2,"2","Heartbeat",{}]')
    expect(await station.next()).toBe(heartbeatAnswer('"2"'))
    expect(host.calls[0]).toMatchObject({ message: { kind: 'stream-values' }, frame: { kind: 'send', findings: [] } })
  })

  it('a CALLRESULTERROR is recorded', async () => {
    const { host, station } = await connected({ protocol: 'ocpp2.1' })
    station.send('[5,"1","FormatViolation","bad",{}]')
    await vi.waitFor(() => expect(host.frames).toMatchObject([{ kind: 'result-error', messageId: '1', findings: [{ code: 'F08' }] }]))
  })

  it('a CALLRESULTERROR says which answer it refuses', async () => {
    const { host, station } = await connected({ protocol: 'ocpp2.1' })
    station.send('[2,"7","Heartbeat",{}]')
    await station.next()
    station.send('[5,"7","FormatViolation","no date",{}]')
    const refusal = { kind: 'result-error', action: 'Heartbeat', findings: [{ code: 'answer-refused', detail: 'Heartbeat: FormatViolation no date' }] }
    await vi.waitFor(() => expect(host.frames.at(-1)).toMatchObject(refusal))
  })

  it('an unknown kind is answered by 2.x, ignored by 1.6', async () => {
    const { station } = await connected({ protocol: 'ocpp2.1' })
    station.send('[9,"1"]')
    expect(await station.next()).toMatch(/^\[4,"1","MessageTypeNotSupported"/)
    const old = await connected()
    old.station.send('[9,"1"]')
    old.station.send('[2,"2","Heartbeat",{}]')
    expect(await old.station.next()).toBe(heartbeatAnswer('"2"'))
  })
})

const reset: StationCall = { kind: 'reset', mode: 'soft' }

async function takeCall(station: StationSide) {
  const text = await station.next()
  const [, id, action, payload] = JSON.parse(text) as [number, string, string, unknown]
  return { id, action, payload }
}

describe('a call to the station', () => {
  it('is sent, answered and recorded on both ways', async () => {
    const { host, station, connection } = await connected()
    const reply = connection.call(reset)
    const { id, action, payload } = await takeCall(station)
    expect([action, payload]).toEqual(['Reset', { type: 'Soft' }])
    station.send(`[3,"${id}",{"status":"Accepted"}]`)
    expect(await reply).toMatchObject({ accepted: true, raw: 'Accepted' })
    expect(host.frames).toMatchObject([
      { direction: 'out', kind: 'call', action: 'Reset', messageId: id },
      { direction: 'in', kind: 'result', action: 'Reset', messageId: id, roundTripMs: 0, findings: [] },
    ])
  })

  it('F06: a reply that breaks its schema is read, with a finding', async () => {
    const { host, station, connection } = await connected()
    const reply = connection.call(reset)
    const { id } = await takeCall(station)
    station.send(`[3,"${id}",{"status":"Perhaps"}]`)
    expect(await reply).toMatchObject({ accepted: false, raw: 'Perhaps' })
    expect(findings(host)).toEqual(['schema'])
  })

  it('F10: one at a time, while calls of the station are answered', async () => {
    const { station, connection } = await connected()
    const replies = [connection.call(reset), connection.call({ kind: 'reset', mode: 'hard' })]
    const first = await takeCall(station)
    station.send('[2,"1","Heartbeat",{}]')
    expect(await station.next()).toBe(heartbeatAnswer('"1"'))
    station.send(`[3,"${first.id}",{"status":"Accepted"}]`)
    const second = await takeCall(station)
    expect(second.payload).toEqual({ type: 'Hard' })
    station.send(`[3,"${second.id}",{"status":"Rejected"}]`)
    expect(await Promise.all(replies)).toMatchObject([{ accepted: true }, { accepted: false }])
  })

  it('F11: gives up after the deadline and goes on; F08: the late answer is recorded as late', async () => {
    let time = now
    const host = hostSide()
    const { url } = await openTestEndpoint(host, { callTimeoutMs: 500 }, { clock: { now: () => time } })
    const station = await connectStation(`${url}/CP1`)
    const [connection] = host.connections
    const lost = connection?.call(reset)
    const { id } = await takeCall(station)
    await expect(lost).rejects.toMatchObject({ code: 'timeout' })
    time += 500
    const next = connection?.call({ kind: 'reset', mode: 'hard' })
    const second = await takeCall(station)
    station.send(`[3,"${id}",{"status":"Accepted"}]`)
    station.send(`[3,"${second.id}",{"status":"Rejected"}]`)
    await expect(next).resolves.toMatchObject({ raw: 'Rejected' })
    expect(host.frames.filter(({ direction }) => direction === 'in')).toMatchObject([
      { action: 'Reset', messageId: id, roundTripMs: 500, findings: [{ code: 'F08' }] },
      { action: 'Reset', messageId: second.id, roundTripMs: 0, findings: [] },
    ])
  })

  it('F08: an answer to no call is recorded, dropped and not answered', async () => {
    const { host, station } = await connected()
    station.send('[3,"nobody",{}]')
    station.send('[4,"nobody","GenericError"]')
    station.send('[2,"1","Heartbeat",{}]')
    expect(await station.next()).toBe(heartbeatAnswer('"1"'))
    expect(findings(host)).toEqual(['F08', 'F12', 'F08'])
  })

  it.each([
    ['["4" ,"ID","NotSupported"]', 'NotSupported', ''],
    ['[4,"ID","MadeUp","no","details"]', 'MadeUp', 'no'],
  ])('F12: takes the error %s', async (text, code, description) => {
    const { station, connection } = await connected()
    const reply = connection.call(reset)
    const { id } = await takeCall(station)
    station.send(text.replace('ID', id))
    await expect(reply).rejects.toMatchObject({ code: 'call-error', answer: { code, description } })
  })

  it('F01: fails at once when its answer cannot be read', async () => {
    const { station, connection } = await connected()
    const reply = connection.call(reset)
    const { id } = await takeCall(station)
    station.send(`[3,"${id}",{"status"`)
    await expect(reply).rejects.toMatchObject({ code: 'call-error' })
  })

  it('fails when the connection is lost, in the queue too', async () => {
    const { station, connection } = await connected()
    const replies = [connection.call(reset), connection.call(reset)]
    const outcomes = Promise.allSettled(replies)
    await takeCall(station)
    station.socket.terminate()
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'connection-lost' } })
    }
  })

  it('is refused where the version cannot express it', async () => {
    const { connection, station } = await connected()
    const start = {
      kind: 'start',
      place: { evse: 1, connector: 1 },
      idToken: 'x'.repeat(21),
      remoteStartId: 1,
    } as const
    await expect(connection.call(start)).rejects.toBeInstanceOf(StationCallError)
    await expect(connection.call(start)).rejects.toMatchObject({ code: 'not-supported' })
    expect(station.received).toEqual([])
  })

  it('that would be invalid is a bug and is not sent', async () => {
    const { connection, station } = await connected({ protocol: 'ocpp2.0.1' })
    const stop = { kind: 'stop', transactionId: 'x'.repeat(40) } as const
    await expect(connection.call(stop)).rejects.toThrow(/not sent.*transactionId/)
    expect(station.received).toEqual([])
  })
})

describe('an action as a person wrote it', () => {
  const raw = (action: string, payload: Record<string, unknown>): StationCall => ({ kind: 'raw', action, payload })

  it('goes out as it is, and its whole answer comes back; without a status it counts as done', async () => {
    const { connection, station } = await connected()
    const reply = connection.call(raw('GetConfiguration', { key: ['HeartbeatInterval'] }))
    const { id, action, payload } = await takeCall(station)
    expect([action, payload]).toEqual(['GetConfiguration', { key: ['HeartbeatInterval'] }])
    const response = { configurationKey: [{ key: 'HeartbeatInterval', readonly: false, value: '300' }] }
    station.send(JSON.stringify([3, id, response]))
    expect(await reply).toEqual({ accepted: true, raw: '', response })
  })

  it.each([
    ['RebootRequired', true],
    ['NotSupported', false],
    ['Perhaps', false],
  ])('%s means yes: %s', async (status, accepted) => {
    const { connection, station } = await connected()
    const reply = connection.call(raw('ChangeConfiguration', { key: 'a', value: 'b' }))
    const { id } = await takeCall(station)
    station.send(JSON.stringify([3, id, { status }]))
    expect(await reply).toEqual({ accepted, raw: status, response: { status } })
  })

  it('is refused where the version has no such action, the ones of stations among them', async () => {
    const { connection, station } = await connected()
    for (const action of ['GetVariables', 'BootNotification', 'toString']) {
      await expect(connection.call(raw(action, {}))).rejects.toMatchObject({ code: 'not-supported' })
    }
    expect(station.received).toEqual([])
  })

  it('that is invalid is not sent, whoever forgot to check it', async () => {
    const { connection, station } = await connected({ protocol: 'ocpp2.1' })
    await expect(connection.call(raw('Reset', { type: 'Soft' }))).rejects.toThrow(/not sent.*type/)
    expect(station.received).toEqual([])
  })

  it('2.1: of the two Notify… that go to the station', async () => {
    const { connection, station } = await connected({ protocol: 'ocpp2.1' })
    const reply = connection.call(raw('NotifyWebPaymentStarted', { evseId: 1, timeout: 60 }))
    const { id, action } = await takeCall(station)
    expect(action).toBe('NotifyWebPaymentStarted')
    station.send(JSON.stringify([3, id, {}]))
    expect(await reply).toEqual({ accepted: true, raw: '', response: {} })
  })

  it('2.1: a CALLRESULTERROR in place of an answer does not end the wait for the answer', async () => {
    const { connection, station } = await connected({ protocol: 'ocpp2.1' })
    const reply = connection.call(raw('ClearCache', {}))
    const { id } = await takeCall(station)
    station.send(JSON.stringify([5, id, 'FormatViolation', 'bad', {}]))
    station.send(JSON.stringify([3, id, { status: 'Accepted' }]))
    expect(await reply).toMatchObject({ accepted: true })
  })
})

describe('the life of a connection', () => {
  it('C09: is ended when nothing is heard', async () => {
    const { host, station } = await connected({ limits: { pingMs: 0, idleMs: 60 } })
    await station.closed
    await vi.waitFor(() => expect(host.disconnects).toMatchObject([{ station: 'CP1', code: 1006 }]))
  })

  it('C09: hears pongs', async () => {
    const { host } = await connected({ limits: { pingMs: 20 } })
    await vi.waitFor(() => expect(host.lives).toBeGreaterThan(2))
    expect(host.frames).toEqual([])
  })

  it('C11: takes 4 MiB', async () => {
    const { host, station } = await connected()
    const data = 'x'.repeat(4 * 1024 * 1024 - 200)
    station.send(`[2,"1","DataTransfer",{"vendorId":"v","data":"${data}"}]`)
    expect(await station.next()).toMatch(/^\[3,"1"/)
    expect(host.calls[0]?.message).toMatchObject({ data })
  })

  it('a frame that is too large closes its own socket with 1009, and no other', async () => {
    const { host, station, url } = await connected({ limits: { maxFrameBytes: 1000 } })
    const other = await connectStation(`${url}/CP2`)
    station.send(`[2,"1","DataTransfer",{"vendorId":"${'x'.repeat(2000)}"}]`)
    expect(await station.closed).toMatchObject({ code: 1009 })
    await vi.waitFor(() => expect(host.disconnects).toMatchObject([{ station: 'CP1', code: 1009 }]))
    other.send('[2,"1","Heartbeat",{}]')
    expect(await other.next()).toBe(heartbeatAnswer('"1"'))
  })

  it('C10: negotiates compression', async () => {
    const { host, station } = await connected()
    expect(station.socket.extensions).toBe('permessage-deflate')
    station.send(`[2,"1","DataTransfer",{"vendorId":"v","data":"${'x'.repeat(5000)}"}]`)
    await station.next()
    expect(host.calls[0]?.message).toMatchObject({ data: 'x'.repeat(5000) })
  })

  it('C07: close ends a socket that no longer answers', async () => {
    const host = hostSide()
    const { port } = await openTestEndpoint(host, { closeGraceMs: 100 })
    const deaf = createConnection(port, '127.0.0.1')
    deaf.write(handshakeText('/CP1'))
    await vi.waitFor(() => expect(host.connections).toHaveLength(1))
    deaf.pause()
    await host.connections[0]?.close(1000, 'replaced')
    expect(host.disconnects).toMatchObject([{ station: 'CP1' }])
    deaf.destroy()
  })

  it('close gives pending answers first, and takes no new calls', async () => {
    const host = hostSide()
    const { receive } = host
    let release = (): void => undefined
    host.receive = async (connection, call) => {
      await new Promise<void>((resolve) => (release = resolve))
      return receive(connection, call)
    }
    const { station, endpoint } = await connected({ host, limits: { shutdownGraceMs: 3000 } })
    station.send('[2,"1","Heartbeat",{}]')
    await vi.waitFor(() => expect(host.lives).toBe(1))
    const closing = endpoint.close()
    station.send('[2,"2","Heartbeat",{}]')
    await vi.waitFor(() => expect(host.frames).toMatchObject([{ direction: 'in', messageId: '2' }]))
    release()
    expect(await station.next()).toBe(heartbeatAnswer('"1"'))
    expect(await station.closed).toMatchObject({ code: 1001 })
    await closing
    expect(station.received).toEqual([])
    await expect(connectStation(`ws://127.0.0.1:${endpoint.ports[0]}/CP1`)).rejects.toThrow()
  })
})
