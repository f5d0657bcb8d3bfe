import { z } from 'zod'
import { currencySchema } from './organisation'
import type { InvoiceLine, TaxSum } from './price'
import type { EpochMs } from './read-models'
import type { SignedState } from './signed'
import type { Money } from './tariff'
import type { Place } from './vocabulary'

/** Monthly statements, closed months, and the report by which charging is reimbursed. */

/** A calendar month, each site by its own clock. A session belongs to the month in which it ended. */
export const billMonthSchema = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'YYYY-MM')

export const billParties = ['person', 'company'] as const
/** Who gets the statement. A company pays for its people, wherever they charge. */
export type BillParty = (typeof billParties)[number]

export const billGaps = ['person', 'tariff', 'review', 'vehicle'] as const
/**
 * Why a session is on no statement: nobody is known to have charged, no price is recorded, it waits on the desk for a
 * person; for a reimbursement alone: it is not known with which car.
 */
export type BillGap = (typeof billGaps)[number]

interface Known {
  id: number
  name: string
}

/** What a statement says of a session. Of a closed month it stays as it was then. */
export interface BillEntry {
  session: number
  /** A credit takes an entry of a closed month back: its energy and amounts are negative. */
  kind: 'charge' | 'credit'
  /** The month on whose statements it stands. */
  month: string
  /** The month in which the session ended. Where it is another, that one was closed. */
  of: string
  /** The closed month whose entry it takes back, or which it is the new one for. */
  corrects: string | null
  startedAt: EpochMs
  endedAt: EpochMs
  /** Of the site: the times of the statement are in it. */
  timeZone: string
  station: string
  stationName: string
  place: Place | null
  siteName: string | null
  serial: string | null
  meterSerial: string | null
  person: Known
  /** Of the person when the session began. */
  company: Known | null
  costCentre: string
  vehicle: BillVehicle | null
  energyWh: number
  meterStartWh: number | null
  meterStopWh: number | null
  /** A person has put it right by hand. */
  isRepaired: boolean
  tariff: string
  /** The recorded price: the number of its record. */
  record: number
  currency: string
  /** The session by itself; statements round tax on the sum. */
  net: Money
  tax: Money
  gross: Money
  /** Of the energy, where it has one price. */
  pricePerKwh: Money | null
  /** The same with tax. */
  pricePerKwhGross: Money | null
  basis: 'net' | 'gross'
  invoiceLines: InvoiceLine[]
}

export interface BillVehicle {
  name: string
  plate: string
}

export interface BillSums {
  currency: string
  /** Credits do not count. */
  sessions: number
  energyWh: number
  net: Money
  tax: Money
  gross: Money
}

export interface StatementRow extends BillSums {
  party: BillParty
  id: number
  name: string
  /** Entries that correct a closed month, or came after it. */
  corrections: number
}

export interface Statement extends StatementRow {
  month: string
  /** The same again for the same statement. */
  number: string
  closedAt: EpochMs | null
  costCentres: string[]
  /** The highest rate first. */
  taxes: TaxSum[]
  /** Of a company: its people, by name. */
  people: (BillSums & Known & { costCentre: string })[]
  entries: BillEntry[]
}

/** A month that was closed, for all or for one company, and whether it was opened again. */
export interface BillClosing {
  closing: number
  month: string
  /** Null: for all. */
  company: Known | null
  closedAt: EpochMs
  closedBy: string
  note: string
  entries: number
  reopenedAt: EpochMs | null
  reopenedBy: string | null
  reopenedNote: string | null
}

export interface BillMonth {
  month: string
  party: BillParty
  rows: StatementRow[]
  /** Sessions that ended in the month and are on no statement; one may have several reasons. */
  notAssigned: Record<'sessions' | Exclude<BillGap, 'vehicle'>, number>
  /** Sessions of people without a company, which no statement of a company holds. */
  withoutCompany: number
  /** Is over at every site. */
  isOver: boolean
}

export interface NotAssigned {
  session: number
  gaps: BillGap[]
  startedAt: EpochMs
  endedAt: EpochMs
  timeZone: string
  station: string
  stationName: string
  siteName: string | null
  idToken: string | null
  person: string | null
  personId: number | null
  energyWh: number
  /** Whose it may be. */
  vehicles: BillVehicle[]
}

export const issuerSchema = z.object({
  name: z.string().trim().max(100),
  /** As it stands on an envelope, in lines. */
  address: z.string().trim().max(500),
  taxId: z.string().trim().max(60),
  /** Bank account, payment terms: stands under the sum. */
  payment: z.string().trim().max(500),
})
/** Who writes the bills. */
export type Issuer = z.infer<typeof issuerSchema>

export const billFileFormats = ['pdf', 'xlsx', 'zip'] as const
export type BillFileFormat = (typeof billFileFormats)[number]

export const billFileSchema = z.object({
  month: billMonthSchema,
  party: z.enum(billParties).default('person'),
  /** Null: all statements of the month, as one file: XLSX, or a ZIP with a PDF for each. */
  id: z.int().positive().nullable().default(null),
  format: z.enum(billFileFormats).default('pdf'),
  language: z.enum(['en', 'de']).default('en'),
})
export type BillFileRequest = z.infer<typeof billFileSchema>

/** A piece of a file; the pieces before the file are empty and tell how far it is. */
export interface BillFilePart {
  /** Base64. */
  data: string
  name: string
  done: number
  total: number
}

export const claimSchema = z.object({
  person: z.int().positive(),
  month: billMonthSchema,
  /** Of the household's contract, for the month; null: no share of it is claimed. */
  basePrice: z.int().min(0).max(1e11).nullable(),
  currency: currencySchema,
  /** What the household used in the month, of which the base price is shared. */
  householdWh: z.int().min(1).max(1e9).nullable(),
  odometerKm: z.int().min(0).max(10_000_000).nullable(),
  /** Null: nobody said. */
  isMeterCertified: z.boolean().nullable(),
})
/** What only the driver knows of a month. */
export type Claim = z.infer<typeof claimSchema>

export interface ReimbursementEntry extends BillEntry {
  /** What checking the signed meter values came to. Null: none are kept of it. */
  signature: SignedState | null
}

/** KPI definitions 9.5. */
export interface Reimbursement {
  month: string
  driver: Known
  costCentre: string
  company: Known | null
  closedAt: EpochMs | null
  claim: Claim
  entries: ReimbursementEntry[]
  sums: ReimbursementSum[]
  corrected: { sessions: number; by: string[] }
  notAssigned: NotAssigned[]
  /** Of what the report says, so that a copy can be compared. */
  hash: string
}

export interface ReimbursementSum {
  vehicle: BillVehicle
  currency: string
  sessions: number
  energyWh: number
  /** What the sessions cost, tax included. */
  amount: Money
  /** Base price x reimbursed energy / energy of the household. Null: not claimed. */
  baseShare: Money | null
  total: Money
}

/** Where a session was billed. */
export interface SessionBills {
  /** Closed months that have an entry of it, the first one first. */
  closed: string[]
  /** Where a change of it will stand. */
  next: string
}

/** What the month costs a person so far. */
export interface Balance {
  month: string
  sums: BillSums[]
}
