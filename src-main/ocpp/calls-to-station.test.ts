import { describe, expect, it } from 'vitest'
import type { StationCall } from '../domain/station-message'
import { StationCallError } from './station-host'
import { connected, findings, heartbeatAnswer, takeCall } from './testing/connected'
import { hostSide, now, openTestEndpoint } from './testing/host-side'
import { connectStation } from './testing/station-side'

const reset: StationCall = { kind: 'reset', mode: 'soft' }

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
