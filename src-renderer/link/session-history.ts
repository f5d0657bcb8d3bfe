import type { Ref } from 'vue'
import type { HistoryFilter } from '#contract/session-history'
import type { SessionRow } from '#contract/read-models'
import { usePages } from './use-pages'
import type { Pages } from './use-pages'

/** Ended sessions out of the database, the last started first. */
export function useSessionHistory(filter: Readonly<Ref<HistoryFilter>>, pageSize = 100): Pages<SessionRow> {
  return usePages({
    filter,
    load: (client, { filter: asked, cursor, signal }) =>
      client.sessions.history({ filter: asked, cursor, limit: pageSize }, { signal }),
    key: (row) => row.session,
    compare: (a, b) => b.startedAt - a.startedAt || b.session - a.session,
  })
}
