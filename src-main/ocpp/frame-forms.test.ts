import { describe, expect, it, vi } from 'vitest'
import { connected, findings, heartbeatAnswer } from './testing/connected'

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

  it.each([
    ['a SEND', '[6,"1","NotifyPeriodicEventStream",{"id":1}]'],
    ['a CALLRESULTERROR', '[5,"1","FormatViolation","bad",{}]'],
    ['a SEND that is malformed', '[6,"1"]'],
    ['a CALLRESULTERROR that is cut off', '[5,"1","FormatVio'],
  ])('%s is an unknown kind before 2.1: answered by 2.0.1, ignored by 1.6, and carried out by neither', async (_name, frame) => {
    const { host, station } = await connected({ protocol: 'ocpp2.0.1' })
    station.send(frame)
    expect(await station.next()).toMatch(/^\[4,"1","MessageTypeNotSupported"/)
    expect(host.frames[0]).toMatchObject({ kind: 'unreadable', findings: [{ code: 'F01' }] })
    const old = await connected()
    old.station.send(frame)
    old.station.send('[2,"2","Heartbeat",{}]')
    expect(await old.station.next()).toBe(heartbeatAnswer('"2"'))
    expect(old.host.frames[0]).toMatchObject({ kind: 'unreadable', findings: [{ code: 'F01' }] })
    expect([...host.calls, ...old.host.calls.slice(1)]).toEqual([])
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
