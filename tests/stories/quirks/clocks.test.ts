import { describe, expect, it } from 'vitest'
import { timestampStyles } from '../../../src-main/simulator/station-clock'
import { rawStation } from '../raw-station'
import { eventually, HOUR, MINUTE, openStage, plug, storyStart, token } from '../story'

/** A session of ten minutes by a station that writes its times like this. */
async function sessionWith(write: (epochMs: number) => string, offMs = 0) {
  const stage = await openStage()
  const station = await stage.stationOf('1.6', { clock: stage.clock.forStation({ write, offMs }) })
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  stage.clock.advance(10 * MINUTE)
  await station.meter(plug, { energyWh: 11_000, powerW: 6_000 })
  await station.stop(plug, 'local')
  return { stage, station, session: await stage.session() }
}

const right = { startedAt: storyStart, endedAt: storyStart + 10 * MINUTE, energyWh: 1_000, state: 'completed' }

it('B07: a factory clock of 1970 becomes the receive time, and says so', async () => {
  const { stage, session } = await sessionWith(timestampStyles.utc, -storyStart)
  expect(session).toMatchObject({ ...right, marks: ['clock-invalid'] })
  const [frame] = await stage.trace({ action: 'StartTransaction', direction: 'in' })
  expect(frame?.text, 'the frame keeps what was sent').toContain('1970-01-01T00:00:00.000Z')
})

it('B07: so does a clock that is days ahead', async () => {
  const { session } = await sessionWith(timestampStyles.utc, 72 * HOUR)
  expect(session).toMatchObject({ ...right, marks: ['clock-invalid'] })
})

describe('B09: a time without zone', () => {
  it('is local where it differs from now by a time zone', async () => {
    const { session } = await sessionWith(timestampStyles.localNoZone(120))
    expect(session).toMatchObject({ ...right, marks: ['local-time'] })
  })

  it('is UTC where it is about now', async () => {
    const { session } = await sessionWith(timestampStyles.noZone)
    expect(session).toMatchObject({ ...right, marks: [] })
  })

  it('is local also in what comes late, once the zone is known', async () => {
    const stage = await openStage()
    const clock = stage.clock.forStation({ write: timestampStyles.localNoZone(330) })
    const station = await stage.stationOf('1.6', { clock, offlineTransactionId: -1 })
    station.dropNetwork()
    await eventually(async () => (await stage.station()).link).toBe('down')
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    stage.clock.advance(HOUR)
    await station.stop(plug, 'local')
    stage.clock.advance(100 * MINUTE)
    await station.reconnect()
    expect(await stage.history()).toMatchObject([{ startedAt: storyStart, endedAt: storyStart + HOUR }])
  })
})

describe('B10: lenient reading of', () => {
  it.each([
    ['"+03"', timestampStyles.shortOffset(3)],
    ['"+05:30"', timestampStyles.offset(330)],
    ['nine fraction digits', timestampStyles.nineDigits],
    ['no seconds', timestampStyles.noSeconds],
  ])('%s', async (_name, write) => {
    const { session } = await sessionWith(write)
    expect(session).toMatchObject({ ...right, marks: [] })
  })

  it('nothing at all: receive time', async () => {
    const stage = await openStage()
    const station = await rawStation(stage)
    await station.boot()
    await station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0 })
    expect(await stage.session()).toMatchObject({ startedAt: storyStart, marks: ['repaired'] })
  })
})

it('B10: what a station is told is UTC with Z and three fraction digits', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  expect(await station.boot()).toMatchObject({ currentTime: '2026-03-03T08:00:00.000Z' })
  expect(await station.call('Heartbeat', {})).toEqual({ currentTime: '2026-03-03T08:00:00.000Z' })
})

it('B08: local time that claims to be UTC is kept, and its skew is shown', async () => {
  const { stage, station } = await sessionWith(timestampStyles.localAsUtc(60))
  await station.unplug(plug)
  expect(await stage.detail()).toMatchObject({ clockSkewMs: HOUR })
})

it('T17: what was queued keeps the time at which it happened', async () => {
  const stage = await openStage()
  const station = await stage.stationOf('2.0.1')
  station.dropNetwork()
  await eventually(async () => (await stage.station()).link).toBe('down')
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  stage.clock.advance(26 * HOUR)
  await station.reconnect()
  expect(await stage.live()).toMatchObject([{ startedAt: storyStart, marks: ['late'], state: 'running' }])
  await station.stop(plug, 'local')
  expect(await stage.history()).toMatchObject([{ endedAt: storyStart + 26 * HOUR }])
})
