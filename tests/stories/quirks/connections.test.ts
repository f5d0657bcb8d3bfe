import { describe, expect, it } from 'vitest'
import { versions } from '../../../src-main/simulator/station-plan'
import { at, rawStation } from '../raw-station'
import { eventually, MINUTE, openStage, plug, rowsOf, type Stage } from '../story'

/** Outcomes in the handshake log, oldest first. */
const handshakes = async (stage: Stage) =>
  (await rowsOf(stage.client.handshakes.watch()))
    .filter(({ outcome }) => outcome !== 'accepted')
    .map(({ identity, outcome }) => [identity, outcome])
    .reverse()

describe('C01: no subprotocol', () => {
  it('a known station is taken for 1.6, and none is echoed', async () => {
    const stage = await openStage()
    const station = await rawStation(stage, { protocols: [] })
    expect(station.socket.protocol).toBe('')
    expect(await station.boot()).toMatchObject({ status: 'Accepted' })
    expect(await stage.station()).toMatchObject({ protocol: 'OCPP 1.6J' })
  })

  it('an unknown station is closed after the handshake, with one line', async () => {
    const stage = await openStage()
    const station = await rawStation(stage, { protocols: [], isRegistered: false })
    await eventually(() => station.isOpen()).toBe(false)
    await eventually(() => handshakes(stage)).toEqual([['RAW-1', 'no-subprotocol']])
    expect(await stage.stations()).toEqual([])
  })
})

describe('C02: subprotocol names', () => {
  it('"OCPP1.6J" is answered with that exact spelling', async () => {
    const stage = await openStage()
    const station = await rawStation(stage, { protocols: ['OCPP1.6J'] })
    expect(station.socket.protocol).toBe('OCPP1.6J')
    expect(await station.boot()).toMatchObject({ status: 'Accepted' })
  })

  it('the highest of several wins', async () => {
    const stage = await openStage()
    const station = await rawStation(stage, { version: '2.1', protocols: ['ocpp1.6', 'ocpp2.1', 'ocpp2.0.1'] })
    expect(station.socket.protocol).toBe('ocpp2.1')
    expect(await station.boot()).toMatchObject({ status: 'Accepted' })
    expect(await stage.station()).toMatchObject({ protocol: 'OCPP 2.1' })
  })
})

describe('C05: the identity in the address', () => {
  it.each([
    ['a trailing slash', '/RAW-1/'],
    ['double slashes', '//ocpp//RAW-1'],
    ['a foreign prefix', '/steve/websocket/CentralSystemService/RAW-1'],
    ['the identity twice', '/RAW-1/RAW-1'],
    ['escapes', '/%52AW%2D1'],
    ['other case (C06)', '/raw-1'],
  ])('%s', async (_name, path) => {
    const stage = await openStage()
    const station = await rawStation(stage, { path })
    await station.boot()
    expect(await stage.stations()).toMatchObject([{ station: 'RAW-1', link: 'up' }])
  })

  it('none: 404 and one line', async () => {
    const stage = await openStage()
    await expect(rawStation(stage, { path: '/' })).rejects.toMatchObject({ status: 404 })
    await eventually(() => handshakes(stage)).toEqual([[null, 'no-identity']])
  })

  it('unknown: waits in quarantine, or gets 404 where that is set', async () => {
    const stage = await openStage()
    const waiting = await rawStation(stage, { identity: 'NEW-1', isRegistered: false })
    expect(await waiting.boot()).toMatchObject({ status: 'Pending' })
    await stage.client.settings.set({ firstContact: 'refuse' })
    await expect(rawStation(stage, { identity: 'NEW-2', isRegistered: false })).rejects.toMatchObject({ status: 404 })
    expect(await handshakes(stage)).toEqual([['NEW-2', 'unknown-identity']])
    await stage.client.settings.set({ firstContact: 'accept' })
    const accepted = await rawStation(stage, { identity: 'NEW-3', isRegistered: false })
    expect(await accepted.boot()).toMatchObject({ status: 'Accepted' })
  })
})

describe('C07: a second connection of one station', () => {
  it('wins at once; the old one is closed, and its end changes nothing', async () => {
    const stage = await openStage()
    const old = await rawStation(stage)
    await old.boot()
    const fresh = await rawStation(stage)
    await eventually(() => old.isOpen()).toBe(false)
    expect(await stage.station()).toMatchObject({ link: 'up' })
    await fresh.boot()
    const answer = stage.ask({ kind: 'unlock', place: plug })
    await eventually(() => fresh.received.length).toBe(1)
    const [, id] = JSON.parse(fresh.received[0]!) as string[]
    fresh.send(JSON.stringify([3, id, { status: 'Unlocked' }]))
    expect(await answer).toMatchObject({ outcome: 'accepted' })
  })

  it('fails the command that waits on the old one', async () => {
    const stage = await openStage()
    const old = await rawStation(stage)
    await old.boot()
    const answer = stage.ask({ kind: 'unlock', place: plug })
    await eventually(() => old.received.length).toBe(1)
    await rawStation(stage)
    expect(await answer).toMatchObject({ outcome: 'connection-lost', answer: null })
  })

  it('C08: a station that insists on two keeps both after the third time', async () => {
    const stage = await openStage()
    const sockets = [await rawStation(stage)]
    for (let times = 0; times < 4; times++) sockets.push(await rawStation(stage))
    await eventually(() => sockets.map((station) => station.isOpen())).toEqual([false, false, false, true, true])
    expect(await stage.findings()).toEqual(['C08'])
  })
})

describe('C15, C16: passwords', () => {
  const hex = '00112233445566778899aabbccddeeff'
  const basic = (user: string, password: string | Buffer) => ({
    headers: { authorization: `Basic ${Buffer.concat([Buffer.from(`${user}:`), Buffer.from(password)]).toString('base64')}` },
  })

  async function guarded(password: string) {
    const stage = await openStage()
    await stage.register('RAW:1')
    await stage.client.stations.setPassword({ station: 'RAW:1', password })
    return { stage, knock: (client = {}) => rawStation(stage, { identity: 'RAW:1', path: '/RAW%3A1', client }) }
  }

  it('C15: as text, after an identity with a colon in it', async () => {
    const { stage, knock } = await guarded('correct:horse')
    const station = await knock(basic('RAW:1', 'correct:horse'))
    await station.boot()
    expect(await stage.station()).toMatchObject({ authenticated: true, secure: false })
  })

  it.each([
    ['its hex text', hex],
    ['its hex text in capitals', hex.toUpperCase()],
    ['the bytes that the text stands for', Buffer.from(hex, 'hex')],
  ])('C15: a hex password as %s', async (_name, sent) => {
    const { knock } = await guarded(hex)
    expect((await knock(basic('RAW:1', sent))).isOpen()).toBe(true)
  })

  it('C16: wrong or missing where one is set: 401, and the user name in the log, never the password', async () => {
    const { stage, knock } = await guarded('correct:horse')
    await expect(knock(basic('RAW:1', 'wrong-password'))).rejects.toMatchObject({ status: 401 })
    await expect(knock()).rejects.toMatchObject({ status: 401 })
    const rows = await rowsOf(stage.client.handshakes.watch())
    expect(rows.map(({ outcome }) => outcome)).toEqual(['missing-password', 'short-password'])
    expect(rows[1]?.detail).toContain('RAW:1')
    expect(JSON.stringify(rows)).not.toContain('wrong-password"}')
    expect(JSON.stringify(rows)).not.toContain(Buffer.from('RAW:1:wrong-password').toString('base64'))
    expect(await stage.station()).toMatchObject({ link: 'down' })
  })

  it('C16: a header where none is set is ignored, and recorded', async () => {
    const stage = await openStage()
    const station = await rawStation(stage, { client: basic('RAW-1', 'whatever') })
    await station.boot()
    expect(await stage.station()).toMatchObject({ link: 'up', authenticated: false })
    await eventually(() => stage.findings()).toEqual(['C16'])
  })

  it('the password can be taken away again', async () => {
    const { stage, knock } = await guarded('correct:horse')
    await stage.client.stations.setPassword({ station: 'RAW:1', password: null })
    expect((await knock()).isOpen()).toBe(true)
  })
})

describe.each(versions)('B01: a reconnect without boot, in %s', (version) => {
  it('is online at once, and is asked for a boot once a day after the settle time', async () => {
    const stage = await openStage()
    const first = await rawStation(stage, { version })
    await first.boot()
    first.socket.terminate()
    await eventually(async () => (await stage.station()).link).toBe('down')

    const triggers = (texts: string[]) => texts.filter((text) => text.includes('TriggerMessage')).length
    const again = await rawStation(stage, { version })
    expect(await stage.station()).toMatchObject({ link: 'up', connection: 'online', vendor: 'Rawline' })
    await again.call('Heartbeat', {})
    expect(triggers(again.received)).toBe(0)
    stage.clock.advance(MINUTE)
    await eventually(() => triggers(again.received)).toBe(1)
    again.socket.terminate()
    await eventually(async () => (await stage.station()).link).toBe('down')

    const third = await rawStation(stage, { version })
    stage.clock.advance(10 * MINUTE)
    await third.call('Heartbeat', {})
    expect(triggers(third.received), 'B02: not twice a day').toBe(0)
  })
})

it('C18: no command goes out before the boot is answered', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await expect(stage.ask({ kind: 'reset', mode: 'soft' })).rejects.toMatchObject({ code: 'STATION_OFFLINE' })
  await station.call('StatusNotification', { connectorId: 1, status: 'Available', errorCode: 'NoError', timestamp: at(stage) })
  expect(await stage.station(), 'B12: what it says meanwhile counts').toMatchObject({ connectors: [{ status: 'available' }] })
  await station.boot()
  const answer = stage.ask({ kind: 'reset', mode: 'soft' })
  await eventually(() => station.received.length).toBe(1)
  const [, id] = JSON.parse(station.received[0]!) as string[]
  station.send(JSON.stringify([3, id, { status: 'Rejected' }]))
  expect(await answer).toMatchObject({ outcome: 'rejected', answer: 'Rejected' })
})
