import { strToU8, Zip, ZipDeflate } from 'fflate'
import type { Cell } from './cell'

const DAY = 86_400_000
/** Days from the epoch of spreadsheets to 1970. */
const EPOCH_DAYS = 25_569

export interface SheetColumn {
  heading: string
  /** In characters. */
  width?: number
}

/** A workbook that is written piece by piece (ECMA-376 part 1, 18): texts stand in their cells, so nothing has to be remembered. */
export function createWorkbook() {
  let ready: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    ready.push(piece)
  })
  let sheet: ZipDeflate | null = null
  const names: string[] = []
  let letters: string[] = []
  let rows = 0

  function add(name: string): ZipDeflate {
    const file = new ZipDeflate(name, { level: 3 })
    zip.add(file)
    return file
  }
  function endSheet() {
    sheet?.push(strToU8('</sheetData></worksheet>'), true)
    sheet = null
  }

  return {
    /** Begins the next sheet; the first row holds the headings and stays in sight. */
    sheet(name: string, columns: readonly SheetColumn[]): void {
      endSheet()
      names.push(name)
      rows = 1
      letters = columns.map((_, index) => letterOf(index))
      sheet = add(`xl/worksheets/sheet${names.length}.xml`)
      const widths = columns.map(({ width = 18 }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
      const pane = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
      const head = rowOf(1, letters, columns.map(({ heading }) => ({ kind: 'text', value: heading })))
      sheet.push(strToU8(`${xml}<worksheet xmlns="${main}">${pane}<cols>${widths.join('')}</cols><sheetData>${head}`))
    },
    rows(added: readonly (readonly Cell[])[]): void {
      const text = added.map((cells) => rowOf((rows += 1), letters, cells)).join('')
      sheet?.push(strToU8(text))
    },
    end(): void {
      endSheet()
      for (const [name, text] of Object.entries(partsOf(names))) add(name).push(strToU8(text), true)
      zip.end()
    },
    /** What is written since the last time. */
    take(): Uint8Array[] {
      const taken = ready
      ready = []
      return taken
    },
  }
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Places in `cellXfs` below. */
const styles = { instant: 1, duration: 2, whole: 0, two: 3, three: 4, one: 5 }
const styleOfPlaces = [styles.whole, styles.one, styles.two, styles.three]

function partsOf(names: readonly string[]): Record<string, string> {
  const numbers = names.map((_, index) => index + 1)
  const formats = ['yyyy\\-mm\\-dd\\ hh:mm:ss', '[h]:mm:ss', '0.00', '0.000', '0.0']
  return {
    '[Content_Types].xml': `${xml}<Types xmlns="${packaged}/content-types">
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
      <Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/>
      <Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/>
      ${numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${kind}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${packaged}/relationships">
      <Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>
      ${names.map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${packaged}/relationships">
      ${numbers.map((n) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}
      <Relationship Id="rId${names.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${xml}<styleSheet xmlns="${main}">
      <numFmts count="${formats.length}">${formats.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`).join('')}</numFmts>
      <fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>
      <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
      <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
      <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
      <cellXfs count="${formats.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
      ${formats.map((_, index) => `<xf numFmtId="${164 + index}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`).join('')}</cellXfs>
      <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  }
}

const rowOf = (row: number, letters: readonly string[], cells: readonly Cell[]) =>
  `<row r="${row}">${cells.map((cell, index) => cellOf(`${letters[index]}${row}`, cell)).join('')}</row>`

function cellOf(at: string, cell: Cell): string {
  if (cell.value === null) return ''
  switch (cell.kind) {
    // A text is never a formula, whatever it begins with.
    case 'text':
      return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell.value)}</t></is></c>`
    case 'number':
      return `<c r="${at}" s="${styleOfPlaces[cell.places] ?? 0}"><v>${cell.value}</v></c>`
    case 'instant':
      return `<c r="${at}" s="${styles.instant}"><v>${cell.value / DAY + EPOCH_DAYS}</v></c>`
    case 'duration':
      return `<c r="${at}" s="${styles.duration}"><v>${cell.value / DAY}</v></c>`
  }
}

function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : `${letterOf(Math.floor(index / 26) - 1)}${last}`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Without what no XML may hold; a station may write anything. */
const escaped = (text: string) =>
  // eslint-disable-next-line no-control-regex -- these are what has to go
  text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').toWellFormed().replace(/[&<>"]/g, (one) => entities[one] ?? one)
