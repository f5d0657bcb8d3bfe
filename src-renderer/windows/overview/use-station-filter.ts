import { refDebounced } from '@vueuse/core'
import { computed, ref, watch } from 'vue'
import type { ComputedRef, Ref, WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { StationRow } from '#contract/read-models'
import { visibleStates } from '@/ui/state'
import type { VisibleState } from '@/ui/state'
import { filterStations } from './filter-stations'

export interface StationFilterControls {
  text: Ref<string>
  /** A site's number, 0 for chargers without one, null for all. */
  site: WritableComputedRef<number | null>
  state: WritableComputedRef<VisibleState | null>
  isFiltered: ComputedRef<boolean>
  filtered: ComputedRef<StationRow[]>
  clear(): void
}

/** The filter of the list, kept in the address so that it can be linked, reloaded and gone back to. */
export function useStationFilter(rows: () => readonly StationRow[]): StationFilterControls {
  const route = useRoute()
  const router = useRouter()
  const change = (query: Record<string, string | undefined>) => void router.replace({ query: { ...route.query, ...query } })
  const read = (key: string) => (typeof route.query[key] === 'string' ? route.query[key] : null)

  const text = ref(read('q') ?? '')
  watch(refDebounced(text, 200), (q) => change({ q: q || undefined }))
  watch(() => read('q') ?? '', (q) => {
    text.value = q
  })

  const site = computed({
    get: () => (read('site') === null ? null : Number(read('site'))),
    set: (value) => change({ site: value === null ? undefined : String(value) }),
  })
  const state = computed({
    get: () => visibleStates.find((one) => one === read('state')) ?? null,
    set: (value) => change({ state: value ?? undefined }),
  })

  return {
    text,
    site,
    state,
    isFiltered: computed(() => text.value !== '' || site.value !== null || state.value !== null),
    filtered: computed(() => filterStations(rows(), { text: text.value, site: site.value, state: state.value })),
    clear() {
      text.value = ''
      change({ q: undefined, site: undefined, state: undefined })
    },
  }
}
