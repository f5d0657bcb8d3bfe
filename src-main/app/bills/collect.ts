import type { BillEntry } from '#contract/bills'
import type { BillReader, StoredBillSession } from '../bill-ports'
import { type BillSession, gapsOf } from '../../domain/billing/bill-session'
import { entriesDue, standingOf } from '../../domain/billing/due'
import { monthAt, widestSpan } from '../../domain/billing/month'
import type { Closings } from './closings'

/** Sessions at a time: some milliseconds on either thread, and as long to freeze. */
const PIECE = 100

export interface Collected {
  entries: BillEntry[]
  /** Of the month, and on no statement. */
  left: BillSession[]
}

/** What a month consists of: pieces as they are read, so that whoever waits can be told and may give up. */
export interface Collecting {
  of(request: { month: string; person?: number | null; company?: number | null }): AsyncGenerator<Collected, void>
  /** What a session of a closed month owes to open ones. */
  dueOf(session: number): Promise<BillEntry[]>
}

export function createCollecting(parts: { reader: BillReader; closings: Closings; timeZoneOf: (site: number | null) => string }): Collecting {
  const { reader, closings } = parts
  const placed = ({ siteId, ...session }: StoredBillSession): BillSession => ({ ...session, timeZone: parts.timeZoneOf(siteId) })

  async function* frozen(month: string, person: number | null, company: number | null): AsyncGenerator<BillEntry[], void> {
    const numbers = closings.inForce().filter((closing) => closing.month === month).map(({ closing }) => closing)
    if (numbers.length === 0) return
    let after = 0
    for (;;) {
      const rows = await reader.billEntries({ closings: numbers, person, company, after, limit: PIECE })
      yield rows.map(({ body }) => body)
      after = rows.at(-1)?.entry ?? 0
      if (rows.length < PIECE) return
    }
  }

  async function* touched(person: number | null): AsyncGenerator<{ session: BillSession; billed: BillEntry[] }[], void> {
    // Nothing is noted before the first month is closed.
    if (closings.all().length === 0) return
    let after = 0
    for (;;) {
      const rows = await reader.billTouched({ after, limit: PIECE, person })
      yield rows.map(({ session, billed }) => ({ session: placed(session), billed }))
      after = rows.at(-1)?.session.session ?? 0
      if (rows.length < PIECE) return
    }
  }

  async function* ended(month: string, person: number | null): AsyncGenerator<BillSession[], void> {
    let after: { endedAt: number; session: number } | null = null
    for (;;) {
      const rows: StoredBillSession[] = await reader.billSessions({ ...widestSpan(month), person, after, limit: PIECE })
      yield rows.map(placed)
      const last = rows.at(-1)
      if (!last || rows.length < PIECE) return
      after = { endedAt: last.endedAt, session: last.session }
    }
  }

  return {
    async *of({ month, person = null, company = null }) {
      const isWanted = (entry: BillEntry) =>
        entry.month === month && (person === null || entry.person.id === person) && (company === null || entry.company?.id === company)
      const isLeft = (session: BillSession, billed: readonly BillEntry[]) =>
        !session.isMerged && monthAt(session.timeZone, session.endedAt) === month && standingOf(billed).length === 0 && gapsOf(session).length > 0

      for await (const entries of frozen(month, person, company)) yield { entries, left: [] }
      for await (const rows of touched(person)) {
        yield {
          entries: rows.flatMap(({ session, billed }) => entriesDue(session, billed, closings.isClosed)).filter(isWanted),
          left: rows.filter(({ session, billed }) => isLeft(session, billed)).map(({ session }) => session),
        }
      }
      for await (const sessions of ended(month, person)) {
        yield {
          entries: sessions.flatMap((session) => entriesDue(session, [], closings.isClosed)).filter(isWanted),
          left: sessions.filter((session) => isLeft(session, [])),
        }
      }
    },
    async dueOf(session) {
      const [row] = await reader.billTouched({ after: session - 1, limit: 1, person: null })
      return row?.session.session === session ? entriesDue(placed(row.session), row.billed, closings.isClosed) : []
    },
  }
}
