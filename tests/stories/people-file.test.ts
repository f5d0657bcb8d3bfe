import { expect, it } from 'vitest'
import { first, openStage, type Stage } from './story'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const list = async ({ client }: Stage) => (await client.tokens.list()).map(({ token, personName }) => [token, personName])

it('one bad row and nothing of the file is imported; the good file comes in whole, and stays over a restart', async () => {
  const stage = await openStage()
  const { client } = stage
  const company = await client.organisation.saveCompany({ company: null, name: 'Works', note: '' })
  const head = 'person;company;cost_centre;vehicle;plate;battery_kwh;token;valid_until\r\n'
  const good = `${head}Ada;Works;K7;Van;B-AB 1;60,5;04A2B3C4;31.12.2026\r\nAda;;;;;;05A2B3C4;\r\n;;;;;;06A2B3C4;\r\n`
  const bad = { file: base64(`${good}Bob;Wroks;;;;;07A2B3C4;\r\n`) }
  const expected = { separator: ';', encoding: 'utf-8', bad: 1, isImported: false, rows: [{}, {}, {}, { row: 4, problem: { code: 'company-unknown', value: 'Wroks' } }] }
  expect(await client.people.previewImport(bad)).toMatchObject(expected)
  expect(await client.people.import(bad)).toMatchObject(expected)
  expect(await list(stage)).toEqual([])

  expect(await client.people.import({ file: base64(good) })).toMatchObject({ bad: 0, isImported: true })
  expect(await list(stage)).toEqual([['04A2B3C4', 'Ada'], ['05A2B3C4', 'Ada'], ['06A2B3C4', null]])
  await stage.restart()
  expect(await list(stage)).toHaveLength(3)
  expect(await first(stage.client.people.watch())).toMatchObject({
    rows: [{ name: 'Ada', company: company.company, costCentre: 'K7', vehicles: [{ name: 'Van', plate: 'B-AB 1', batteryWh: 60_500 }] }],
  })
})

it('what is exported is imported again without a change, and holds nothing that a spreadsheet runs', async () => {
  const stage = await openStage()
  const { client } = stage
  const ada = await client.people.save({ person: null, name: '=1+2 "Ada"', note: 'a; b', vehicles: [{ name: '', plate: 'B 1', batteryWh: 52_300 }, { name: 'Van', plate: '', batteryWh: null }] })
  await client.tokens.add({ token: '04:A2:B3:C4', status: 'blocked', validFrom: 1_700_000_000_000, validUntil: null, group: 'G', person: ada.person, note: '@x', evenIfSimilar: false })
  const { name, text } = await client.people.export({ separator: ';' })
  expect(name).toMatch(/^people-\d{4}-\d\d-\d\d\.csv$/)
  expect(text).toContain(`"'=1+2 ""Ada"""`)
  const report = await client.people.previewImport({ file: base64(text) })
  expect(report.rows.map(({ effect, problem }) => [effect, problem])).toEqual([['same', null], ['same', null]])
})

it('a file with a wrong column is refused as a whole', async () => {
  const { client } = await openStage()
  expect(await client.people.import({ file: base64('name,card\nAda,1') })).toMatchObject({ problem: { code: 'column-unknown', value: 'name' }, isImported: false })
})
