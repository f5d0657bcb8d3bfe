import { Ajv2020 } from 'ajv/dist/2020'
import { parse } from 'csv-parse/sync'
import readSheet from 'read-excel-file/node'
import { expect, it } from 'vitest'
import { sessionExportSchema } from '#contract/session-export'
import { cdrSchema } from './ocpi-cdr-schema'
import { aTariff, assigned } from './pricing/tariffs'
import { eventually, openStage, plug, type Stage, token } from './story'

async function anEndedSession(): Promise<Stage> {
  const stage = await openStage()
  const station = await stage.stationOf('1.6')
  // A spreadsheet would run it.
  await stage.client.stations.edit({ station: 'VS-0001', name: '=HYPERLINK("x";1)', site: { newSite: 'Depot; "West" <&>' } })
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  await stage.clock.advance(1_800_000)
  await station.stop(plug, 'local')
  await station.unplug(plug)
  return stage
}

async function fileOf({ client }: Stage, file: Record<string, unknown>, filter = {}): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const { data, encoding } of await client.sessions.export({ filter, file: sessionExportSchema.parse(file) })) {
    pieces.push(Buffer.from(data, encoding === 'base64' ? 'base64' : 'utf8'))
  }
  return Buffer.concat(pieces)
}

it('CSV is read by another program, with commas in numbers, and runs no formula', async () => {
  const stage = await anEndedSession()
  const [session] = await stage.history()
  const file = await fileOf(stage, { format: 'csv', separator: ';', decimal: ',' })
  const [row, ...others] = parse<Record<string, string>>(file, { columns: true, delimiter: ';', bom: true })
  expect(others).toEqual([])
  expect(row).toMatchObject({
    session: String(session?.session),
    'start (UTC)': new Date(session?.startedAt ?? 0).toISOString().slice(0, 19).replace('T', ' '),
    charger: 'VS-0001',
    'charger name': `'=HYPERLINK("x";1)`,
    site: 'Depot; "West" <&>',
    'energy (kWh)': ((session?.energyWh ?? 0) / 1000).toFixed(3).replace('.', ','),
    reason: 'local',
  })
  // Numbers with a comma stay one cell where commas separate.
  const [again] = parse<Record<string, string>>(await fileOf(stage, { separator: ',', decimal: ',' }), { columns: true, bom: true })
  expect(again).toEqual(row)
})

it('XLSX holds real times and numbers, and texts as they are', async () => {
  const stage = await anEndedSession()
  const [session] = await stage.history()
  const sheets = await readSheet(await fileOf(stage, { format: 'xlsx' }))
  const [headings, cells] = sheets[0]?.data ?? []
  const row = Object.fromEntries((headings ?? []).map((heading, index) => [String(heading), cells?.[index]]))
  expect(row).toMatchObject({
    session: session?.session, 'charger name': '=HYPERLINK("x";1)', site: 'Depot; "West" <&>', 'energy (kWh)': (session?.energyWh ?? 0) / 1000,
  })
  expect(Math.abs(Number(row['start (UTC)']) - (session?.startedAt ?? 0))).toBeLessThan(1000)
  expect(row['start (UTC)']).toBeInstanceOf(Date)
})

it('JSON lines and charge detail records of OCPI 2.2.1 say what is known and no more', async () => {
  const stage = await anEndedSession()
  const [session] = await stage.history()
  const lines = (await fileOf(stage, { format: 'jsonl' })).toString().trim().split('\n').map((line) => JSON.parse(line))
  expect(lines).toMatchObject([{ session: session?.session, startedAt: new Date(session?.startedAt ?? 0).toISOString(), energyWh: session?.energyWh }])
  const cdrs = JSON.parse((await fileOf(stage, { format: 'ocpi', countryCode: 'DE', partyId: 'ABC' })).toString())
  expect(cdrs).toMatchObject([{
    country_code: 'DE',
    party_id: 'ABC',
    id: String(session?.session),
    start_date_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    cdr_token: { uid: token, type: 'RFID' },
    cdr_location: { evse_uid: `VS-0001*${plug.evse}` },
    total_energy: (session?.energyWh ?? 0) / 1000,
    charging_periods: [{ dimensions: [{ type: 'ENERGY', volume: (session?.energyWh ?? 0) / 1000 }] }],
  }])
  expect(cdrs[0]).not.toHaveProperty('total_cost')
})

/** What is wrong by the schema, and what a receiver finds missing. */
function judged(cdr: unknown): { wrong: string[]; missing: string[] } {
  const check = new Ajv2020({ allErrors: true }).compile(cdrSchema)
  check(cdr)
  const wrong = (check.errors ?? []).filter(({ keyword }) => keyword !== 'required').map(({ instancePath, message }) => `${instancePath} ${message}`)
  const missing = (check.errors ?? []).flatMap(({ keyword, instancePath, params }) => (keyword === 'required' ? [`${instancePath}/${params.missingProperty}`] : []))
  return { wrong, missing: missing.sort() }
}

/** OCPI asks for these, and nobody says them here. */
const unknown = [
  '/cdr_location/city', '/cdr_location/connector_format', '/cdr_location/connector_power_type', '/cdr_location/connector_standard',
  '/cdr_location/country', '/cdr_location/evse_id', '/cdr_token/contract_id',
]

it('a charge detail record keeps to the schema of OCPI 2.2.1, and lacks nothing that is known', async () => {
  const stage = await openStage()
  await assigned(stage, aTariff())
  const site = await stage.client.organisation.saveSite({
    site: null, company: null, name: 'Harbour', address: `Kai 7, ${'Speicherstadt '.repeat(5)}`, latitude: 53.5, longitude: -0.1, timeZone: 'Europe/Berlin', currency: 'EUR', limitA: null,
    openingHours: null,
  })
  const station = await stage.stationOf('2.0.1')
  await stage.client.stations.edit({ station: 'VS-0001', name: 'Bay', site: { site: site.site } })
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  stage.clock.advance(1_800_000)
  await station.meter(plug, { energyWh: 20_000, powerW: 20_000 })
  await station.stop(plug, 'local')
  await station.settled()
  await eventually(stage.history).toMatchObject([{ price: { isFinal: true } }])
  const [cdr] = JSON.parse(String(await fileOf(stage, { format: 'ocpi', countryCode: 'DE', partyId: 'ABC' })))
  expect(judged(cdr)).toEqual({ wrong: [], missing: unknown })

  const bare = JSON.parse(String(await fileOf(await anEndedSession(), { format: 'ocpi', countryCode: 'DE', partyId: 'ABC' })))
  expect(judged(bare[0])).toEqual({
    wrong: [], missing: [...unknown, '/cdr_location/address', '/cdr_location/coordinates', '/currency', '/total_cost'].sort(),
  })
})

it('an empty selection is an empty file in every format', async () => {
  const stage = await anEndedSession()
  const none = { text: 'nobody' }
  expect(parse(await fileOf(stage, { format: 'csv' }, none), { columns: true, bom: true })).toEqual([])
  expect((await readSheet(await fileOf(stage, { format: 'xlsx' }, none)))[0]?.data).toHaveLength(1)
  expect(String(await fileOf(stage, { format: 'jsonl' }, none))).toBe('')
  expect(JSON.parse(String(await fileOf(stage, { format: 'ocpi' }, none)))).toEqual([])
})

it('tells its progress, and ends when nobody takes more', async () => {
  const stage = await anEndedSession()
  const parts = await stage.client.sessions.export({ filter: {}, file: {} })
  expect(await parts.next()).toMatchObject({ value: { done: 1, total: 1 } })
  await parts.return()
  expect(await fileOf(stage, { format: 'jsonl' })).not.toHaveLength(0)
})
