import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ChargingChart, ChargingProfile, ProfileTarget, RateUnit } from '#contract/charging'
import type { Sample } from '#contract/sessions'
import { type ScheduleLine, stepsOf } from '@/charts/schedule-chart-option'
import { shownRate } from '@/format/rate'
import { useQuery } from '@/link/use-query'

/** While points are dragged the core is asked once they rest. */
const REST_MS = 200
const DC_V = 300
const DC_W_PER_A = 690

export interface ScheduleAsk {
  station: string
  evse: number
  from: number
  until: number
  unit: RateUnit
  draft: { target: ProfileTarget; profile: ChargingProfile; replaces: number | null } | null
  /** What it measured is drawn as well. */
  session: number | null
  /** Anything that changes when the schedule has to be asked for again. */
  version: string
}

/** What is asked and what results, over a stretch of time, ready to be drawn. */
export function useSchedule(ask: Readonly<Ref<ScheduleAsk | null>>) {
  const { t } = useI18n()
  const asked = shallowRef<ScheduleAsk | null>(ask.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(ask, (next) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      asked.value = next
    }, REST_MS)
  })
  onScopeDispose(() => clearTimeout(timer))

  const isAsking = computed(() => asked.value !== null)
  const chart = useQuery<ChargingChart | null>({
    active: isAsking,
    load(client, context) {
      if (!asked.value) return Promise.resolve(null)
      const { session: _session, version: _version, ...input } = asked.value
      return client.charging.chart(input, context)
    },
  })
  const samples = useQuery<Sample[]>({
    active: isAsking,
    load: (client, context) =>
      asked.value?.session == null ? Promise.resolve([]) : client.sessions.samples({ session: asked.value.session }, context),
  })
  watch(asked, () => {
    void chart.reload()
    void samples.reload()
  })

  const lines = computed<ScheduleLine[]>(() => {
    const now = chart.value.value
    if (!now) return []
    const scale = (limit: number) => shownRate(limit, now.unit)
    const measured = measuredPoints(samples.value.value ?? [], now)
    return [
      ...now.asked.map(({ profile, segments }, index): ScheduleLine => ({
        id: `asked-${profile ?? `x${index}`}`,
        name: profile === null ? t(now.draft && index === now.asked.length - 1 ? 'charging.lineDraft' : 'charging.lineOther') : t('charging.lineAsked', { profile }),
        points: stepsOf(segments, scale),
        look: now.draft && index === now.asked.length - 1 ? 'draft' : 'asked',
      })),
      { id: 'expected', name: t('charging.lineExpected'), points: stepsOf(now.expected, scale), look: 'expected' },
      ...(now.composite ? [{ id: 'composite', name: t('charging.lineComposite'), points: stepsOf(now.composite, scale), look: 'composite' } as const] : []),
      ...(measured.length > 0 ? [{ id: 'measured', name: t('charging.lineMeasured'), points: measured, look: 'measured' } as const] : []),
    ]
  })
  return { chart: chart.value, state: chart.state, fault: chart.fault, lines }
}

/** The phase that carries most, or the power, by the unit of the chart. */
function measuredPoints(samples: readonly Sample[], { unit, from, until }: ChargingChart): [number, number][] {
  // The current into a battery is none that a limit is about: its power is, on three phases.
  const isDc = samples.some(({ quantity, phase, value }) => quantity === 'voltage' && phase === null && value > DC_V)
  const wanted = unit === 'A' && !isDc ? 'current-import' : 'power-import'
  const byInstant = new Map<number, number>()
  for (const { at, quantity, phase, value } of samples) {
    if (quantity !== wanted || phase === 'N' || at < from || at > until) continue
    if (wanted === 'power-import' && phase !== null) continue
    byInstant.set(at, Math.max(byInstant.get(at) ?? 0, isDc && unit === 'A' ? value / DC_W_PER_A : shownRate(value, unit)))
  }
  return [...byInstant].sort(([a], [b]) => a - b)
}
