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
 * else the credit of all else that was billed, and the new entry. Each stands in the first month that is open for who pays.
 * `billed`: its entries in closed months, in the order in which these were closed.
 */
export function entriesDue(session: BillSession, billed: readonly BillEntry[], isClosed: IsClosed): BillEntry[] {
  const standing = standingOf(billed)
  const now = entryOf(session)
  const kept = now === null ? undefined : standing.findLast((entry) => isSame(entry, now))
  const placed = (entry: BillEntry, from: string): BillEntry => ({ ...entry, month: openMonthFrom(from, entry.company?.id ?? null, isClosed) })
  return [
    ...standing.filter((entry) => entry !== kept).map((entry) => placed(creditOf(entry), entry.month)),
    ...(now && !kept ? [placed({ ...now, corrects: lastChargeOf(billed)?.month ?? null }, now.of)] : []),
  ]
}

/**
 * What closed months charge for a session in the end: what no credit took back. Companies close their months in any order,
 * so what was billed to the next one may be closed before the credit to the first, and both stand until then.
 */
export function standingOf(billed: readonly BillEntry[]): BillEntry[] {
  const standing: BillEntry[] = []
  for (const entry of billed) {
    const takenBack = entry.kind === 'charge' ? -1 : standing.findLastIndex((charge) => isTakenBackBy(charge, entry))
    if (takenBack >= 0) standing.splice(takenBack, 1)
    else if (entry.kind === 'charge') standing.push(entry)
  }
  return standing
}

/** The last that was billed; it may have been taken back. */
export const lastChargeOf = (billed: readonly BillEntry[]): BillEntry | null =>
  standingOf(billed).at(-1) ?? billed.findLast(({ kind }) => kind === 'charge') ?? null

const isTakenBackBy = (charge: BillEntry, credit: BillEntry) =>
  charge.month === credit.corrects && charge.company?.id === credit.company?.id && charge.person.id === credit.person.id

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
