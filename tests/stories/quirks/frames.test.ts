import { describe, expect, it } from 'vitest'
import { at, rawStation, type RawStation, reading } from '../raw-station'
import { eventually, MINUTE, openStage, plug, type Stage } from '../story'

async function aLine(): Promise<{ stage: Stage; station: RawStation }> {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  return { stage, station }
}

/** The line is in order: the next CALL is answered. */
async function isAlive(station: RawStation): Promise<void> {
  expect(await station.call('Heartbeat', {})).toHaveProperty('currentTime')
  expect(station.isOpen()).toBe(true)
}

describe('a CALL that is broken is answered, and the socket stays', () => {
  it('F01: stray commas and empty members are repaired', async () => {
    const { stage, station } = await aLine()
    const frame = `[,2,"x1","StatusNotification",{"connectorId":1,,"status":"Charging","errorCode":"NoError","info":,}]`
    expect(await station.exchange(frame, 'x1')).toEqual([3, 'x1', {}])
    expect(await stage.station()).toMatchObject({ connectors: [{ status: 'occupied', chargingState: 'charging' }] })
    expect(await stage.findings()).toContain('F01')
    const [line] = await stage.trace({ text: 'x1', direction: 'in' })
    expect(line?.text, 'kept as received').toBe(frame)
    await isAlive(station)
  })

  it('F01: what no repair can read gets a CALLERROR with the id of its prefix', async () => {
    const { station } = await aLine()
    expect(await station.exchange('[2,"x2","Heartbeat",{"a":]]]', 'x2')).toEqual([4, 'x2', 'FormationViolation', expect.any(String), {}])
    await isAlive(station)
  })

  it('F02: NUL and other control characters are stripped', async () => {
    const { stage, station } = await aLine()
    const frame = `[2,"x3","StartTransaction",{"connectorId":1,"idTag":"AB\u0000\u0001C  ","meterStart":5,"timestamp":"${at(stage)}"}]`
    expect(await station.exchange(frame, 'x3')).toMatchObject([3, 'x3', { transactionId: 1 }])
    expect(await stage.session()).toMatchObject({ idToken: 'ABC' })
    await isAlive(station)
  })

  it('F03: numbers where texts are due, and the reverse', async () => {
    const { stage, station } = await aLine()
    expect(await station.call('StartTransaction', { connectorId: '1', idTag: 12345678, meterStart: '250', timestamp: at(stage) })).toEqual({
      transactionId: 1,
      idTagInfo: { status: 'Accepted' },
    })
    await station.call('StopTransaction', { transactionId: '1', meterStop: '300', timestamp: at(stage) })
    expect(await stage.session()).toMatchObject({ idToken: '12345678', energyWh: 50, state: 'completed' })
    expect(await stage.findings()).toEqual(['schema'])
  })

  it('F04: an object where a list is due', async () => {
    const { stage, station } = await aLine()
    await station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: at(stage) })
    stage.clock.advance(MINUTE)
    const meterValue = { timestamp: at(stage), sampledValue: { value: '120' } }
    expect(await station.call('MeterValues', { connectorId: 1, transactionId: 1, meterValue })).toEqual({})
    expect(await stage.session()).toMatchObject({ energyWh: 120 })
  })

  it('F05: empty lists', async () => {
    const { stage, station } = await aLine()
    expect(await station.call('MeterValues', { connectorId: 1, meterValue: [reading(at(stage))] })).toEqual({})
    expect(await station.call('MeterValues', { connectorId: 1, meterValue: [] })).toEqual({})
  })

  it('F06: properties and words that the schema does not know', async () => {
    const { stage, station } = await aLine()
    expect(await station.call('Authorize', { idTag: 'A', connectorId: 1 })).toEqual({ idTagInfo: { status: 'Accepted' } })
    const said = { connectorId: 1, status: 'Brewing', errorCode: 'NoError', timestamp: at(stage) }
    expect(await station.call('StatusNotification', said)).toEqual({})
    expect(await stage.station()).toMatchObject({ connectors: [{ status: 'unknown', rawStatus: 'Brewing' }] })
    expect(await stage.findings()).toEqual(['S02', 'schema'])
  })

  it('F09: the largest 64-bit integer as transaction id is none, and loses no digit', async () => {
    const { stage, station } = await aLine()
    await station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: at(stage) })
    const frame = `[2,"x9","StopTransaction",{"transactionId":9223372036854775807,"idTag":"A","meterStop":50,"timestamp":"${at(stage)}"}]`
    expect(await station.exchange(frame, 'x9')).toMatchObject([3, 'x9', { idTagInfo: { status: 'Accepted' } }])
    expect(await stage.history()).toMatchObject([{ session: 1, energyWh: 50 }])
    expect(await stage.trace({ text: '9223372036854775807' })).toHaveLength(1)
  })

  it('F12, F07: odd message ids are answered as they came', async () => {
    const { station } = await aLine()
    expect(await station.exchange('[2,4711,"Heartbeat",{}]', '4711')).toEqual([3, 4711, expect.anything()])
    const long = 'l'.repeat(80)
    expect(await station.exchange(`[2,"${long}","Heartbeat",{}]`, long)).toEqual([3, long, expect.anything()])
  })
})

describe('answers that are odd', () => {
  /** An operator's unlock, and the id of the CALL that came of it. */
  async function asked(stage: Stage, station: RawStation) {
    const count = station.received.length
    const answer = stage.ask({ kind: 'unlock', place: plug })
    await eventually(() => station.received.length).toBe(count + 1)
    return { answer, id: (JSON.parse(station.received[count]!) as string[])[1]! }
  }

  it('F08: to no call: recorded as unmatched, and nothing happens', async () => {
    const { stage, station } = await aLine()
    station.send('[3,"never-asked",{"status":"Accepted"}]')
    station.send('[4,"never-asked-either","GenericError","",{}]')
    await isAlive(station)
    await eventually(() => stage.findings()).toEqual(['F08'])
    expect((await stage.detail()).findings).toMatchObject([{ code: 'F08', count: 2 }])
  })

  it('F10: a CALL that comes while ours waits is answered first', async () => {
    const { stage, station } = await aLine()
    const { answer, id } = await asked(stage, station)
    expect(await station.call('Authorize', { idTag: 'A' })).toEqual({ idTagInfo: { status: 'Accepted' } })
    const queued = stage.ask({ kind: 'reset', mode: 'soft' })
    await isAlive(station)
    expect(station.received, 'one at a time').toHaveLength(1)
    station.send(JSON.stringify([3, id, { status: 'Unlocked' }]))
    expect(await answer).toMatchObject({ outcome: 'accepted', answer: 'Unlocked' })
    await eventually(() => station.received.length).toBe(2)
    const [, next] = JSON.parse(station.received[1]!) as string[]
    station.send(JSON.stringify([3, next, { status: 'Accepted' }]))
    expect(await queued).toMatchObject({ outcome: 'accepted' })
  })

  it.each([
    ['three elements', (id: string) => [4, id, 'NotSupported']],
    ['four elements', (id: string) => [4, id, 'NotSupported', 'cannot']],
    ['details as text', (id: string) => [4, id, 'NotSupported', 'cannot', 'sorry']],
  ])('F12: a CALLERROR of %s', async (_name, frame) => {
    const { stage, station } = await aLine()
    const { answer, id } = await asked(stage, station)
    station.send(JSON.stringify(frame(id)))
    const record = await answer
    expect(record.outcome).toBe('error')
    expect(record.answer).toMatch(/^NotSupported/)
    await isAlive(station)
    const { capabilities } = await stage.detail()
    expect(capabilities.find(({ request }) => request === 'unlock')).toMatchObject({ obstacle: null, caution: 'refused-before' })
  })

  it('F11: what a station could not do is remembered, and forgotten when it answers after all', async () => {
    const { stage, station } = await aLine()
    const { answer, id } = await asked(stage, station)
    station.send(JSON.stringify([4, id, 'NotImplemented', '', {}]))
    await answer
    const again = await asked(stage, station)
    station.send(JSON.stringify([3, again.id, { status: 'UnlockFailed' }]))
    expect(await again.answer).toMatchObject({ outcome: 'rejected' })
    const { capabilities } = await stage.detail()
    expect(capabilities.find(({ request }) => request === 'unlock')).toMatchObject({ obstacle: null, caution: null })
  })
})

it('an unknown action is answered with NotImplemented (F13), and its frame is kept', async () => {
  const { stage, station } = await aLine()
  expect(await station.exchange('[2,"u1","MakeCoffee",{"sugar":2}]', 'u1')).toEqual([4, 'u1', 'NotImplemented', expect.any(String), {}])
  await eventually(async () => (await stage.trace({ text: 'MakeCoffee', direction: 'in' })).length).toBe(1)
})

it('an oversize frame ends that connection alone', async () => {
  const { stage, station } = await aLine()
  const neighbour = await rawStation(stage, { identity: 'RAW-2' })
  station.send(`[2,"big","DataTransfer",{"vendorId":"v","data":"${'x'.repeat(5 * 1024 * 1024)}"}]`)
  await eventually(() => station.isOpen()).toBe(false)
  await isAlive(neighbour)
  const large = 'y'.repeat(3 * 1024 * 1024)
  expect(await neighbour.call('DataTransfer', { vendorId: 'v', data: large })).toEqual({ status: 'UnknownVendorId' })
})
