import { computed } from 'vue'
import type { HistoryFilter } from '#contract/session-history'
import { useNow } from '@/format/clock'
import { useAddressFilter } from '@/ui/address-filter'
import { filterOf, historyNames } from './history-address'

const common = ['station', 'text'] as const
const filters = [...common, ...historyNames] as const
type FilterName = (typeof filters)[number]

/** What is asked for in both tabs, kept in the address; the running sessions know charger and text alone. */
export function useSessionFilter() {
  const { values, change } = useAddressFilter(['tab', ...filters])
  const now = useNow()
  // As text, so that the filter is the same object while only the tab or the clock changes.
  const key = computed(() => JSON.stringify(filterOf(values.value, now.value)))
  const filter = computed(() => JSON.parse(key.value) as HistoryFilter) // written one line above
  const liveKey = computed(() => JSON.stringify({ station: values.value.station, text: values.value.text }))
  const liveFilter = computed(() => JSON.parse(liveKey.value) as HistoryFilter) // written one line above
  const none = Object.fromEntries(filters.map((name) => [name, null])) as Record<FilterName, null>
  return {
    values,
    /** What a saved filter keeps. */
    saved: computed(() => Object.fromEntries(filters.map((name) => [name, values.value[name]]))),
    filter,
    liveFilter,
    isFiltered: computed(() => filters.some((name) => values.value[name] !== null)),
    isLiveFiltered: computed(() => common.some((name) => values.value[name] !== null)),
    change,
    choose: (chosen: Record<string, string | null>) => change({ ...none, ...chosen }),
    reset: () => change(none),
  }
}
