import type { SessionRow } from '#contract/sessions'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { formatMoney } from '@/format/money'
import { formatPlace } from '@/format/place'
import { formatEnergyKwh, formatPercent, formatPowerKw } from '@/format/number'
import { formatDuration } from '@/format/duration'
import { formatInstant } from '@/format/instant'
import type { Column } from '@/ui/table'
import { averageWatts } from './average-power'

export type SessionColumn =
  | 'actions' | 'session' | 'station' | 'connector' | 'idToken' | 'start' | 'end' | 'duration' | 'inactivity' | 'power' | 'energy'
  | 'soc' | 'state' | 'reason' | 'marks' | 'company' | 'site' | 'area' | 'chargedUntil' | 'price' | 'registerStart' | 'registerEnd'
  | 'tariff' | 'transaction' | 'averagePower'

type Look = Omit<Column<SessionRow>, 'id' | 'label'>

/** Columns of every table of sessions, by topic. */
const looks: Record<SessionColumn, Look> = {
  actions: { width: '5.25rem', isFixed: true, isPinned: true, isLabelHidden: true },
  session: { width: '5rem', text: ({ session }) => String(session), sortBy: (row) => row.session },
  station: { text: (row) => row.stationName, sortBy: (row) => row.stationName },
  connector: {
    width: '5.5rem',
    text: (row) => formatPlace(row.place),
    sortBy: ({ place }) => (place ? place.evse * 10_000 + (place.connector ?? 0) : null),
  },
  idToken: { width: '9rem', sortBy: (row) => row.person ?? row.idToken },
  start: { width: '7rem', numeric: true, text: (row) => formatInstant(row.startedAt), sortBy: (row) => row.startedAt },
  end: { width: '7rem', numeric: true, text: (row) => formatInstant(row.endedAt), sortBy: (row) => row.endedAt },
  duration: {
    width: '6rem',
    numeric: true,
    text: (row) => formatDuration(row.endedAt === null ? null : row.endedAt - row.startedAt),
    sortBy: (row) => (row.endedAt === null ? Date.now() : row.endedAt) - row.startedAt,
  },
  inactivity: { width: '6.5rem', numeric: true, sortBy: (row) => row.inactivityMs },
  power: { width: '6rem', numeric: true, unit: 'kW', sortBy: (row) => row.power?.watts ?? null },
  averagePower: { width: '8.5rem', numeric: true, unit: 'kW', text: (row) => formatPowerKw(averageWatts(row)) },
  energy: {
    width: '9.5rem', numeric: true, unit: 'kWh', text: (row) => formatEnergyKwh(row.energyWh), sortBy: (row) => row.energyWh,
  },
  soc: { width: '5.5rem', numeric: true, text: (row) => formatPercent(row.socPercent), sortBy: (row) => row.socPercent },
  price: {
    width: '6.5rem', numeric: true, text: ({ price }) => formatMoney(price?.amount ?? null, price?.currency ?? 'EUR'), sortBy: (row) => row.price?.amount ?? null,
  },
  state: { width: '10.5rem', sortBy: (row) => `${row.state} ${row.chargingState ?? ''}` },
  reason: { width: '9rem', sortBy: (row) => row.reason },
  marks: { width: '7.5rem', sortBy: (row) => row.marks.join(' ') || null },
  company: { width: '9rem', text: (row) => row.companyName ?? '', sortBy: (row) => row.companyName },
  site: { width: '9rem', text: (row) => row.siteName ?? '', sortBy: (row) => row.siteName },
  area: { width: '9rem', text: (row) => row.areaName ?? '', sortBy: (row) => row.areaName },
  registerStart: {
    width: '9.5rem', numeric: true, unit: 'kWh', text: (row) => formatEnergyKwh(row.registerStartWh, 3), sortBy: (row) => row.registerStartWh,
  },
  registerEnd: {
    width: '9.5rem', numeric: true, unit: 'kWh', text: (row) => formatEnergyKwh(row.registerEndWh, 3), sortBy: (row) => row.registerEndWh,
  },
  tariff: { width: '10rem', text: (row) => row.tariffName ?? '', sortBy: (row) => row.tariffName },
  transaction: { width: '9rem', text: (row) => row.transactionId ?? '', sortBy: (row) => row.transactionId },
  chargedUntil: {
    width: '8.5rem', numeric: true, text: (row) => formatInstant(row.chargedUntil), sortBy: (row) => row.chargedUntil,
  },
}

export interface SessionColumnChoice {
  /** A paged list does not sort: only the loaded part would be in order. */
  sorts: boolean
  /** Those that somebody has to ask for. */
  onDemand?: readonly SessionColumn[]
}

/** `shown` in their order, then those on demand. */
export function useSessionColumns(
  shown: readonly SessionColumn[],
  { sorts, onDemand = [] }: SessionColumnChoice,
): ComputedRef<Column<SessionRow>[]> {
  const { t } = useI18n()
  return computed(() => [...shown, ...onDemand].map((id) => {
    const { sortBy, ...look } = looks[id]
    return {
      id,
      label: t(`sessions.columns.${id}`),
      isOptional: onDemand.includes(id),
      ...look,
      ...(sorts && sortBy && { sortBy }),
    }
  }))
}
