import type { HistoryOrder, HistorySort } from '#contract/session-history'
import type { Columns } from './columns'

interface Ranked {
  rank: number
  session: number
}

/** The next sessions of a selection in an order, after the one that the cursor names. */
export function pageOf(
  columns: Columns,
  selection: Uint32Array,
  { order, cursor, limit }: { order: HistoryOrder; cursor: string | null; limit: number },
): { sessions: number[]; next: string | null } {
  const sign = order.descending ? -1 : 1
  const value = values(columns)[order.by]
  const after = cursor === null ? null : parsed(cursor)
  /** The first that were found so far, in order; one more than asked tells that there is a next page. */
  const first: Ranked[] = []
  const isBefore = (a: Ranked, b: Ranked) => a.rank < b.rank || (a.rank === b.rank && (a.session - b.session) * sign < 0)

  function take(session: number): void {
    const known = value(session) * sign
    const one = { rank: Number.isNaN(known) ? Infinity : known, session }
    if (after !== null && !isBefore(after, one)) return
    if (first.length > limit) {
      const last = first.at(-1)
      if (last && !isBefore(one, last)) return
      first.pop()
    }
    let low = 0
    let high = first.length
    while (low < high) {
      const middle = (low + high) >> 1
      const there = first[middle]
      if (there && isBefore(there, one)) low = middle + 1
      else high = middle
    }
    first.splice(low, 0, one)
  }

  // Ids rise with time, so that in this direction most are behind the page already when they come.
  if (order.descending) for (let index = 0; index < selection.length; index += 1) take(selection[index] ?? 0)
  else for (let index = selection.length - 1; index >= 0; index -= 1) take(selection[index] ?? 0)
  const page = first.slice(0, limit)
  const last = first.length > limit ? page.at(-1) : undefined
  return { sessions: page.map(({ session }) => session), next: last ? `${last.rank}:${last.session}` : null }
}

const values = (columns: Columns): Record<HistorySort, (session: number) => number> => ({
  session: (session) => session,
  start: (session) => columns.startedAt[session] ?? NaN,
  end: (session) => columns.endedAt[session] ?? NaN,
  duration: (session) => (columns.endedAt[session] ?? NaN) - (columns.startedAt[session] ?? NaN),
  inactivity: (session) => columns.inactivityMs[session] ?? NaN,
  energy: (session) => columns.energyMwh[session] ?? NaN,
  price: (session) => columns.price[session] ?? NaN,
})

/** A cursor that nobody gave out begins anew. */
function parsed(cursor: string): Ranked | null {
  const [rank = NaN, session = NaN] = cursor.split(':').map(Number)
  return Number.isNaN(rank) || !Number.isInteger(session) ? null : { rank, session }
}
