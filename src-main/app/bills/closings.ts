import type { BillClosing } from '#contract/bills'
import type { BillStore, StoredClosing } from '../bill-ports'

/** Which months are closed, in memory. */
export interface Closings {
  all(): StoredClosing[]
  /** Closed and not opened again. */
  inForce(): StoredClosing[]
  /** Null: the month is open for the payer. Null as company: a person without one. */
  find(month: string, company: number | null): StoredClosing | null
  isClosed(month: string, company: number | null): boolean
  renew(): void
}

export function createClosings(store: Pick<BillStore, 'closings'>): Closings {
  let all = store.closings()
  const inForce = () => all.filter(({ reopenedAt }) => reopenedAt === null)
  const find = (month: string, company: number | null) =>
    inForce().find((closing) => closing.month === month && (closing.company === null || closing.company.id === company)) ?? null
  return {
    all: () => all,
    inForce,
    find,
    isClosed: (month, company) => find(month, company) !== null,
    renew() {
      all = store.closings()
    },
  }
}

/** Do both speak of some of the same people? */
export const isOverlapping = (a: Pick<BillClosing, 'company'>, b: Pick<BillClosing, 'company'>): boolean =>
  a.company === null || b.company === null || a.company.id === b.company.id

export const closingView = ({ terms: _, ...closing }: StoredClosing): BillClosing => closing
