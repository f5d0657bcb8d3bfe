import type { SessionRow } from '#contract/read-models'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { formatPlace } from '@/format/place'
import { formatEnergyKwh, formatPercent } from '@/format/number'
import { formatDuration } from '@/format/duration'
import { formatInstant } from '@/format/instant'
import type { Column } from '@/ui/table'

export type SessionColumn =
  | 'session' | 'station' | 'connector' | 'idToken' | 'start' | 'end' | 'duration' | 'power' | 'energy' | 'soc'
  | 'state' | 'reason' | 'marks' | 'site' | 'action'

/** The columns of every table of sessions. A paged one does not sort: only the loaded part would be in order. */
export function useSessionColumns(
  wanted: readonly SessionColumn[],
  options: { sorts: boolean },
): ComputedRef<Column<SessionRow>[]> {
  const { t } = useI18n()
  const columns: Record<SessionColumn, () => Omit<Column<SessionRow>, 'id' | 'label'>> = {
    session: () => ({ width: '4.5rem', text: ({ session }) => String(session), sortBy: (row) => row.session }),
    station: () => ({ text: (row) => row.stationName, sortBy: (row) => row.stationName }),
    connector: () => ({
      width: '5.5rem',
      text: (row) => formatPlace(row.place),
      sortBy: ({ place }) => (place ? place.evse * 10_000 + (place.connector ?? 0) : null),
    }),
    idToken: () => ({ width: '8.5rem', sortBy: (row) => row.person ?? row.idToken }),
    start: () => ({ width: '7rem', numeric: true, text: (row) => formatInstant(row.startedAt), sortBy: (row) => row.startedAt }),
    end: () => ({ width: '7rem', numeric: true, text: (row) => formatInstant(row.endedAt) }),
    duration: () => ({
      width: '5.75rem',
      numeric: true,
      text: (row) => formatDuration(row.endedAt === null ? null : row.endedAt - row.startedAt),
      sortBy: (row) => -row.startedAt,
    }),
    power: () => ({ width: '6rem', numeric: true, unit: 'kW', sortBy: (row) => row.power?.watts ?? null }),
    energy: () => ({
      width: '6.5rem', numeric: true, unit: 'kWh', text: (row) => formatEnergyKwh(row.energyWh), sortBy: (row) => row.energyWh,
    }),
    soc: () => ({
      width: '5rem', numeric: true, text: (row) => formatPercent(row.socPercent), sortBy: (row) => row.socPercent,
    }),
    state: () => ({ width: '10.5rem', sortBy: (row) => `${row.state} ${row.chargingState ?? ''}` }),
    reason: () => ({ width: '10rem' }),
    marks: () => ({ width: '7.5rem', sortBy: (row) => row.marks.join(' ') || null }),
    site: () => ({ width: '8rem', text: (row) => row.siteName ?? '', sortBy: (row) => row.siteName }),
    action: () => ({ width: '6.5rem' }),
  }
  return computed(() => wanted.map((id) => {
    const { sortBy, ...column } = columns[id]()
    return { id, label: t(`sessions.columns.${id}`), ...column, ...(options.sorts && sortBy ? { sortBy } : {}) }
  }))
}
