import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { at, rawStation } from './raw-station'
import { eventually, first, openStage } from './story'

const notices = async (stage: Awaited<ReturnType<typeof openStage>>) => (await first(stage.client.overview.watch())).notices.map(({ code }) => code)

it('a message that is nested without end is answered by its id, and hurts nobody', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  const neighbour = await rawStation(stage, { identity: 'RAW-2' })
  await station.boot()
  const deep = '{"a":'.repeat(400_000)
  expect((await station.exchange(`[2,"deep","DataTransfer",${deep}`, 'deep')).slice(0, 3)).toEqual([4, 'deep', 'FormationViolation'])
  expect((await station.exchange(`[2,"deep2","DataTransfer",{"vendorId":"v","data":${'['.repeat(100)}${']'.repeat(100)}}]`, 'deep2')).slice(0, 2)).toEqual([4, 'deep2'])
  expect(await neighbour.call('Heartbeat', {})).toHaveProperty('currentTime')
  expect(station.isOpen()).toBe(true)
  const [found] = await stage.trace({ kind: 'error', direction: 'in' })
  expect(found).toMatchObject({ kind: 'unreadable', messageId: 'deep', findings: ['F01: is nested too deeply'] })
})

it('a message beyond 4 MiB ends its connection alone', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  const neighbour = await rawStation(stage, { identity: 'RAW-2' })
  const closed = new Promise((resolve) => station.socket.once('close', resolve))
  station.send(`[2,"big","DataTransfer",{"data":"${'x'.repeat(5 * 1024 * 1024)}"}]`)
  expect(await closed).toBe(1009)
  expect(await neighbour.call('Heartbeat', {})).toHaveProperty('currentTime')
})

it('a stranger may fill no disk: beyond 16 MiB a day its calls are refused and only counted, until it is accepted', async () => {
  const stage = await openStage()
  const stranger = await rawStation(stage, { isRegistered: false })
  const data = 'x'.repeat(3 * 1024 * 1024)
  for (let count = 0; count < 5; count++) await stranger.call('DataTransfer', { vendorId: 'v', data })
  await expect(stranger.call('DataTransfer', { vendorId: 'v', data })).rejects.toThrow(/^InternalError: Not stored/)
  await expect(stranger.call('Heartbeat', {})).rejects.toThrow('InternalError')
  await eventually(async () => (await stage.detail()).findings).toMatchObject([{ code: 'stranger', count: 2 }])
  expect(await stage.trace({ action: 'Heartbeat' })).toEqual([])
  expect(await stranger.boot(), 'a boot is answered, and not kept').toMatchObject({ status: 'Pending', interval: 30 })
  expect(await stage.trace({ action: 'BootNotification' })).toEqual([])
  await stage.client.stations.accept({ station: 'RAW-1', name: 'Gate', site: null })
  expect(await stranger.call('Heartbeat', {})).toHaveProperty('currentTime')
})

it('another program holds the database: no false receipt, a notice of its own, and on it goes by itself', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  const other = new Database(stage.databaseFile)
  onTestFinished(() => void other.close())
  other.exec('begin immediate')
  let answer: unknown = null
  const start = station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: at(stage) }).then((payload) => {
    answer = payload
  })
  await eventually(() => notices(stage)).toEqual(['storage-busy'])
  expect(answer).toBeNull()
  other.exec('rollback')
  stage.clock.advance(1_000)
  await start
  expect(answer).toMatchObject({ transactionId: 1 })
  expect(await notices(stage)).toEqual([])
})
