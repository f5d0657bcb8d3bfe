import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** The quirks of real chargers that this version has to get right. */
const quirks = [
  'C01', 'C02', 'C05', 'C07', 'C15', 'C16',
  'B01', 'B03', 'B04', 'B06', 'B07', 'B08', 'B09', 'B10', 'B11', 'B12',
  'F02', 'F03', 'F04', 'F06', 'F08', 'F10', 'F11', 'F12',
  'S01', 'S05', 'S06', 'S07', 'S08', 'S09', 'S10', 'S11', 'S13', 'S15',
  'T01', 'T02', 'T03', 'T04', 'T05', 'T06', 'T07', 'T08', 'T09', 'T10', 'T11', 'T13', 'T15', 'T16',
  'T17', 'T18', 'T19', 'T20',
  'M01', 'M02', 'M03', 'M04', 'M05', 'M06', 'M07', 'M08', 'M09', 'M11', 'M12', 'M13', 'M15', 'M16', 'M17', 'M18', 'M19', 'M20', 'M21',
  'A01', 'A02', 'A03', 'A04', 'A05',
  'D01', 'D02', 'D03',
  'K01', 'K02', 'K03', 'K04', 'K05',
  'X01', 'X02', 'X03', 'X04', 'X05', 'X06', 'X07', 'X08',
]

const root = join(import.meta.dirname, '../..')
const files = ['src-main', 'tests'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(root, folder, file))
    // Parity stories carry their titles in files of their own.
    .filter((file) => /\.(?:test|spec)\.ts$/.test(file) || file.includes('stories/parity/')),
)

/** The words that a reporter prints; a quirk in a comment is not tested by it. */
const titles = files
  .filter((file) => file !== import.meta.filename)
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/(?:\b(?:it|test|describe)\b[^\n]*?|\]\)\(|\btitle: )(['"`])(.*?)\1/g)])
  .map(([, , title = '']) => title)

it('reads the titles of the tests', () => {
  expect(titles.length).toBeGreaterThan(200)
  expect(titles).toContain('T05: a new start on the connector ends the session that never stopped')
})

it.each(quirks)('%s is named by the title of a test', (quirk) => {
  expect(titles.filter((title) => new RegExp(`\\b${quirk}\\b`).test(title))).not.toEqual([])
})
