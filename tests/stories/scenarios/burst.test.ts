import { expect, it } from 'vitest'
import { at, rawStation } from '../raw-station'
import { openStage } from '../story'

const STATIONS = 200

/** How fast that is, `npm run bench` measures; here no answer may miss, and no window may be flooded. */
it('scenario 9: 200 chargers that come at once are all answered, and windows get few patches', async () => {
  const stage = await openStage({ firstContact: 'accept' })
  const abort = new AbortController()
  const patches: number[] = []
  const feed = await stage.client.stations.watch(undefined, { signal: abort.signal })
  const watching = (async () => {
    for await (const event of feed) patches.push(event.kind === 'patch' ? event.upserts.length : 0)
  })().catch(() => undefined)

  const arrive = async (index: number) => {
    const station = await rawStation(stage, { identity: `BURST-${String(index).padStart(3, '0')}`, isRegistered: false })
    const status = (connectorId: number) =>
      station.call('StatusNotification', { connectorId, status: 'Available', errorCode: 'NoError', timestamp: at(stage) })
    return [await station.boot(), ...(await Promise.all([0, 1, 2].map(status)))]
  }
  const answers = await Promise.all(Array.from({ length: STATIONS }, (_, index) => arrive(index)))
  expect(answers.every(([boot, ...statuses]) => boot?.status === 'Accepted' && statuses.every((answer) => Object.keys(answer).length === 0))).toBe(true)

  const rows = await stage.stations()
  expect(rows).toHaveLength(STATIONS)
  expect(rows.every(({ link, connectors }) => link === 'up' && connectors.length === 2)).toBe(true)
  expect(await stage.overview()).toMatchObject({ stations: { linked: STATIONS }, connectors: { available: 2 * STATIONS } })
  expect(patches.length, 'no patch before the next tenth of a second').toBeLessThanOrEqual(2)
  abort.abort()
  await watching
})
