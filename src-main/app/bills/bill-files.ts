import type { BillFilePart, BillFileRequest, Statement } from '#contract/bills'
import type { BillPress } from '../bill-ports'
import { FaultError } from '../fault-error'
import type { Clock } from '../ports'
import type { WorkingSet } from '../working-set'
import type { BillLanguage } from './bill-words'
import { reimbursementSheets, statementSheets } from './bill-sheets'
import type { Bills } from './bills'
import { reimbursementDocument } from './reimbursement-document'
import type { Reimbursements } from './reimbursement'
import { type BillFrame, statementDocument } from './statement-document'

/** A piece of a file, bytes: small enough not to hold up what else goes over the link. */
const PIECE = 256 * 1024

/** Bills as files. @throws FaultError */
export interface BillFiles {
  file(request: BillFileRequest, signal: AbortSignal | undefined): AsyncGenerator<BillFilePart, void>
  reimbursement(of: { month: string; person: number; format: 'pdf' | 'xlsx'; language: BillLanguage }): Promise<{ name: string; data: string }>
}

export function createBillFiles(parts: {
  clock: Clock
  set: WorkingSet
  bills: Pick<Bills, 'statements' | 'terms'>
  reimbursements: Pick<Reimbursements, 'report'>
  press: BillPress
}): BillFiles {
  const { clock, set, bills, press } = parts

  function frameOf(month: string, company: number | null, language: BillLanguage): BillFrame {
    const { issuer, rounding, addresses } = bills.terms(month, company)
    const address = company === null ? '' : (addresses[company] ?? '')
    return { language, issuer, address, rounding, now: clock.now(), timeZone: set.organisation.newSite.timeZone }
  }
  function pdfOf(statement: Statement, language: BillLanguage) {
    const company = statement.entries[0]?.company?.id ?? null
    const frame = frameOf(statement.month, company, language)
    return press.pdf(statementDocument(statement, statement.party === 'company' ? frame : { ...frame, address: '' }))
  }

  /** Empty pieces tell how far it is; whoever takes no more ends it. */
  async function* made(statements: readonly Statement[], { format, language, month }: BillFileRequest): AsyncGenerator<BillFilePart, Uint8Array> {
    const name = `${month}.${format}`
    if (format === 'xlsx') return press.xlsx(statementSheets(statements, language))
    const [only] = statements
    if (format === 'pdf' && only && statements.length === 1) return pdfOf(only, language)
    const files: { name: string; data: Uint8Array }[] = []
    for (const statement of statements) {
      yield { data: '', name, done: files.length, total: statements.length }
      files.push({ name: `${statement.number}-${fileName(statement.name)}.pdf`, data: await pdfOf(statement, language) })
    }
    return press.zip(files)
  }

  return {
    async *file(request, signal) {
      const { month, party, id } = request
      const statements = await bills.statements({ month, party, id, signal })
      if (statements.length === 0) throw new FaultError('STATEMENT_NOT_FOUND', { month })
      // One file holds one bill: several of them come together.
      const format = request.format === 'pdf' && statements.length > 1 ? 'zip' : request.format
      const writing = made(statements, { ...request, format })
      let step = await writing.next()
      while (!step.done) {
        yield step.value
        if (signal?.aborted) return
        step = await writing.next()
      }
      const [only] = statements
      const name = `${only && statements.length === 1 ? `${only.number}-${fileName(only.name)}` : `${month}-${party}`}.${format}`
      const bytes = Buffer.from(step.value)
      for (let at = 0; at < bytes.length; at += PIECE) {
        yield { data: bytes.subarray(at, at + PIECE).toString('base64'), name, done: statements.length, total: statements.length }
        if (signal?.aborted) return
      }
    },
    async reimbursement({ month, person, format, language }) {
      const report = await parts.reimbursements.report({ month, person })
      const name = `${month}-${fileName(report.driver.name)}.${format}`
      const frame = frameOf(month, report.company?.id ?? null, language)
      const bytes = format === 'pdf' ? await press.pdf(reimbursementDocument(report, frame)) : await press.xlsx(reimbursementSheets(report, language))
      return { name, data: Buffer.from(bytes).toString('base64') }
    },
  }
}

/** Letters of every language stay; what file systems refuse goes. */
const fileName = (text: string) => text.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60)
