import type { BillClosing, BillEntry, Claim, Issuer } from '#contract/bills'
import type { EpochMs } from '#contract/read-models'
import type { BillSession } from '../domain/billing/bill-session'
import type { TaxRounding } from '../domain/tariff/tax'
import type { Cell } from '../sheet/cell'

/** What a closed month goes on saying: who wrote its bills, and how tax was rounded. */
export interface BillTerms {
  issuer: Issuer
  /** Of companies that have one. */
  addresses: Readonly<Record<number, string>>
  rounding: TaxRounding
}

export type StoredClosing = Omit<BillClosing, 'entries'> & { terms: BillTerms; entries: number }
/** The zone is that of the site, which is known elsewhere. Null: the session was at no site. */
export type StoredBillSession = Omit<BillSession, 'timeZone'> & { siteId: number | null }

/** Closed months. Writing throws StorageFullError. */
export interface BillStore {
  /** Closed and opened again, the latest first. */
  closings(): StoredClosing[]
  /** Begins to close: from here on what is stored of a session that ended before `until` is noted. Returns its number. */
  prepare(closing: Pick<BillClosing, 'month' | 'company' | 'closedAt' | 'closedBy' | 'note'> & { until: EpochMs; terms: BillTerms }): number
  freeze(closing: number, entries: readonly BillEntry[]): void
  finish(closing: number): void
  /** What was not finished is as if it had not begun. */
  abandon(closing: number): void
  reopen(closing: number, how: { at: EpochMs; by: string; note: string }): void
  /** Entries of closed months, the oldest first. */
  billed(session: number): BillEntry[]
  /** Null: no longer said. */
  savePlate(session: number, plate: string | null): void
  /** Null: nobody said anything. */
  claim(person: number, month: string): Claim | null
  saveClaim(claim: Claim): void
}

export interface BillSessionsRequest {
  from: EpochMs
  to: EpochMs
  /** Null: of everybody. */
  person: number | null
  /** The last one before. */
  after: { endedAt: EpochMs; session: number } | null
  limit: number
}

/** What bills are made of; on the reader thread, in pieces. */
export interface BillReader {
  /** Ended then and in no closed month, by their end. What was touched is not among them. */
  billSessions(request: BillSessionsRequest): Promise<StoredBillSession[]>
  /** What may have changed since its month was closed, with its entries there, the oldest first. `person`: is or was theirs. */
  billTouched(request: { after: number; limit: number; person: number | null }): Promise<{ session: StoredBillSession; billed: BillEntry[] }[]>
  billEntries(request: { closings: number[]; person: number | null; company: number | null; after: number; limit: number }): Promise<{ entry: number; body: BillEntry }[]>
}

export interface BillTable {
  heading: string
  /** `share`: of the width that the others leave. */
  columns: { head: string; isNumber: boolean; width: number | 'auto' | 'share' }[]
  rows: string[][]
  /** The last row, in bold. */
  total: string[] | null
}

/** A bill as it is printed; all texts are in its language. */
export interface BillDocument {
  title: string
  /** Lines; the first is the name. */
  issuer: string[]
  addressee: string[]
  facts: [name: string, value: string][]
  /** What a reader must not overlook. */
  stamp: string | null
  tables: BillTable[]
  /** Paragraphs under the tables. */
  notes: string[]
  footer: string
  /** With `{page}` and `{pages}`. */
  pageOf: string
}

export interface BillSheet {
  name: string
  columns: { heading: string; width?: number }[]
  rows: Cell[][]
}

/** Writes files, on a thread of its own. */
export interface BillPress {
  pdf(document: BillDocument): Promise<Uint8Array>
  xlsx(sheets: readonly BillSheet[]): Promise<Uint8Array>
  zip(files: readonly { name: string; data: Uint8Array }[]): Promise<Uint8Array>
}
