import type { Database } from 'better-sqlite3'
import type { SessionExportPart, SessionExportRequest } from '#contract/session-export'
import { csvHead, csvLine } from './csv'
import { exportRows, type ExportRow } from './export-row'
import { jsonLine } from './json'
import { cdrOf } from './ocpi-cdr'
import { xlsxFile } from './xlsx'

/** Sessions in one piece: some tens of milliseconds, between which pages are read. */
const PIECE = 500

/** Files that are being written, the first session first; each holds the ids of its sessions and nothing else of them. */
export function sessionExports(database: Database) {
  const read = exportRows(database)
  const running = new Map<number, () => SessionExportPart & { isLast: boolean }>()
  return {
    /** `selection`: the highest id first. What ends later is not part of the file. */
    begin({ job, request, now }: { job: number; request: SessionExportRequest; now: number }, selection: Uint32Array): void {
      const sessions = selection.slice().reverse()
      const file = fileOf(request, now)
      let done = 0
      running.set(job, () => {
        const rows = read(sessions.subarray(done, done + PIECE))
        const isFirst = done === 0
        done = Math.min(done + PIECE, sessions.length)
        const isLast = done === sessions.length
        return { ...file({ rows, isFirst, isLast }), done, total: sessions.length, isLast }
      })
    },
    next(job: number): (SessionExportPart & { isLast: boolean }) | null {
      return running.get(job)?.() ?? null
    },
    end: (job: number) => void running.delete(job),
  }
}

type Written = Pick<SessionExportPart, 'data' | 'encoding'>
type Write = (piece: { rows: readonly ExportRow[]; isFirst: boolean; isLast: boolean }) => Written

function fileOf(request: SessionExportRequest, now: number): Write {
  const text = (data: string): Written => ({ data, encoding: 'text' })
  switch (request.format) {
    case 'csv':
      // The mark tells spreadsheets that the text is UTF-8.
      return ({ rows, isFirst }) =>
        text(`${isFirst ? `\uFEFF${csvHead(request)}` : ''}${rows.map((row) => csvLine(row, request)).join('')}`)
    case 'jsonl':
      return ({ rows }) => text(rows.map(jsonLine).join(''))
    case 'ocpi': {
      let isEmpty = true
      return ({ rows, isFirst, isLast }) => {
        let data = isFirst ? '[' : ''
        for (const row of rows) {
          const cdr = cdrOf(row, request, now)
          if (cdr === null) continue
          data += `${isEmpty ? '\n' : ',\n'}${JSON.stringify(cdr)}`
          isEmpty = false
        }
        return text(isLast ? `${data}\n]\n` : data)
      }
    }
    case 'xlsx': {
      const file = xlsxFile()
      return ({ rows, isLast }) => {
        file.write(rows)
        if (isLast) file.end()
        return { data: Buffer.concat(file.take()).toString('base64'), encoding: 'base64' }
      }
    }
  }
}
