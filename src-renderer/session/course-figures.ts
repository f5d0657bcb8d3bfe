import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { CourseFigures, SessionCourse } from '#contract/course'
import type { SessionRow } from '#contract/sessions'
import { formatDuration } from '@/format/duration'
import { notAvailable } from '@/format/locale'
import { formatMoney } from '@/format/money'
import { formatEnergy, formatNumber, formatPercent, formatPower } from '@/format/number'
import { formatRate } from '@/format/rate'
import { calmEstimate } from './calm-estimate'
import type { FiguresThen } from './frame-at'

export interface Figure {
  id: string
  label: string
  value: string
  /** A line beneath. */
  detail?: string
  /** In the tooltip. */
  hint?: string
}

/** The figures that the course of a session adds, as text; `then`: as they were in a playback. */
export function useCourseFigures(of: () => { session: SessionRow; course: SessionCourse | null; then: FiguresThen | null }) {
  const { t } = useI18n()

  function sidesOf({ bySide }: CourseFigures): string {
    const sides = (['vehicle', 'station', 'unclear'] as const).filter((side) => (bySide?.[side] ?? 0) >= 60_000)
    return sides.map((side) => t(`session.side.${side}`, { time: formatDuration(bySide?.[side] ?? null) })).join(', ')
  }

  function inactivity(figures: CourseFigures): Figure {
    const sides = sidesOf(figures)
    const word = figures.inactivityClass && t(`session.inactivityClass.${figures.inactivityClass}`)
    return {
      id: 'inactivity',
      label: t('session.inactivity'),
      value: formatDuration(figures.inactivityMs),
      ...(word && { detail: sides ? t('session.inactivityLine', { class: word, sides }) : word }),
      ...(figures.inactivityMs === null && { hint: t('sessions.inactivityUnknown') }),
    }
  }

  function limit({ binding }: SessionCourse): Figure[] {
    if (!binding) return []
    return [{
      id: 'limit',
      label: t('session.limitNow'),
      value: t(`session.limitBy.${binding.by}`),
      detail: binding.value === null ? '' : formatRate(binding.value, binding.unit),
      hint: t(`session.limitByText.${binding.by}`),
    }]
  }

  const calm = calmEstimate()
  function full({ full: told, to }: SessionCourse): Figure[] {
    if (!told) return []
    const estimate = calm(told, to)
    const label = t('session.full')
    if (estimate.kind === 'unknown') return [{ id: 'full', label, value: notAvailable.value }]
    if (estimate.kind === 'paused') return [{ id: 'full', label, value: t('session.fullPaused') }]
    const basis = estimate.basis === 'habit'
      ? t('session.fullBasis.habit', { energy: formatEnergy(estimate.habit.energyWh), count: formatNumber(estimate.habit.sessions) })
      : t(`session.fullBasis.${estimate.basis}`)
    // Whole minutes: an estimate that counts seconds promises too much.
    const value = formatDuration(Math.max(60_000, Math.round(estimate.ms / 60_000) * 60_000))
    return [{ id: 'full', label, value, hint: t(`session.fullText.${estimate.basis}`), detail: estimate.isRough && estimate.basis !== 'habit' ? `${basis}, ${t('session.fullRough')}` : basis }]
  }

  function price(shown: { amount: number; currency: string } | null, isFinal: boolean): Figure[] {
    return shown ? [{ id: 'price', label: t(isFinal ? 'price.final' : 'price.soFar'), value: formatMoney(shown.amount, shown.currency) }] : []
  }

  function power({ averagePowerW, maxPowerW }: SessionCourse): Figure {
    return {
      id: 'average',
      label: t('session.averagePower'),
      value: formatPower(averagePowerW),
      ...(maxPowerW !== null && { detail: t('session.mostPower', { power: formatPower(maxPowerW) }) }),
    }
  }

  return computed<Figure[]>(() => {
    const { session, course, then } = of()
    if (then) {
      return [
        { id: 'power', label: t('session.power'), value: formatPower(then.powerW), ...(then.pause && { detail: t(`session.pauseCause.${then.pause}`) }) },
        inactivity(then),
        { id: 'soc', label: t('session.soc'), value: formatPercent(then.socPercent) },
        ...price(then.price, false),
      ]
    }
    const shown = price(session.price, session.price?.isFinal ?? false)
    return course ? [inactivity(course.figures), power(course), ...limit(course), ...full(course), ...shown] : shown
  })
}
