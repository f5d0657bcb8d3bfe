import { useThrottleFn } from '@vueuse/core'
import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { SessionCourse } from '#contract/course'
import type { PriceCourse } from '#contract/pricing'
import type { CurvePoint } from '#contract/sessions'
import { majorUnits } from '#contract/tariff'
import { type ChartExtra, type ExtraLine, heldUntil, highestCurrent, measuredPhases, phaseLine } from '@/charts/chart-extra'
import type { SeriesPoint } from '@/charts/curve'
import { useQuery } from '@/link/use-query'

const colors = { L1: 'phase1', L2: 'phase2', L3: 'phase3' } as const

/** What the chart shows besides, by choice: the unit, currents and voltages of the phases. Readings are asked for when they are shown. */
export function useChartExtra(of: () => {
  session: number
  course: SessionCourse | null
  price: PriceCourse | null
  points: readonly CurvePoint[]
}) {
  const { t } = useI18n()
  const unit = ref<'kW' | 'A'>('kW')
  const showsCurrents = ref(false)
  const showsVoltages = ref(false)
  const isNeeded = computed(() => unit.value === 'A' || showsCurrents.value || showsVoltages.value)
  const samples = useQuery({ load: (client, context) => client.sessions.samples({ session: of().session }, context), active: isNeeded })
  watch(() => of().points, useThrottleFn(() => void (isNeeded.value && samples.reload()), 5_000, true))
  const readings = computed(() => samples.value.value ?? [])

  const limitLine = computed<ExtraLine[]>(() => {
    const { course } = of()
    const first = course?.limits[0]
    if (!course || !first) return []
    const isAmps = first.unit === 'A'
    // Where the left axis is in amperes, a limit in watts has no axis.
    if (!isAmps && unit.value === 'A') return []
    const points = course.limits.map(({ at, value }) => ({ at, value: isAmps ? value : value / 1000 }))
    return [{ id: 'limit', name: t('session.limit'), axis: isAmps ? 'A' : 'kW', data: heldUntil(points, course.to), color: 'limit', isStep: true }]
  })
  const priceLine = computed<ExtraLine[]>(() => {
    const { price } = of()
    if (!price || price.points.length === 0) return []
    const data = price.points.map(({ at, amount }): SeriesPoint => [at, majorUnits(amount, price.currency)])
    return [{ id: 'price', name: t('session.priceLine'), axis: 'money', data, color: 'money' }]
  })
  function phases(quantity: 'current-import' | 'voltage', axis: 'A' | 'V', word: string): ExtraLine[] {
    return measuredPhases.flatMap((phase) => {
      const data = phaseLine(readings.value, quantity, phase)
      return data.length === 0 ? [] : [{ id: `${quantity}-${phase}`, name: t(word, { phase }), axis, data, color: colors[phase] }]
    })
  }
  const extra = computed<ChartExtra>(() => {
    const { course } = of()
    return {
      unit: unit.value,
      currency: of().price?.currency ?? null,
      current: unit.value === 'A' ? highestCurrent(readings.value) : [],
      lines: [
        ...limitLine.value,
        ...priceLine.value,
        ...(showsCurrents.value ? phases('current-import', 'A', 'session.phase') : []),
        ...(showsVoltages.value ? phases('voltage', 'V', 'session.voltageOf') : []),
      ],
      pauses: (course?.interruptions ?? []).map(({ from, to, cause }) => ({ from, to, label: t(`session.pauseCause.${cause}`) })),
      states: (course?.states ?? []).flatMap(({ at, state }) => (state ? [{ at, label: t(`sessions.chargingState.${state}`) }] : [])),
    }
  })
  const isMissing = computed(() => isNeeded.value && samples.state.value === 'live' && extra.value.current.length === 0 && !extra.value.lines.some(({ axis }) => axis === 'A' || axis === 'V'))
  return { unit, showsCurrents, showsVoltages, extra, isMissing }
}
