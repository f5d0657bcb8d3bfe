import type { BillEntry } from '#contract/bills'
import { type BillSession, entryOf } from './bill-session'
import { nextMonth } from './month'

/** Is the month closed for the payer? Null: a person without a company. */
export type IsClosed = (month: string, company: number | null) => boolean

/** The first month from that one on that is open for the payer. */
export function openMonthFrom(month: string, company: number | null, isClosed: IsClosed): string {
  let open = month
  while (isClosed(open, company)) open = nextMonth(open)
  return open
}

/**
 * What a session still owes to statements: itself, where no closed month holds it; nothing, where one holds it as it is;
 * else the credit of what was billed and the new entry. Each stands in the first month that is open for who pays.
 * `billed`: its entries in closed months, in the order in which these were closed.
 */
export function entriesDue(session: BillSession, billed: readonly BillEntry[], isClosed: IsClosed): BillEntry[] {
  const standing = standingOf(billed)
  const now = entryOf(session)
  if (standing !== null && now !== null && isSame(standing, now)) return []
  const placed = (entry: BillEntry, from: string): BillEntry => ({ ...entry, month: openMonthFrom(from, entry.company?.id ?? null, isClosed) })
  return [
    ...(standing ? [placed(creditOf(standing), standing.month)] : []),
    ...(now ? [placed({ ...now, corrects: standing?.month ?? null }, now.of)] : []),
  ]
}

/** What closed months say of a session in the end. Null: nothing, or it was taken back. */
export function standingOf(billed: readonly BillEntry[]): BillEntry | null {
  const last = billed.at(-1)
  return last?.kind === 'charge' ? last : null
}

/** The same to who reads the bill. Names of stations, sites and people may change meanwhile: that corrects nothing. */
function isSame(a: BillEntry, b: BillEntry): boolean {
  const told = ({ record, person, company, energyWh, meterStartWh, meterStopWh, startedAt, endedAt }: BillEntry) =>
    JSON.stringify([record, person.id, company?.id, energyWh, meterStartWh, meterStopWh, startedAt, endedAt])
  return told(a) === told(b)
}

function creditOf(entry: BillEntry): BillEntry {
  return {
    ...entry,
    kind: 'credit',
    corrects: entry.month,
    energyWh: minus(entry.energyWh),
    net: minus(entry.net),
    tax: minus(entry.tax),
    gross: minus(entry.gross),
    invoiceLines: entry.invoiceLines.map((line) => ({ ...line, amount: minus(line.amount), tax: line.tax === null ? null : minus(line.tax) })),
  }
}

/** Adding 0 makes -0 the 0 that it is. */
const minus = (value: number) => -value + 0
