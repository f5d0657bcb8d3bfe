import { describe, expect, it } from 'vitest'
import { at, rawStation, reading } from '../raw-station'
import { eventually, HOUR, MINUTE, openStage, plug } from '../story'

/** A 1.6 charger that has booted. */
async function aCharger() {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  return {
    stage,
    station,
    start: (fields: Record<string, unknown> = {}) =>
      station.call('StartTransaction', { connectorId: 1, idTag: 'CARD', meterStart: 0, timestamp: at(stage), ...fields }),
    stop: (fields: Record<string, unknown>) => station.call('StopTransaction', { meterStop: 0, timestamp: at(stage), ...fields }),
    measure: (offsetMs: number, value: string) =>
      station.call('MeterValues', { connectorId: 1, meterValue: [reading(at(stage, offsetMs), { value })] }),
  }
}

describe('meter values without a transaction id', () => {
  it('T13: belong to the session that runs when they are measured', async () => {
    const { stage, start, measure } = await aCharger()
    await start({ meterStart: 1_000 })
    stage.clock.advance(10 * MINUTE)
    await measure(0, '1400')
    expect(await stage.session()).toMatchObject({ energyWh: 400 })
  })

  it('T13: of before the session belong to nobody', async () => {
    const { stage, start, measure } = await aCharger()
    stage.clock.advance(HOUR)
    await start({ meterStart: 1_000 })
    stage.clock.advance(10 * MINUTE)
    await measure(-30 * MINUTE, '400')
    expect(await stage.session()).toMatchObject({ energyWh: 0, marks: [] })
    expect(await stage.client.sessions.samples({ session: 1 })).toHaveLength(1)
  })

  it('M09: that come out of a queue belong to the session that is over, not to the one that runs', async () => {
    const { stage, start, stop, measure } = await aCharger()
    await start({ meterStart: 1_000 })
    stage.clock.advance(HOUR)
    await stop({ transactionId: 1, meterStop: 3_000 })
    stage.clock.advance(5 * MINUTE)
    await start({ meterStart: 3_000 })
    await measure(-20 * MINUTE, '2500')
    expect(await stage.session(2)).toMatchObject({ energyWh: 0, marks: [] })
    expect(await stage.session(1)).toMatchObject({ energyWh: 2_000, state: 'completed' })
    expect(await stage.client.sessions.samples({ session: 1 })).toContainEqual(expect.objectContaining({ value: 2_500 }))
  })

  it('B08: of a station whose clock was ahead when the session began are not lost', async () => {
    const { stage, start, measure } = await aCharger()
    await start({ meterStart: 1_000, timestamp: at(stage, HOUR) })
    stage.clock.advance(10 * MINUTE)
    await measure(0, '1400')
    const samples = await stage.client.sessions.samples({ session: 1 })
    expect(samples).toContainEqual(expect.objectContaining({ value: 1_400 }))
  })
})

it('T01: a late stop without an id does not end what began after it', async () => {
  const { stage, start, stop } = await aCharger()
  stage.clock.advance(HOUR)
  await start({ meterStart: 100 })
  await stop({ transactionId: -1, idTag: 'CARD', meterStop: 900, timestamp: at(stage, -30 * MINUTE) })
  expect(await stage.live()).toMatchObject([{ session: 1, state: 'running' }])
  expect(await stage.session(2)).toMatchObject({ state: 'completed', marks: expect.arrayContaining(['stop-only']) })
})

describe('tokens', () => {
  it('A05: the token of a remote start is nobody\'s card, and is not learned', async () => {
    const { stage, station } = await aCharger()
    await stage.client.tokens.learn({ to: { newPerson: 'Ada' }, station: null, seconds: 60 })
    const answer = stage.ask({ kind: 'start', place: plug, idToken: 'PHONE77' })
    await eventually(() => station.received.length).toBe(1)
    await station.call('Authorize', { idTag: 'PHONE77' })
    await station.call('StartTransaction', { connectorId: 1, idTag: 'PHONE77', meterStart: 0, timestamp: at(stage) })
    const [, id] = JSON.parse(station.received[0]!) as string[]
    station.send(JSON.stringify([3, id, { status: 'Accepted' }]))
    await answer
    const tokens = await stage.client.tokens.list()
    expect(tokens.find(({ token }) => token === 'PHONE77')).toMatchObject({ person: null, status: null })
    await station.call('Authorize', { idTag: 'CARD01' })
    const learned = await stage.client.tokens.list()
    expect(learned.find(({ token }) => token === 'CARD01')).toMatchObject({ personName: 'Ada', status: 'accepted' })
  })

  it.each([
    ['longer than its field', 'eMAID-DE-8AC-C12E456L89-0-with-a-suffix-of-its-own'],
    ['with letters beyond ASCII', 'Gästekarte Nº 7'],
  ])('B04: a token %s can be decided on and edited', async (_name, raw) => {
    const { stage, station } = await aCharger()
    expect(await station.call('Authorize', { idTag: raw })).toEqual({ idTagInfo: { status: 'Accepted' } })
    await stage.client.tokens.setStatus({ token: raw, status: 'blocked' })
    expect(await station.call('Authorize', { idTag: raw })).toEqual({ idTagInfo: { status: 'Blocked' } })
    await stage.client.tokens.assign({ token: raw, to: { newPerson: 'Ada' } })
    expect(await station.call('Authorize', { idTag: raw })).toEqual({ idTagInfo: { status: 'Accepted' } })
  })

  it('A02: a token that the version cannot carry is refused before it is sent', async () => {
    const { stage, station } = await aCharger()
    await expect(stage.ask({ kind: 'start', place: plug, idToken: 'X'.repeat(21) })).rejects.toMatchObject({ code: 'NOT_SUPPORTED' })
    const newer = await rawStation(stage, { identity: 'RAW-2', version: '2.0.1' })
    await newer.boot()
    await expect(stage.ask({ kind: 'start', place: plug, idToken: 'X'.repeat(37) }, 'RAW-2')).rejects.toMatchObject({ code: 'NOT_SUPPORTED' })
    expect([...station.received, ...newer.received]).toEqual([])
  })
})
