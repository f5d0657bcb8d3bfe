import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import {
  type Balance,
  type BillClosing,
  billFileSchema,
  type BillFilePart,
  type BillMonth,
  billMonthSchema,
  billParties,
  type Claim,
  claimSchema,
  type NotAssigned,
  type Reimbursement,
  type SessionBills,
  type Statement,
} from '../bills'
import { administers, noteSchema, operates, reads, sessionInput } from './inputs'

const id = z.int().positive()
const ofMonth = z.object({ month: billMonthSchema })
const ofPerson = z.object({ month: billMonthSchema, person: id })

export const bills = {
  /** Months that were closed, the latest first; also those that were opened again, with who did it and why. */
  closings: reads('GET /bills').output(type<BillClosing[]>()),
  month: reads('GET /bills/{month}').input(ofMonth.extend({ party: z.enum(billParties).default('person') })).output(type<BillMonth>()),
  /** With its sessions; one for each currency. */
  statement: reads('GET /bills/{month}/statements/{party}/{id}').input(ofMonth.extend({ party: z.enum(billParties), id })).output(type<Statement[]>()),
  /** Sessions that ended in the month and are on no statement, the first 500. */
  notAssigned: reads('GET /bills/{month}/not-assigned').input(ofMonth).output(type<NotAssigned[]>()),
  /** Bills as a file, in pieces; ends when it is complete. */
  file: reads('GET /bills/{month}/file').input(billFileSchema).output(eventIterator(type<BillFilePart>())),
  /** Freezes the statements of a month that is over, for all or for one company. */
  close: administers('POST /bills/{month}/close')
    .input(ofMonth.extend({ company: id.nullable().default(null), note: noteSchema.default('') }))
    .output(type<BillClosing>()),
  /** Opens it again; what was said of it stays in the list. */
  reopen: administers('POST /bills/closings/{closing}/reopen').input(z.object({ closing: id, note: noteSchema.min(1) })).output(type<void>()),
  /** In which closed months an ended session stands, and where a change of it will. */
  ofSession: reads('GET /sessions/{session}/bills').input(sessionInput).output(type<SessionBills>()),
  /** With which car of its person; null: no longer said. Refused for a closed month. */
  setVehicle: operates('POST /sessions/{session}/vehicle')
    .input(sessionInput.extend({ plate: z.string().trim().min(1).max(20).nullable() }))
    .output(type<void>()),
  reimbursement: reads('GET /bills/{month}/reimbursement/{person}').input(ofPerson).output(type<Reimbursement>()),
  reimbursementFile: reads('GET /bills/{month}/reimbursement/{person}/file')
    .input(ofPerson.extend({ format: z.enum(['pdf', 'xlsx']).default('pdf'), language: z.enum(['en', 'de']).default('en') }))
    .output(type<{ name: string; data: string }>()),
  /** What only the driver knows. Refused for a closed month. */
  saveClaim: administers('POST /bills/claim').input(claimSchema).output(type<Claim>()),
  /** What the running month costs a person so far. */
  balance: reads('GET /people/{person}/balance').input(z.object({ person: id })).output(type<Balance>()),
}
