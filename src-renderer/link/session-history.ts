import { computed, watch } from 'vue'
import type { Ref } from 'vue'
import type { SessionRow } from '#contract/sessions'
import { type HistoryFilter, type HistoryOrder, type HistorySort, type HistorySummary, latestFirst } from '#contract/session-history'
import { usePages } from './use-pages'
import type { Pages } from './use-pages'
import { useQuery } from './use-query'

interface HistoryOptions {
  order?: Readonly<Ref<HistoryOrder>>
  pageSize?: number
}

/** Ended sessions out of the database, the last started first where no other order is asked for. */
export function useSessionHistory(filter: Readonly<Ref<HistoryFilter>>, { order, pageSize = 100 }: HistoryOptions = {}): Pages<SessionRow> {
  const asked = computed(() => ({ filter: filter.value, order: order?.value ?? latestFirst }))
  return usePages({
    filter: asked,
    load: (client, { filter: wanted, cursor, signal }) => client.sessions.history({ ...wanted, cursor, limit: pageSize }, { signal }),
    key: (row) => row.session,
    compare: (a, b) => compareRows(a, b, asked.value.order),
  })
}

/** As the core orders them: what a session does not have comes last. */
export function compareRows(a: SessionRow, b: SessionRow, { by, descending }: HistoryOrder): number {
  const sign = descending ? -1 : 1
  const [left, right] = [values[by](a), values[by](b)]
  if (left !== null && right !== null && left !== right) return (left - right) * sign
  return Number(left === null) - Number(right === null) || (a.session - b.session) * sign
}

const values: Record<HistorySort, (row: SessionRow) => number | null> = {
  session: ({ session }) => session,
  start: ({ startedAt }) => startedAt,
  end: ({ endedAt }) => endedAt,
  duration: ({ startedAt, endedAt }) => (endedAt === null ? null : endedAt - startedAt),
  inactivity: ({ inactivityMs }) => inactivityMs,
  energy: ({ energyWh }) => energyWh,
  price: ({ price }) => price?.amount ?? null,
}

/** Of all ended sessions that a filter finds. */
export function useSessionSummary(filter: Readonly<Ref<HistoryFilter>>) {
  const query = useQuery<HistorySummary>({ load: (client, { signal }) => client.sessions.summary({ filter: filter.value }, { signal }) })
  watch(filter, () => {
    // The figures of another filter would be taken for those of this one.
    query.value.value = null
    void query.reload()
  })
  return query
}
