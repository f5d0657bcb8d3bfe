import { readFileSync } from 'node:fs'
import type { SettingResult } from '#contract/configuration'
import type { Site } from '#contract/organisation'
import type { StationRow } from '#contract/stations'
import { Failure } from './failure'
import type { Output } from './reading'
import { importPeople, isOfPeople } from './import-people'
import { type RestClient, RestError } from './rest-client'
import { rowsOfFile, type Row } from './rows-of-file'
import { table } from './table'

interface Planned {
  row: number
  what: string
  /** Null: it is as it shall be already. */
  run: (() => Promise<unknown>) | null
  problem: string | null
}

/** @throws Failure where a row could not be imported; the others are */
export async function importFile(
  client: RestClient,
  wish: { file: string; station: string | null; isDry: boolean },
  { isJson, print }: Output,
): Promise<void> {
  const content = read(wish.file)
  const rows = parsed(wish.file, content)
  if (isOfPeople(rows)) return importPeople(client, { content, isDry: wish.isDry }, { isJson, print })
  const planned = await planOf(client, rows, wish)
  const results: { row: number; what: string; result: string }[] = []
  for (const { row, what, run, problem } of planned) {
    const result = problem ?? (run === null ? 'as it is' : wish.isDry ? 'would be imported' : await attempt(run))
    results.push({ row, what, result })
  }
  print(isJson
    ? `${JSON.stringify(results, null, 2)}\n`
    : table(['ROW', 'WHAT', 'RESULT'], results.map(({ row, what, result }) => [String(row), what, result])))
  const fine = new Set(['as it is', 'would be imported', 'imported', settingWords['reboot-needed'], settingWords['applied-although-refused']])
  const bad = results.filter(({ result }) => !fine.has(result))
  if (bad.length > 0) throw new Failure(1, `${bad.length} of ${results.length} rows cannot be imported: ${bad.map(({ row }) => row).join(', ')}.`)
}

function read(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new Failure(2, `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function parsed(file: string, content: Buffer): Row[] {
  try {
    return rowsOfFile(content.toString(content[0] === 0xff ? 'utf16le' : 'utf8'))
  } catch (error) {
    throw new Failure(2, `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function attempt(run: () => Promise<unknown>): Promise<string> {
  try {
    const answer = await run()
    return typeof answer === 'string' ? answer : 'imported'
  } catch (error) {
    if (error instanceof RestError) return error.message
    throw error
  }
}

function planOf(client: RestClient, rows: Row[], { station }: { station: string | null }): Promise<Planned[]> {
  const has = (...names: string[]) => names.every((name) => rows.some((row) => name in row))
  if (has('station', 'name')) return planStations(client, rows)
  if (!has('name', 'value')) {
    throw new Failure(2, 'The columns are not known. Needed are: station, name, site; or person, token; or name, value.')
  }
  if (station === null) throw new Failure(2, 'Settings need the charger that they are for: --station <identity>.')
  return planSettings(client, rows, station)
}

async function planStations(client: RestClient, rows: Row[]): Promise<Planned[]> {
  const known = new Set((await client.ask<StationRow[]>('GET', '/stations')).map((row) => row.station.toLowerCase()))
  const seen = new Set<string>()
  return rows.map((row, index) => {
    const { station = '', name = '', site = '' } = row
    const isTwice = seen.has(station.toLowerCase())
    seen.add(station.toLowerCase())
    const run = async () => {
      // Asked for each time: the row before may have made it.
      const existing = (await client.ask<Site[]>('GET', '/sites')).find((one) => one.name.toLowerCase() === site.toLowerCase())
      const choice = site === '' ? null : existing ? { site: existing.site } : { newSite: site }
      await client.ask('POST', '/stations', { station, name: name || station, site: choice })
    }
    const problem = station === '' ? 'no identity' : isTwice ? 'the same identity stands in an earlier row' : null
    return { row: index + 1, what: `charger ${station}`, run: known.has(station.toLowerCase()) ? null : run, problem }
  })
}

/** What became of a setting, read back. */
const settingWords: Record<SettingResult['outcome'], string> = {
  applied: 'imported',
  'reboot-needed': 'imported, in effect after a restart',
  'applied-although-refused': 'imported, although the charger refused it',
  unchanged: 'taken by the charger, and not changed',
  refused: 'refused by the charger',
  unverified: 'sent, and could not be read back',
  failed: 'no answer',
}

async function planSettings(client: RestClient, rows: Row[], station: string): Promise<Planned[]> {
  const path = `/stations/${encodeURIComponent(station)}/configuration/settings`
  const known = new Map((await client.ask<{ name: string; value: string | null; access: string | null }[]>('GET', path))
    .map((setting) => [setting.name.toLowerCase(), setting]))
  return rows.map(({ name = '', value = '' }, index) => {
    const setting = known.get(name.toLowerCase())
    const run = async () => {
      const [result] = await client.ask<SettingResult[]>('PUT', path, { settings: [{ name: setting?.name ?? name, value }] })
      return result ? settingWords[result.outcome] : 'no answer'
    }
    const problem = name === '' ? 'no name' : setting?.access === 'read-only' ? 'can only be read' : null
    return { row: index + 1, what: `${name} = ${value}`, run: setting?.value === value ? null : run, problem }
  })
}
