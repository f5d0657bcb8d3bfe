import { expect, it } from 'vitest'
import { historyFilterSchema } from '#contract/session-history'
import { eventually, openStage, plug, token } from './story'

it('finds ended sessions by what is asked, adds them up, and follows those that end', async () => {
  const stage = await openStage()
  const { client } = stage
  const station = await stage.stationOf('1.6')
  const find = async (filter: Record<string, unknown>) =>
    (await client.sessions.history({ filter: historyFilterSchema.parse(filter) })).rows.map(({ session }) => session)
  expect(await client.sessions.summary({ filter: {} })).toMatchObject({ sessions: 0, energyWh: 0 })

  await station.plugIn(plug)
  await station.startCharging(plug, token)
  const [running] = await stage.live()
  expect(await find({ text: token })).toEqual([])
  await stage.clock.advance(600_000)
  await station.stop(plug, 'local')
  await eventually(() => find({ text: token })).toEqual([running?.session])
  expect(await find({ reasons: ['local'], evse: plug.evse })).toEqual([running?.session])
  expect(await find({ reasons: ['remote'] })).toEqual([])
  expect(await find({ from: stage.clock.now() + 1 })).toEqual([])
  const [ended] = await stage.history()
  expect(await client.sessions.summary({ filter: { text: token } })).toMatchObject({ sessions: 1, energyWh: ended?.energyWh })

  await client.stations.edit({ station: 'VS-0001', name: 'Harbour gate', site: null })
  expect(await find({ text: 'harbour' })).toEqual([running?.session])
  const byEnergy = await client.sessions.history({ order: { by: 'energy', descending: false }, limit: 1 })
  expect(byEnergy).toMatchObject({ rows: [{ session: running?.session, stationName: 'Harbour gate' }], next: null })
})
