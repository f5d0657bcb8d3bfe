import { expect, it } from 'vitest'
import { at, rawStation } from '../raw-station'
import { HOUR, MINUTE, openStage, storyStart } from '../story'

async function aCharger() {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  return {
    stage,
    station,
    say: (connectorId: number, status: string, fields: Record<string, unknown> = {}) =>
      station.call('StatusNotification', { connectorId, status, errorCode: 'NoError', timestamp: at(stage), ...fields }),
  }
}

it('S01: connector 0 is the station, never a socket', async () => {
  const { stage, say } = await aCharger()
  await say(1, 'Available')
  await say(0, 'Faulted', { errorCode: 'OtherError', vendorErrorCode: 'EmergencyButton' })
  expect(await stage.station()).toMatchObject({ status: 'faulted', connectors: [{ evse: 1, connector: 1, status: 'available' }] })
  await say(0, 'Available')
  expect(await stage.station()).toMatchObject({ status: 'enabled', connectors: [{ status: 'available' }] })
})

it('S09: a status that is repeated is one interval, with a count', async () => {
  const { stage, say } = await aCharger()
  await say(1, 'Available')
  for (let times = 0; times < 3; times++) {
    stage.clock.advance(MINUTE)
    await say(1, 'Available')
  }
  await say(2, 'Available')
  stage.clock.advance(MINUTE)
  await say(1, 'Preparing')
  expect(await stage.client.stations.statusHistory({ station: 'RAW-1', limit: 10 })).toMatchObject([
    { evse: 1, rawStatus: 'Preparing', repeats: 0 },
    { evse: 2, rawStatus: 'Available', repeats: 0 },
    { evse: 1, rawStatus: 'Available', repeats: 3, at: storyStart },
  ])
  expect(await stage.station()).toMatchObject({ connectors: [{ since: storyStart + 4 * MINUTE }, { since: storyStart + 3 * MINUTE }] })
})

it('S10: only the newest status counts for now', async () => {
  const { stage, say } = await aCharger()
  stage.clock.advance(26 * HOUR)
  await say(1, 'Available')
  await say(1, 'Charging', { timestamp: at(stage, -HOUR) })
  await say(1, 'Faulted', { timestamp: at(stage, -2 * HOUR), errorCode: 'GroundFailure' })
  expect(await stage.station()).toMatchObject({ connectors: [{ status: 'available', chargingState: null, fault: null }] })
  expect(await stage.client.stations.statusHistory({ station: 'RAW-1', limit: 10 })).toHaveLength(3)
})

it('S13: Available a moment before the stop ends nothing', async () => {
  const { stage, station, say } = await aCharger()
  await station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: at(stage) })
  await say(1, 'Charging')
  stage.clock.advance(HOUR)
  await say(1, 'Available')
  expect(await stage.live()).toHaveLength(1)
  await station.call('StopTransaction', { transactionId: 1, meterStop: 5_000, timestamp: at(stage), reason: 'EVDisconnected' })
  expect(await stage.history()).toMatchObject([{ energyWh: 5_000, reason: 'ev-disconnected', marks: [] }])
})

it('T19: Charging before the start is not lost when the start comes', async () => {
  const { stage, station, say } = await aCharger()
  await say(1, 'Charging')
  await station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: at(stage) })
  expect(await stage.live()).toMatchObject([{ chargingState: 'charging' }])
})
