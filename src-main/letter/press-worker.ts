import { zipSync } from 'fflate'
import type { BillDocument, BillSheet } from '../app/bill-ports'
import { createWorkbook } from '../sheet/workbook'
import { billPdf } from './bill-pdf'

/** Files are written on a thread of their own: a bill of a thousand sessions takes a second, and no station waits for it. */
const writes = {
  pdf: (document: BillDocument) => billPdf(document),
  xlsx(sheets: readonly BillSheet[]) {
    const book = createWorkbook()
    for (const { name, columns, rows } of sheets) {
      book.sheet(name, columns)
      book.rows(rows)
    }
    book.end()
    return Buffer.concat(book.take())
  },
  // PDFs are compressed in themselves.
  zip: (files: readonly { name: string; data: Uint8Array }[]) => zipSync(Object.fromEntries(files.map(({ name, data }) => [name, data])), { level: 0 }),
}

export type Writes = typeof writes

export default async function write({ name, request }: { name: keyof Writes; request: never }): Promise<Uint8Array> {
  return new Uint8Array(await writes[name](request))
}
