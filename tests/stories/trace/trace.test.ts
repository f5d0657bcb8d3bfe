import { expect, it } from 'vitest'
import type { TraceFilter } from '#contract/api/trace'
import { at, rawStation } from '../raw-station'
import { eventually, MINUTE, openStage, type Stage } from '../story'

const everything: TraceFilter = { station: null, action: null, direction: null, text: null }
const shapes = (lines: Awaited<ReturnType<Stage['trace']>>) => lines.map(({ direction, kind, action }) => `${direction} ${kind} ${action}`)

async function exported(stage: Stage, format: 'jsonl' | 'csv', filter: Partial<TraceFilter> = {}) {
  let text = ''
  for await (const part of await stage.client.trace.export({ filter: { ...everything, ...filter }, format })) text += part.text
  return text
}

it('a session leads to its frames: the calls about it and their answers, and nothing else', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  await station.call('Heartbeat', {})
  const { transactionId } = await station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: at(stage) })
  const meterValue = [{ timestamp: at(stage, 1000), sampledValue: [{ value: '10' }] }]
  await station.call('MeterValues', { connectorId: 1, transactionId, meterValue })
  await station.call('Heartbeat', {})
  const stop = { transactionId, meterStop: 20, timestamp: at(stage, 2000), idTag: 'A' }
  await station.call('StopTransaction', stop)
  // Its answer was lost: the same once more belongs to the session as well.
  await station.call('StopTransaction', stop)
  await eventually(async () => shapes(await stage.trace({ session: Number(transactionId) }))).toEqual([
    'in call StartTransaction', 'out result StartTransaction', 'in call MeterValues', 'out result MeterValues',
    'in call StopTransaction', 'out result StopTransaction', 'in call StopTransaction', 'out result StopTransaction',
  ])
})

it('an action is found by a part of its name, with the answers to it', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  await station.call('DataTransfer', { vendorId: 'x' })
  await eventually(async () => shapes(await stage.trace({ action: 'transf' }))).toEqual(['in call DataTransfer', 'out result DataTransfer'])
  expect(shapes(await stage.trace({ action: 'boot', kind: 'answer' }))).toEqual(['out result BootNotification'])
})

it('a call leads to its answer, and an answer to its call, also where the id is used again', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  for (let round = 0; round < 2; round++) await station.exchange('[2,"same","Heartbeat",{}]', 'same')
  await eventually(async () => (await stage.trace({ messageId: 'same' })).length).toBe(4)
  const [first, firstAnswer, second, secondAnswer] = await stage.trace({ messageId: 'same' })
  const partner = async (id = 0) => (await stage.client.trace.partner({ id }))?.id
  expect(await partner(first?.id)).toBe(firstAnswer?.id)
  expect(await partner(secondAnswer?.id)).toBe(second?.id)
})

it('what is wrong with a frame is said at the frame: the schema with the path, rules, and a status out of order', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  const status = (word: string, offsetMs: number) =>
    station.call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: word, timestamp: at(stage, offsetMs) })
  for (const word of ['Available', 'Preparing', 'Finishing', 'Charging', 'Charging', 'Error', 'Available']) {
    stage.clock.advance(MINUTE)
    await status(word, 0)
  }
  await station.call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Charging', info: 'x'.repeat(60) })
  const found = (await stage.trace({ kind: 'finding' })).flatMap(({ findings }) => findings)
  expect(found).toEqual([
    'transition: Finishing to Charging',
    'schema: status: must be equal to one of the allowed values',
    'S02: status Error',
    'schema: info: must NOT have more than 50 characters',
  ])
  expect((await stage.trace({ finding: 'transition' })).map(({ text }) => text)).toEqual([expect.stringContaining('"Charging"')])
  expect(await stage.findings()).toContain('transition')
})

it('a connector of 2.x has no such order, and none is made up after a restart of the station', async () => {
  const stage = await openStage()
  const modern = await rawStation(stage, { version: '2.0.1' })
  await modern.boot()
  for (const connectorStatus of ['Reserved', 'Unavailable', 'Reserved', 'Occupied']) {
    await modern.call('StatusNotification', { timestamp: at(stage), connectorStatus, evseId: 1, connectorId: 1 })
  }
  const old = await rawStation(stage, { identity: 'RAW-2' })
  await old.boot()
  await old.call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Finishing', timestamp: at(stage) })
  stage.clock.advance(MINUTE)
  await old.boot()
  await old.call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Charging', timestamp: at(stage) })
  expect(await stage.trace({ finding: 'transition' })).toEqual([])
})

it('frames are found by time, by stations, and from a place on in both directions', async () => {
  const stage = await openStage()
  const [one, two] = [await rawStation(stage), await rawStation(stage, { identity: 'RAW-2' })]
  const instants: number[] = []
  for (let round = 0; round < 4; round++) {
    stage.clock.advance(20 * MINUTE)
    instants.push(stage.clock.now())
    await one.call('Heartbeat', {})
    await two.call('Heartbeat', {})
  }
  const [, second = 0, third = 0] = instants
  const calls = async (filter: Partial<TraceFilter>) => (await stage.trace({ direction: 'in', ...filter })).map(({ station, at: time }) => `${station} ${instants.indexOf(time)}`)
  expect(await calls({ from: second, to: third })).toEqual(['RAW-1 1', 'RAW-2 1', 'RAW-1 2', 'RAW-2 2'])
  expect(await calls({ station: ['RAW-2', 'OTHER'], from: third })).toEqual(['RAW-2 2', 'RAW-2 3'])
  const [, middle] = await stage.trace({ direction: 'in', from: second })
  const page = { filter: { ...everything, direction: 'in' as const }, cursor: String(middle?.id), limit: 2 }
  expect((await stage.client.trace.page({ ...page, order: 'newer' })).rows.map(({ at: time }) => time)).toEqual([third, third])
  expect((await stage.client.trace.page({ ...page, order: 'older' })).rows.map(({ at: time }) => time)).toEqual([second, instants[0]])
})

it('a bookmark is listed with its note, changed and removed', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  const [boot] = await stage.trace({ direction: 'in' })
  const id = boot?.id ?? 0
  await stage.client.trace.mark({ id, note: 'first contact' })
  await stage.client.trace.mark({ id, note: 'the boot' })
  expect(await stage.client.trace.bookmarks()).toMatchObject([{ line: { id, action: 'BootNotification' }, note: 'the boot', at: stage.clock.now() }])
  expect(await stage.client.trace.line({ id })).toMatchObject({ bookmark: 'the boot' })
  await stage.client.trace.unmark({ id })
  expect(await stage.client.trace.bookmarks()).toEqual([])
  await expect(stage.client.trace.mark({ id: 999, note: '' })).rejects.toMatchObject({ code: 'FRAME_GONE' })
})

it('what is exported is what is filtered, whole and the oldest first; a spreadsheet runs none of it', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  const data = 'y'.repeat(700_000)
  for (const round of ['a', 'b']) await station.call('DataTransfer', { vendorId: round, data })
  await station.exchange('=1+2', '-1').catch(() => undefined)
  await eventually(async () => (await stage.trace({ kind: 'error' })).length).toBe(2)
  const lines = (await exported(stage, 'jsonl', { action: 'DataTransfer', direction: 'in' })).trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line) as Record<string, unknown>)).toMatchObject([
    { station: 'RAW-1', action: 'DataTransfer', at: new Date(stage.clock.now()).toISOString(), text: expect.stringContaining(data) as string },
    { text: expect.stringContaining('"b"') as string },
  ])
  const csv = await exported(stage, 'csv', { kind: 'error' })
  expect(csv.split('\r\n')[0]).toMatch(/^id,time,charger,/)
  expect(csv).toContain(",'=1+2\r\n")
})

it('says what is kept, and since when', async () => {
  const stage = await openStage()
  expect(await stage.client.trace.kept()).toEqual({ frames: 0, bytes: 0, since: null })
  const since = stage.clock.now()
  const station = await rawStation(stage)
  await station.boot()
  expect(await stage.client.trace.kept()).toMatchObject({ since })
})
