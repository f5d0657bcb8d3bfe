import { unzipSync } from 'fflate'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import readSheet from 'read-excel-file/node'
import { expect, it } from 'vitest'
import { aTariff, assigned, eur } from '../pricing/tariffs'
import { pdfText } from '../pdf-text'
import { eventually, HOUR, MINUTE, openStage, plug, type Stage, token } from '../story'
import { aDepot, aDriver, bob, charged, february } from './months'

const issuer = { name: 'Grid & Sons', address: 'Quay 1\n10115 Berlin', taxId: 'DE 123', payment: 'Please pay within 14 days.' }

async function fileOf({ client }: Stage, wanted: Partial<Parameters<Stage['client']['bills']['file']>[0]>) {
  const pieces: Buffer[] = []
  let name = ''
  for await (const part of await client.bills.file({ month: '2026-02', ...wanted })) {
    pieces.push(Buffer.from(part.data, 'base64'))
    name = part.name
  }
  return { name, bytes: keep(name, Buffer.concat(pieces)) }
}

/** For a look at the pages: `BILLS_IN=folder npx vitest run …`. */
function keep(name: string, bytes: Buffer): Buffer {
  const folder = process.env['BILLS_IN']
  if (folder) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  return bytes
}

it('a statement as PDF names who bills whom, the sessions, the tax of each rate and the pages', async () => {
  const stage = await openStage()
  const { ada: driver, works } = await aDepot(stage)
  await stage.client.settings.set({ issuer })
  await stage.client.organisation.saveCompany({ company: works.company, name: 'Works', note: '', address: 'Dock 7\n20457 Hamburg' })
  for (let session = 0; session < 24; session += 1) await charged(stage, { at: february + session * 12 * HOUR, kwh: 3 + session / 3 })
  const draft = await fileOf(stage, { id: driver.person })
  expect(draft.name).toBe('2026-02-P0001-Ada.pdf')
  const pages = await pdfText(draft.bytes)
  expect(pages.length).toBeGreaterThan(1)
  expect(pages[0]).toMatch(/Grid & Sons[\s\S]*Quay 1[\s\S]*Tax number: DE 123[\s\S]*Ada[\s\S]*2026-02-P0001[\s\S]*February 2026[\s\S]*Draft/)
  expect(pages[0]).toContain('10/02/2026, 09:00')
  expect(pages.at(-1)).toMatch(/19%[\s\S]*Total[\s\S]*Please pay within 14 days\./)
  for (const [index, page] of pages.entries()) expect(page).toContain(`Page ${index + 1} of ${pages.length}`)

  await stage.client.bills.close({ month: '2026-02', company: null, note: '' })
  // What was sent keeps its address.
  await stage.client.organisation.saveCompany({ company: works.company, name: 'Works', note: '', address: 'Elsewhere' })
  const german = (await pdfText((await fileOf(stage, { id: works.company, party: 'company', language: 'de' })).bytes)).join('\n')
  expect(german).not.toContain('Entwurf')
  expect(german).toMatch(/Works[\s\S]*Dock 7[\s\S]*20457 Hamburg[\s\S]*Ladeabrechnung für Februar 2026[\s\S]*Nach Person[\s\S]*Ada[\s\S]*K7/)
})

it('all statements come as a workbook with real dates and numbers, or as a ZIP of PDFs', async () => {
  const stage = await openStage()
  await aDepot(stage)
  await charged(stage, { kwh: 7 })
  await charged(stage, { idTag: bob, kwh: 20, hours: 2 })
  const sheets = await readSheet((await fileOf(stage, { format: 'xlsx' })).bytes)
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['Statements', 'Sessions'])
  const rowsOf = (at: number) => {
    const [heads = [], ...rows] = sheets[at]?.data ?? []
    return rows.map((row) => Object.fromEntries(heads.map((head, column) => [String(head), row[column]])))
  }
  expect(rowsOf(0)).toMatchObject([
    { Number: '2026-02-P0001', Person: 'Ada', Sessions: 1, 'Energy (kWh)': 7, Currency: 'EUR', Net: 3.5, 'With tax': 4.17 },
    { Person: 'Bob', Net: 10, Tax: 1.9, 'Tax 19%': 1.9 },
  ])
  const [session] = rowsOf(1)
  expect(session).toMatchObject({ Charger: 'RAW-1', Plate: 'B-AB 1', 'Register at end (kWh)': 8, 'Price per kWh': 0.5, 'Time zone': 'Europe/Berlin' })
  // The clock of the site: 08:00 UTC is 09:00 in Berlin.
  expect(session?.['Start']).toEqual(new Date(february + HOUR))

  const zip = await fileOf(stage, { format: 'zip' })
  expect(Object.keys(unzipSync(zip.bytes))).toEqual(['2026-02-P0001-Ada.pdf', '2026-02-P0002-Bob.pdf'])
  await expect(fileOf(stage, { month: '2026-01' })).rejects.toMatchObject({ code: 'STATEMENT_NOT_FOUND' })
})

it('many bills tell how far they are, and end when nobody takes more', async () => {
  const stage = await openStage()
  await aDepot(stage)
  await charged(stage)
  await charged(stage, { idTag: bob, hours: 2 })
  const parts = await stage.client.bills.file({ month: '2026-02', format: 'zip' })
  expect(await parts.next()).toMatchObject({ value: { done: 0, total: 2, data: '' } })
  await parts.return()
  expect((await fileOf(stage, { format: 'zip' })).bytes).not.toHaveLength(0)
})

it('the reimbursement report has what 9.5 asks for, and what is not assigned is in no sum', async () => {
  const stage = await openStage()
  const { ada: driver, works } = await aDepot(stage)
  const { client } = stage
  await charged(stage, { kwh: 10 })
  await client.people.save({ person: driver.person, name: 'Ada', note: '', vehicles: [{ name: 'Van', plate: 'B-AB 1', batteryWh: null }, { name: 'Bus', plate: 'B-CD 2', batteryWh: null }] })
  const second = await charged(stage, { at: february + 24 * HOUR, kwh: 20 })
  const of = { month: '2026-02', person: driver.person }
  const gaps = async () => (await client.bills.reimbursement(of)).notAssigned.map((one) => [one.session, one.gaps])
  expect(await gaps()).toEqual([[1, ['vehicle']], [second, ['vehicle']]])
  await client.bills.setVehicle({ session: 1, plate: 'B-AB 1' })
  await client.bills.setVehicle({ session: second, plate: 'B-CD 2' })
  await charged(stage, { at: february + 48 * HOUR, kwh: 5 })
  const claim = { ...of, basePrice: eur(12), currency: 'EUR', householdWh: 240_000, odometerKm: 43_210, isMeterCertified: true }
  await client.bills.saveClaim(claim)
  const report = await client.bills.reimbursement(of)
  expect(report).toMatchObject({
    driver: { name: 'Ada' }, company: { id: works.company }, costCentre: 'K7', claim, corrected: { sessions: 0, by: [] }, notAssigned: [{ gaps: ['vehicle'], energyWh: 5_000 }],
    sums: [
      { vehicle: { plate: 'B-AB 1' }, sessions: 1, energyWh: 10_000, amount: eur(5.95), baseShare: eur(0.5), total: eur(6.45) },
      { vehicle: { plate: 'B-CD 2' }, sessions: 1, energyWh: 20_000, amount: eur(11.9), baseShare: eur(1), total: eur(12.9) },
    ],
  })
  expect(report.hash).toHaveLength(43)
  expect((await client.bills.reimbursement(of)).hash).toBe(report.hash)

  const pdf = await client.bills.reimbursementFile(of)
  const text = (await pdfText(keep(pdf.name, Buffer.from(pdf.data, 'base64')))).join('\n')
  expect(text).toMatch(/Reimbursement of charging, February 2026[\s\S]*B-AB 1[\s\S]*43,210[\s\S]*Not assigned, in no sum[\s\S]*vehicle unknown/)
  const sheets = await readSheet(Buffer.from((await client.bills.reimbursementFile({ ...of, format: 'xlsx' })).data, 'base64'))
  expect(sheets.map(({ data }) => data.length)).toEqual([3, 3, 2])

  await client.bills.close({ month: '2026-02', company: null, note: '' })
  await expect(client.bills.saveClaim(claim)).rejects.toMatchObject({ code: 'MONTH_CLOSED' })
  await expect(client.bills.setVehicle({ session: second, plate: null })).rejects.toMatchObject({ code: 'MONTH_CLOSED' })
})

it('the report says how the signed values of each session were found', async () => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  const driver = await aDriver(stage, 'Ada', token, { plates: ['B-AB 1'] })
  const station = await stage.stationOf('1.6', { plan: { signs: {} } })
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  stage.clock.advance(10 * MINUTE)
  await station.meter(plug, { energyWh: 11_500, powerW: 9_000 })
  await station.stop(plug, 'local')
  await station.settled()
  await eventually(stage.history).toMatchObject([{ price: { isFinal: true } }])
  const of = { month: '2026-03', person: driver.person }
  expect((await stage.client.bills.reimbursement(of)).entries).toMatchObject([{ signature: 'key-unconfirmed', meterSerial: expect.stringContaining('VT-22') }])
  const [text] = await pdfText(Buffer.from((await stage.client.bills.reimbursementFile(of)).data, 'base64'))
  expect(text).toMatch(/signature checked[\s\S]*transparency software/)
})
