import { createConnection } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { HostError } from './station-host'
import { connected, findings, heartbeatAnswer } from './testing/connected'
import { hostSide, now, openTestEndpoint } from './testing/host-side'
import { connectStation, exchange, handshakeText } from './testing/station-side'

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

  it('stays behind a large one that came before it on its socket', async () => {
    const { host, station } = await connected()
    station.send(`[2,"1","DataTransfer",{"vendorId":"Acme","data":"${'x'.repeat(300_000)}"}]`)
    station.send('[2,"2","Heartbeat",{}]')
    await station.next()
    await station.next()
    expect(host.calls.map(({ frame }) => frame.messageId)).toEqual(['1', '2'])
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
