import type { Content, TableCell } from 'pdfmake'
import type { BillDocument, BillTable } from '../app/bill-ports'
import { printer } from './printer'

const grey = '#555555'

/** A bill as PDF: A4, the head of a table on each of its pages, page numbers. */
export async function billPdf(bill: BillDocument): Promise<Uint8Array> {
  const pdfmake = await printer()
  return pdfmake
    .createPdf({
      info: { title: bill.title, author: bill.issuer[0] ?? '', creator: 'Plugboard', producer: 'Plugboard' },
      pageSize: 'A4',
      pageMargins: [48, 48, 48, 56],
      defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.2 },
      footer: (page, pages) => ({
        columns: [
          { text: bill.footer, noWrap: false },
          { text: bill.pageOf.replace('{page}', String(page)).replace('{pages}', String(pages)), alignment: 'right', width: 'auto' },
        ],
        columnGap: 12, fontSize: 7.5, color: grey, margin: [48, 16, 48, 0],
      }),
      content: [...head(bill), ...bill.tables.flatMap(tableOf), ...bill.notes.map((text): Content => ({ text, margin: [0, 6, 0, 0] }))],
    })
    .getBuffer()
}

function head({ title, issuer, addressee, facts, stamp }: BillDocument): Content[] {
  const [name = '', ...lines] = issuer
  return [
    { text: name, bold: true, fontSize: 11 },
    { text: lines.join('\n'), color: grey, margin: [0, 1, 0, 22] },
    {
      columns: [
        { text: addressee.join('\n'), fontSize: 10, width: '*' },
        {
          width: 'auto',
          layout: { hLineWidth: () => 0, vLineWidth: () => 0, paddingLeft: () => 12, paddingRight: () => 0, paddingTop: () => 0, paddingBottom: () => 1 },
          table: { body: facts.map(([fact, value]) => [{ text: fact, color: grey }, { text: value, alignment: 'right' as const }]) },
        },
      ],
    },
    { text: title, fontSize: 16, bold: true, margin: [0, 24, 0, 6] },
    ...(stamp === null
      ? []
      : [{ table: { widths: ['*'], body: [[{ text: stamp, fillColor: '#fff4d6', margin: [4, 3, 4, 3] as [number, number, number, number] }]] }, layout: 'noBorders', margin: [0, 0, 0, 4] as [number, number, number, number] }]),
  ]
}

function tableOf({ heading, columns, rows, total }: BillTable): Content[] {
  const cells = (texts: readonly string[], look: object): TableCell[] =>
    columns.map(({ isNumber }, index) => ({ text: texts[index] ?? '', alignment: isNumber ? ('right' as const) : ('left' as const), ...look }))
  const lines = { header: '#333333', row: '#d0d4d9' }
  return [
    { text: heading, fontSize: 11, bold: true, margin: [0, 12, 0, 3], headlineLevel: 1 },
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: columns.map(({ width }) => (width === 'share' ? '*' : width)),
        body: [
          cells(columns.map((column) => column.head), { bold: true, color: grey, fontSize: 7.5 }),
          ...rows.map((row) => cells(row, { fontSize: 8 })),
          ...(total === null ? [] : [cells(total, { fontSize: 8, bold: true })]),
        ],
      },
      layout: {
        hLineWidth: (line, node) => (line === 0 ? 0 : line === 1 || (total !== null && line >= (node.table.body?.length ?? 0) - 1) ? 0.8 : 0.4),
        hLineColor: (line) => (line === 1 ? lines.header : lines.row),
        vLineWidth: () => 0,
        paddingLeft: (column) => (column === 0 ? 0 : 4),
        paddingRight: (column) => (column === columns.length - 1 ? 0 : 4),
        paddingTop: () => 2,
        paddingBottom: () => 2,
      },
    },
  ]
}
