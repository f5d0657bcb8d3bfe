import type { TraceFilter } from '#contract/api/trace'
import { traceKinds } from '#contract/api/trace'
import { computed } from 'vue'
import { useAddressFilter } from '@/ui/address-filter'

const names = ['station', 'action', 'direction', 'text', 'kind', 'connection', 'message', 'session', 'finding', 'from', 'to', 'frame'] as const
export type AddressPart = Partial<Record<(typeof names)[number], string | null>>

/** The filter of the trace, kept in the address; `frame` is the message that the list is opened around. */
export function useTraceFilter() {
  const { values, change } = useAddressFilter(names)
  const filter = computed(() => filterOf(values.value))
  const isFiltered = computed(() => names.some((name) => name !== 'frame' && values.value[name] !== null))
  const reset = () => change(Object.fromEntries(names.map((name) => [name, null])))
  return { values, filter, frame: computed(() => toNumber(values.value.frame)), change, reset, isFiltered }
}

/** What an address says, whoever wrote it: what makes no sense is left out. */
export function filterOf(values: Record<Exclude<(typeof names)[number], 'frame'>, string | null>): TraceFilter {
  const { direction, kind, station } = values
  return {
    station: stationsOf(station),
    action: values.action?.slice(0, 60) ?? null,
    direction: direction === 'in' || direction === 'out' ? direction : null,
    text: values.text?.slice(0, 200) ?? null,
    kind: traceKinds.find((one) => one === kind) ?? null,
    connection: values.connection,
    messageId: values.message,
    session: toNumber(values.session),
    finding: values.finding,
    from: toNumber(values.from),
    to: toNumber(values.to),
  }
}

/** Several are divided by blanks, which no identity holds. */
export const stationList = (station: string | null): string[] => station?.split(' ').filter(Boolean).slice(0, 50) ?? []

function stationsOf(station: string | null): TraceFilter['station'] {
  const stations = stationList(station)
  return stations.length > 1 ? stations : (stations[0] ?? null)
}

const toNumber = (text: string | null): number | null => (text !== null && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : null)
