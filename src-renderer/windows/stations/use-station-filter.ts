import { computed } from 'vue'
import type { ComputedRef, Ref, WritableComputedRef } from 'vue'
import { type LifeCycle, lifeCycles } from '#contract/organisation'
import type { StationRow } from '#contract/stations'
import { useAddressFilter, useTypedText } from '@/ui/address-filter'
import { visibleStates } from '@/ui/state'
import type { VisibleState } from '@/ui/state'
import { filterStations } from './filter-stations'

export interface StationFilterControls {
  text: Ref<string>
  /** A site's number, 0 for chargers without one, null for all. */
  site: WritableComputedRef<number | null>
  /** Of the site; 0 for chargers in none of its areas. */
  area: WritableComputedRef<number | null>
  lifeCycle: WritableComputedRef<LifeCycle | null>
  state: WritableComputedRef<VisibleState | null>
  isFiltered: ComputedRef<boolean>
  filtered: ComputedRef<StationRow[]>
  clear(): void
}

/** The filter of the list, kept in the address so that it can be linked, reloaded and gone back to. */
export function useStationFilter(rows: () => readonly StationRow[]): StationFilterControls {
  const { values, change } = useAddressFilter(['q', 'site', 'area', 'phase', 'state'])
  const text = useTypedText(() => values.value.q, (q) => change({ q }))
  const site = computed({
    get: () => (values.value.site === null ? null : Number(values.value.site)),
    set: (value) => change({ site: value === null ? null : String(value), area: null }),
  })
  const area = computed({
    get: () => (values.value.area === null ? null : Number(values.value.area)),
    set: (value) => change({ area: value === null ? null : String(value) }),
  })
  const lifeCycle = computed({
    get: () => lifeCycles.find((one) => one === values.value.phase) ?? null,
    set: (value) => change({ phase: value }),
  })
  const state = computed({
    get: () => visibleStates.find((one) => one === values.value.state) ?? null,
    set: (value) => change({ state: value }),
  })

  return {
    text,
    site,
    area,
    lifeCycle,
    state,
    isFiltered: computed(() => text.value !== '' || site.value !== null || area.value !== null || lifeCycle.value !== null || state.value !== null),
    // By the text as it is typed; the address follows when the typing pauses.
    filtered: computed(() => filterStations(rows(), {
      text: text.value, site: site.value, area: area.value, lifeCycle: lifeCycle.value, state: state.value,
    })),
    clear() {
      text.value = ''
      change({ q: null, site: null, area: null, phase: null, state: null })
    },
  }
}
