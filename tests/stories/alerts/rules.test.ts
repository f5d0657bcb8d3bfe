import { expect, test } from 'vitest'
import { rawStation } from '../raw-station'
import { HOUR, MINUTE, openStage } from '../story'
import { aCharger, alertsOf, current, look, lookUntil, meter, minuteWith, power, register, say, setRule, start, statesOf, stop } from './watching'

test('offline: told when three heartbeats and ten seconds have passed, from the last sign of life on, and over when it is back', async () => {
  const stage = await openStage()
  const station = await aCharger(stage)
  const lastHeard = stage.clock.now()
  station.socket.terminate()
  stage.clock.advance(15 * MINUTE + 9_000)
  expect(await alertsOf(stage, 'offline')).toEqual([])
  stage.clock.advance(2_000)
  expect(await alertsOf(stage, 'offline')).toMatchObject([{ state: 'open', station: 'RAW-1', since: lastHeard, openedAt: lastHeard + 15 * MINUTE + 11_000 }])
  stage.clock.advance(HOUR)
  await aCharger(stage)
  look(stage)
  expect(await alertsOf(stage, 'offline')).toMatchObject([{ state: 'ended', since: lastHeard }])
})

test('offline: a restart of Plugboard is no outage of its chargers', async () => {
  const stage = await openStage()
  await aCharger(stage)
  stage.clock.advance(MINUTE)
  await stage.restart()
  stage.clock.advance(10 * MINUTE)
  expect(await alertsOf(stage, 'offline')).toEqual([])
  stage.clock.advance(6 * MINUTE)
  expect(await statesOf(stage, 'offline')).toEqual(['open'])
})

test('fault: stands for a minute before it is told, with its code; what comes and goes within five minutes is one alert', async () => {
  const stage = await openStage()
  const station = await aCharger(stage)
  await say(station, stage, 'Faulted', { errorCode: 'GroundFailure', vendorErrorCode: 'E-17' })
  stage.clock.advance(30_000)
  expect(await alertsOf(stage, 'fault')).toEqual([])
  stage.clock.advance(31_000)
  expect(await alertsOf(stage, 'fault')).toMatchObject([{ state: 'open', place: { evse: 1, connector: 1 }, words: { variant: 'connector', code: 'GroundFailure, E-17' } }])
  for (let time = 0; time < 3; time++) {
    await say(station, stage, 'Available')
    stage.clock.advance(2 * MINUTE)
    await say(station, stage, 'Faulted', { errorCode: 'GroundFailure', vendorErrorCode: 'E-17' })
    stage.clock.advance(2 * MINUTE)
  }
  await say(station, stage, 'Available')
  stage.clock.advance(6 * MINUTE)
  expect(await statesOf(stage, 'fault')).toEqual(['ended'])
})

test('S06: a charger that says it charges while the meter stands still is told after ten minutes', async () => {
  const stage = await openStage()
  const station = await aCharger(stage)
  const session = await start(station, stage)
  for (let minute = 0; minute < 12; minute++) await minuteWith(station, stage, session, register(0), power(0))
  look(stage)
  expect(await alertsOf(stage, 'no-energy')).toMatchObject([{ state: 'open', session, place: { evse: 1 } }])
  await minuteWith(station, stage, session, register(400), power(7_000))
  look(stage)
  expect(await statesOf(stage, 'no-energy')).toEqual(['ended'])
})

test('power drop: below half of the last five minutes for two, and not where a limit did it', async () => {
  const stage = await openStage()
  const station = await aCharger(stage)
  const session = await start(station, stage)
  for (const watts of [11_000, 11_000, 11_000, 11_000, 4_000, 4_000]) await minuteWith(station, stage, session, power(watts))
  look(stage)
  expect(await alertsOf(stage, 'power-drop')).toEqual([])
  await minuteWith(station, stage, session, power(4_000))
  look(stage)
  expect(await alertsOf(stage, 'power-drop')).toMatchObject([{ state: 'open', session, figures: { fromW: 11_000, toW: 4_000 } }])
})

test('power drop: what the charger offers less is no drop', async () => {
  const stage = await openStage()
  const station = await aCharger(stage)
  const session = await start(station, stage)
  const offered = (amps: number) => ({ measurand: 'Current.Offered', unit: 'A', value: `${amps}` })
  for (const watts of [11_000, 11_000, 11_000, 11_000]) await minuteWith(station, stage, session, power(watts), offered(16))
  for (const watts of [4_000, 4_000, 4_000, 4_000]) await minuteWith(station, stage, session, power(watts), offered(6))
  look(stage)
  expect(await alertsOf(stage, 'power-drop')).toEqual([])
})

test('power swing: four changes of a third within five minutes', async () => {
  const stage = await openStage()
  const station = await aCharger(stage)
  const session = await start(station, stage)
  for (const watts of [11_000, 6_000, 11_000, 6_000, 11_000]) await minuteWith(station, stage, session, power(watts))
  look(stage)
  expect(await alertsOf(stage, 'power-swing')).toMatchObject([{ state: 'open', figures: { changeCount: 4, leastW: 6_000, mostW: 11_000 } }])
  await say(station, stage, 'SuspendedEV')
  stage.clock.advance(11 * MINUTE)
  expect(await statesOf(stage, 'power-swing')).toEqual(['ended'])
})

test('refused card: told once energy flows that nobody allowed, over with the session', async () => {
  const stage = await openStage()
  await stage.client.settings.set({ unknownTokens: 'refuse' })
  const station = await aCharger(stage)
  const session = await start(station, stage, 'STRANGER')
  await minuteWith(station, stage, session, register(50))
  look(stage)
  expect(await alertsOf(stage, 'refused-charging')).toEqual([])
  await minuteWith(station, stage, session, register(300))
  look(stage)
  expect(await alertsOf(stage, 'refused-charging')).toMatchObject([{ state: 'open', session, words: { token: 'STRANGER' } }])
  await stop(station, stage, session, 300)
  look(stage)
  expect(await statesOf(stage, 'refused-charging')).toEqual(['ended'])
})

test('failed starts: the third attempt that came to nothing within the time that is looked back', async () => {
  const stage = await openStage()
  await setRule(stage, 'failed-starts', { lookBack: 1_440 })
  const station = await aCharger(stage)
  for (let time = 0; time < 3; time++) {
    await station.call('Authorize', { idTag: `CARD-${time}` })
    await say(station, stage, 'Preparing')
    stage.clock.advance(6 * MINUTE)
    await say(station, stage, 'Available')
    stage.clock.advance(MINUTE)
    expect(await alertsOf(stage, 'failed-starts'), `after attempt ${time + 1}`).toEqual([])
  }
  await lookUntil(stage, async () => {
    stage.clock.advance(MINUTE)
    return statesOf(stage, 'failed-starts')
  }).toEqual(['open'])
  expect(await alertsOf(stage, 'failed-starts')).toMatchObject([{ station: 'RAW-1', figures: { failedCount: 3 }, words: { socket: '1' } }])
})

test('B05: five boots in ten minutes are told, and over when they stop', async () => {
  const stage = await openStage()
  const station = await aCharger(stage)
  for (let time = 0; time < 4; time++) {
    stage.clock.advance(MINUTE)
    await station.boot()
  }
  look(stage)
  expect(await alertsOf(stage, 'boot-loop')).toMatchObject([{ state: 'open', figures: { bootCount: 5 } }])
  stage.clock.advance(11 * MINUTE)
  expect(await statesOf(stage, 'boot-loop')).toEqual(['ended'])
})

test('C17: more than ten connections within the hour are told', async () => {
  const stage = await openStage()
  await aCharger(stage)
  for (let time = 0; time < 10; time++) {
    stage.clock.advance(MINUTE)
    await rawStation(stage)
  }
  look(stage)
  expect(await alertsOf(stage, 'flapping')).toMatchObject([{ state: 'open', figures: { connectCount: 11 } }])
})

test('clock: two minutes behind are told with the direction', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  await say(station, stage, 'Preparing', { timestamp: new Date(stage.clock.now() - 200_000).toISOString() })
  look(stage)
  const [alert] = await alertsOf(stage, 'clock-skew')
  expect(alert).toMatchObject({ state: 'open', words: { variant: 'behind' } })
  expect(alert?.figures['skewMs']).toBeGreaterThanOrEqual(120_000)
})

test('site: more than the connection bears for a minute, and lines that are far apart', async () => {
  const stage = await openStage()
  const station = await aCharger(stage)
  const newSite = { site: null, name: 'Harbour', company: null, address: '', latitude: null, longitude: null, timeZone: 'UTC', currency: 'EUR', limitA: 20, openingHours: null }
  const { site } = await stage.client.organisation.saveSite(newSite)
  await stage.client.organisation.place({ stations: ['RAW-1'], site, area: null })
  const session = await start(station, stage)
  const flow = [power(6_900), current('L1', 30), current('L2', 0), current('L3', 0)]
  await meter(station, stage, session, ...flow)
  stage.clock.advance(30_000)
  expect(await alertsOf(stage, 'site-limit')).toEqual([])
  await minuteWith(station, stage, session, ...flow)
  stage.clock.advance(10_000)
  expect(await alertsOf(stage, 'site-limit')).toMatchObject([{ state: 'open', site, station: null, figures: { currentA: 30, limitA: 20 }, words: { line: 'L1' } }])
  expect(await alertsOf(stage, 'phase-imbalance')).toMatchObject([{ state: 'open', site, figures: { differenceA: 30 } }])
  await stop(station, stage, session, 500)
  stage.clock.advance(6 * MINUTE)
  expect(await statesOf(stage, 'site-limit')).toEqual(['ended'])
  expect(await statesOf(stage, 'phase-imbalance')).toEqual(['ended'])
})

test('a session far outside of what its socket is used to says which figure', async () => {
  const stage = await openStage()
  const station = await aCharger(stage)
  for (let time = 0; time < 22; time++) {
    const session = await start(station, stage)
    stage.clock.advance((10 + (time % 4)) * MINUTE)
    await stop(station, stage, session, 5_000 + (time % 4) * 100)
    await say(station, stage, 'Available')
  }
  const odd = await start(station, stage)
  stage.clock.advance(12 * MINUTE)
  await stop(station, stage, odd, 14_000)
  await lookUntil(stage, () => statesOf(stage, 'session-anomaly')).toEqual(['open'])
  expect(await alertsOf(stage, 'session-anomaly')).toMatchObject([{ session: odd, words: { variant: 'energy-above' }, figures: { valueWh: 14_000, sessionCount: 22 } }])
  await stage.restart()
  stage.clock.advance(10 * MINUTE)
  expect(await statesOf(stage, 'session-anomaly'), 'stands over a restart').toEqual(['open'])
})

test('a rule counts within its scope, and its alerts end with it', async () => {
  const stage = await openStage()
  const station = await aCharger(stage)
  await setRule(stage, 'fault', { threshold: 0, scope: { kind: 'station', station: 'OTHER' } })
  await say(station, stage, 'Faulted', { errorCode: 'GroundFailure' })
  look(stage)
  expect(await alertsOf(stage, 'fault')).toEqual([])
  const rule = await setRule(stage, 'fault', { scope: { kind: 'station', station: 'raw-1' } })
  look(stage)
  expect(await statesOf(stage, 'fault')).toEqual(['open'])
  await stage.client.alerts.removeRule({ rule })
  expect(await statesOf(stage, 'fault')).toEqual(['ended'])
  await expect(stage.client.alerts.removeRule({ rule })).rejects.toMatchObject({ code: 'ALERT_RULE_NOT_FOUND' })
})

test('a charger that is not in production is not watched', async () => {
  const stage = await openStage()
  const station = await aCharger(stage)
  await setRule(stage, 'fault', { threshold: 0, resetMinutes: 0 })
  await say(station, stage, 'Faulted', { errorCode: 'GroundFailure' })
  look(stage)
  expect(await statesOf(stage, 'fault')).toEqual(['open'])
  await stage.client.organisation.setLifeCycle({ stations: ['RAW-1'], lifeCycle: 'maintenance' })
  look(stage)
  expect(await statesOf(stage, 'fault')).toEqual(['ended'])
})

test('somebody acknowledges an alert with a note; it is kept over a restart and ends by itself', async () => {
  const stage = await openStage()
  const station = await aCharger(stage)
  await setRule(stage, 'fault', { threshold: 0, resetMinutes: 0 })
  await say(station, stage, 'Faulted', { errorCode: 'GroundFailure' })
  look(stage)
  const [alert] = await alertsOf(stage, 'fault')
  await stage.client.alerts.acknowledge({ alerts: [alert!.alert], note: 'on the way' })
  await stage.restart()
  expect(await alertsOf(stage, 'fault')).toMatchObject([{ state: 'acknowledged', acknowledged: { by: 'browser', note: 'on the way' } }])
  const again = await rawStation(stage)
  await say(again, stage, 'Available')
  look(stage)
  expect(await alertsOf(stage, 'fault')).toMatchObject([{ state: 'ended', acknowledged: { note: 'on the way' } }])
})

test('what a rule cannot be is refused', async () => {
  const stage = await openStage()
  await expect(setRule(stage, 'offline', { threshold: -1 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(setRule(stage, 'disk', { scope: { kind: 'site', id: 1 } })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(setRule(stage, 'offline', { lookBack: 5 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})
