import { expect, it } from 'vitest'
import { csvOf, readTable } from './table-file'

const bytes = (text: string) => new TextEncoder().encode(text)
const latin = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))
const utf16 = (text: string) => Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((sign) => [sign.charCodeAt(0) & 0xff, sign.charCodeAt(0) >> 8])])

it.each([
  ['semicolons, a byte order mark', bytes('\uFEFFperson;token\r\nJörg;04A2\r\n'), 'utf-8', ';'],
  ['commas and quotes', bytes('person,token\n"Jörg",04A2\n'), 'utf-8', ','],
  ['tabs, as UTF-16 of a spreadsheet', utf16('person\ttoken\r\nJörg\t04A2'), 'utf-16', '\t'],
  ['Windows-1252', latin('person;token\r\nJ\xf6rg;04A2'), 'windows-1252', ';'],
  ['JSON', bytes('[{"person":"Jörg","token":"04A2"}]'), 'utf-8', null],
])('reads a file with %s', (_, file, encoding, separator) => {
  expect(readTable(file)).toEqual({ encoding, separator, problem: null, heading: ['person', 'token'], rows: [['Jörg', '04A2']] })
})

it.each([
  ['nothing in it', bytes(' \r\n'), 'empty'],
  ['a quote that never ends', bytes('person,token\n"Ada,04A2\n'), 'unreadable'],
  ['broken JSON', bytes('[{"person":'), 'unreadable'],
  ['JSON that is no list of objects', bytes('[1]'), 'unreadable'],
])('says of a file with %s that it cannot be used', (_, file, problem) => {
  expect(readTable(file)).toMatchObject({ problem })
})

it('writes what it reads again, and nothing that a spreadsheet would run', () => {
  const rows = [['person', 'note'], ['=HYPERLINK("http://x")', 'a; "b"\r\nc'], ['@SUM(A1)', '+49 30'], ['-2', '\t=1']]
  const text = csvOf(rows, ';')
  expect(text).not.toMatch(/(^|;|\n)"?[=+\-@]/m)
  expect(readTable(bytes(text))).toMatchObject({ heading: rows[0], rows: rows.slice(1) })
})
