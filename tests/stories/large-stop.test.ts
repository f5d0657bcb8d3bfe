import { expect, it } from 'vitest'
import { at, rawStation } from './raw-station'
import { openStage } from './story'

it('C11: a stop of nearly 4 MiB is stored whole and once, and others are answered meanwhile', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  const neighbour = await rawStation(stage, { identity: 'RAW-2' })
  await station.boot()
  const { transactionId } = await station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: at(stage) })
  const count = 40_000
  const transactionData = Array.from({ length: count }, (_, index) => ({ timestamp: at(stage, index * 1000), sampledValue: [{ value: String(index) }] }))
  const stop = { transactionId, meterStop: count, timestamp: at(stage, count * 1000), idTag: 'A', transactionData }
  stage.clock.advance(count * 1000)
  const order: string[] = []
  const stopped = station.call('StopTransaction', stop).then(() => order.push('stop'))
  for (let round = 0; round < 5; round++) await neighbour.call('Heartbeat', {}).then(() => order.push('heartbeat'))
  await stopped
  expect(order.indexOf('stop'), 'the neighbour did not wait for it').toBeGreaterThan(0)
  await station.call('StopTransaction', stop)
  // With the registers of the start and of the stop.
  expect(await stage.client.sessions.samples({ session: Number(transactionId) })).toHaveLength(count + 2)
  expect(await stage.session(Number(transactionId))).toMatchObject({ state: 'completed', energyWh: count })
  expect((await stage.trace({ action: 'StopTransaction', session: Number(transactionId) })).map(({ kind }) => kind)).toEqual(['call', 'result', 'call', 'result'])
}, 60_000)
