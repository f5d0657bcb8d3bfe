import type { TraceFilter } from '#contract/api/trace'
import { computed } from 'vue'
import { useAddressFilter } from '@/ui/address-filter'

const names = ['station', 'action', 'direction', 'text'] as const

export type AddressedFilter = Omit<TraceFilter, 'station'> & { station: string | null }

/** The filter of the trace, kept in the address. */
export function useTraceFilter() {
  const { values, change } = useAddressFilter(names)
  const filter = computed<AddressedFilter>(() => ({ ...values.value, direction: toDirection(values.value.direction) }))
  return { filter, change, isFiltered: computed(() => Object.values(filter.value).some((value) => value !== null)) }
}

function toDirection(value: string | null): TraceFilter['direction'] {
  return value === 'in' || value === 'out' ? value : null
}
