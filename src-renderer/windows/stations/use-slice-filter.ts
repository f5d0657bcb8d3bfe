import { computed } from 'vue'
import type { StationRow } from '#contract/stations'
import { useFleetStations } from '@/stores/fleet'
import { useAddressFilter } from '@/ui/address-filter'
import { inSlice, inTab, sliceOf, socketCount, stationTabs } from './slices'

/** The tab and the slice of a pie that the address names, applied to the rows of the list. */
export function useSliceFilter(rows: () => readonly StationRow[]) {
  const fleet = useFleetStations()
  const { values, change } = useAddressFilter(['tab', 'connection', 'sockets', 'heard', 'status'])
  const tab = computed({
    get: () => stationTabs.find((name) => name === values.value.tab) ?? 'normal',
    set: (value) => change({ tab: value === 'normal' ? null : value }),
  })
  const slice = computed(() => sliceOf(values.value))
  const inTabs = computed(() => Object.fromEntries(stationTabs.map((name) => [name, rows().filter((row) =>
    inTab(row, name, fleet.rows) && (slice.value === null || inSlice(fleet.rows.get(row.station), slice.value, name)))])))
  const shown = computed(() => inTabs.value[tab.value] ?? [])

  return {
    tab,
    slice,
    shown,
    countIn: (name: string) => inTabs.value[name]?.length ?? 0,
    sockets: computed(() => (slice.value === null ? 0 : socketCount(shown.value, slice.value, fleet.rows))),
    /** What the slices are is not known yet. */
    isLoading: computed(() => fleet.state === 'loading' && (slice.value !== null || tab.value === 'offline')),
    showAll: () => change({ connection: null, sockets: null, heard: null, status: null }),
  }
}
