import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import type { LetterOrder } from '#contract/letter'
import { pdfText } from '../pdf-text'
import { at, rawStation, type RawStation, reading } from '../raw-station'
import { MINUTE, openStage, type Stage } from '../story'

const make = { chargePointVendor: 'Nordlicht Überwerk', chargePointModel: 'NL|22 *Pro*', firmwareVersion: '4.1.7' }
const orderOf = (order: Partial<LetterOrder> = {}): LetterOrder => ({
  station: 'RAW-1', isForAll: false, language: 'en', leaveOut: [], sender: '', ...order,
})
const preview = async (stage: Stage, order?: Partial<LetterOrder>) => (await stage.client.letters.preview(orderOf(order))).markdown

/** Sends a session with a comma for a point, and a token that the schema does not know. */
async function deviate(stage: Stage, station: RawStation) {
  await station.call('BootNotification', make)
  await station.call('StartTransaction', { connectorId: 1, idTag: 'DEADBEEF01', meterStart: 0, timestamp: at(stage) })
  await station.call('MeterValues', { connectorId: 1, meterValue: [reading(at(stage), { value: '10', parentIdTag: 'CAFECAFE02' })] })
  stage.clock.advance(MINUTE)
  await station.call('Authorize', { idTag: 'DEADBEEF01', connectorId: 3 })
}

it('a finding keeps a frame that shows it, though the trace forgets', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await deviate(stage, station)
  const example = await stage.client.findings.example({ station: 'RAW-1', code: 'schema' })
  expect(example).toMatchObject({ direction: 'in', action: 'MeterValues', firmware: '4.1.7' })
  expect(example?.text).toContain('parentIdTag')
  await stage.restart()
  const database = new Database(stage.databaseFile)
  database.exec('delete from frame')
  database.close()
  expect(await stage.client.findings.example({ station: 'RAW-1', code: 'schema' })).toEqual(example)
  expect(await stage.client.findings.example({ station: 'RAW-1', code: 'T99' })).toBeNull()
})

it('a frame is taken anew once a day and cut where it is long', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await deviate(stage, station)
  const example = () => stage.client.findings.example({ station: 'RAW-1', code: 'schema' })
  const before = await example()
  await station.call('Authorize', { idTag: 'DEADBEEF01', note: 'x'.repeat(20_000) })
  expect(await example()).toEqual(before)
  stage.clock.advance(25 * 60 * MINUTE)
  await station.call('Authorize', { idTag: 'DEADBEEF01', note: 'x'.repeat(20_000) })
  expect((await example())?.text).toHaveLength(8 * 1024)
})

it('the letter tells what was seen, how often, what the standard says and shows a frame', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await deviate(stage, station)
  const text = await preview(stage)
  expect(text).toContain('# Observations on Nordlicht Überwerk NL|22 \\*Pro\\*, firmware 4.1.7')
  expect(text).toContain('A message does not follow the schema of its version')
  expect(text).toContain('Standard: Every message follows the JSON schema of its OCPP version.')
  expect(text).toContain('Example: from the charger (MeterValues), 2026-03-03 08:00:00 UTC')
  expect(text).toContain('Seen 2 times, from 2026-03-03 08:00:00 UTC to 2026-03-03 08:01:00 UTC.')
})

it('no token of a customer is in it, in whatever form', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await deviate(stage, station)
  station.send('[2,"x","Authorize",{"idTag":"DEADBEEF01",,}]')
  await station.call('Heartbeat', {})
  for (const text of [await preview(stage), await preview(stage, { language: 'de' })]) {
    expect(text).not.toMatch(/DEADBEEF01|CAFECAFE02/i)
    expect(text).toContain('"**********"')
  }
})

it('it is in German as well, leaves out what shall not be told, and names whom to answer', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await deviate(stage, station)
  const { findings } = await stage.client.letters.preview(orderOf())
  expect(findings.map(({ code }) => code)).toContain('schema')
  const text = await preview(stage, { language: 'de', leaveOut: ['schema'], sender: 'Ada Lovelace\nHafen 1' })
  expect(text).toContain('# Beobachtungen an Nordlicht Überwerk')
  expect(text).not.toContain('Schema')
  expect(text).toContain('Ada Lovelace  \nHafen 1')
})

it('it speaks for all chargers of the vendor, model and firmware, and for no other', async () => {
  const stage = await openStage()
  await deviate(stage, await rawStation(stage))
  await deviate(stage, await rawStation(stage, { identity: 'RAW-2' }))
  const other = await rawStation(stage, { identity: 'RAW-3' })
  await deviate(stage, other)
  await other.call('BootNotification', { ...make, firmwareVersion: '5.0.0' })
  expect(await stage.client.letters.preview(orderOf())).toMatchObject({ sameMake: 2 })
  const text = await preview(stage, { isForAll: true })
  expect(text).toContain('RAW-1')
  expect(text).toContain('RAW-2')
  expect(text).not.toContain('RAW-3')
  expect(text).toContain('Seen 4 times')
})

it('as a PDF it says the same, on numbered pages', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await deviate(stage, station)
  await station.call('Authorize', { idTag: 'DEADBEEF01', note: '电'.repeat(900) })
  const { fileName, pdf } = await stage.client.letters.pdf(orderOf({ language: 'de', sender: 'Löwe & Söhne' }))
  expect(fileName).toMatch(/^Beobachtungen-an-Nordlicht-[\w.-]+$/)
  const pages = await pdfText(Buffer.from(pdf, 'base64'))
  const text = pages.join('\n')
  expect(text).toContain('Beobachtungen an Nordlicht Überwerk NL|22 *Pro*, Firmware 4.1.7')
  expect(text).toContain('Jede Nachricht folgt dem JSON-Schema ihrer OCPP-Version.')
  expect(text).toContain('Löwe & Söhne')
  expect(text).toContain(`1 / ${pages.length}`)
  expect(text).not.toContain('DEADBEEF01')
})

it('findings can be cleared, and count anew from there', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await deviate(stage, station)
  await stage.client.findings.clear({ station: 'RAW-1' })
  expect(await stage.findings()).toEqual([])
  expect(await preview(stage)).toContain('Nothing was found to deviate.')
  await station.call('Authorize', { idTag: 'DEADBEEF01', connectorId: 3 })
  expect((await stage.detail()).findings).toMatchObject([{ code: 'schema', count: 1 }])
  expect(await stage.client.findings.example({ station: 'RAW-1', code: 'schema' })).not.toBeNull()
})
