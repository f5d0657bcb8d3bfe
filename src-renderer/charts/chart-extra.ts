import type { MarkAreaComponentOption, MarkLineComponentOption } from 'echarts'
import type { Sample } from '#contract/sessions'
import type { SeriesPoint } from './curve'
import type { ChartPalette } from './palette'

/** What the chart of a session shows besides power, energy and battery. */
export interface ChartExtra {
  /** Of the left axis. */
  unit: 'kW' | 'A'
  /** Of the phase that carries most; drawn where the unit is A. */
  current: SeriesPoint[]
  lines: ExtraLine[]
  /** Of the lines on the axis of money. */
  currency: string | null
  /** Times without energy, with their cause. */
  pauses: { from: number; to: number; label: string }[]
  /** Changes of the state that the charger told. */
  states: { at: number; label: string }[]
}

export interface ExtraLine {
  id: string
  name: string
  axis: 'kW' | 'A' | 'V' | 'money'
  data: SeriesPoint[]
  color: keyof ChartPalette
  /** Holds until its next point. */
  isStep?: boolean
}

/** Labels that do not fit would cover each other. */
const MOST_STATE_MARKS = 40

type MarkAreaOption = Omit<MarkAreaComponentOption, 'mainType'>
type MarkLineOption = Omit<MarkLineComponentOption, 'mainType'>

/** What a character of a label takes of the width of a chart, roughly, and what one line of text does. */
const CHARACTER_SHARE = 0.007
const LINE_SHARE = 0.015

/** A label wider than its time would lie over its neighbour's; the tooltip tells it all the same. */
export const fits = (label: string, timeMs: number, spanMs: number): boolean => timeMs >= spanMs * label.length * CHARACTER_SHARE

export function shading({ pauses }: ChartExtra, palette: ChartPalette, spanMs: number): MarkAreaOption {
  return {
    silent: true,
    itemStyle: { color: palette.pause, opacity: 0.14 },
    label: { color: palette.mutedText, fontSize: 11, position: 'insideTop' },
    data: pauses.map(({ from, to, label }) => [{ name: fits(label, to - from, spanMs) ? label : '', xAxis: from }, { xAxis: to }]),
  }
}

/** Of states that follow each other at once only the last one has room for its name. */
export function stateMarks({ states }: ChartExtra, palette: ChartPalette, spanMs: number): MarkLineOption {
  const shown = states.slice(-MOST_STATE_MARKS)
  const hasRoom = (index: number) => (shown[index + 1]?.at ?? Infinity) - (shown[index]?.at ?? 0) >= spanMs * LINE_SHARE
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: palette.mutedText, type: 'dotted', width: 1 },
    label: { color: palette.mutedText, fontSize: 10, position: 'insideEndBottom', formatter: '{b}' },
    data: shown.map(({ at, label }, index) => ({ name: hasRoom(index) ? label : '', xAxis: at })),
  }
}

export const measuredPhases = ['L1', 'L2', 'L3'] as const

/** Readings of one quantity on one phase. */
export function phaseLine(samples: readonly Sample[], quantity: 'current-import' | 'voltage', phase: Sample['phase']): SeriesPoint[] {
  return samples.filter((sample) => sample.quantity === quantity && sample.phase === phase).map(({ at, value }) => [at, value])
}

/** Of each instant the highest current of any phase. */
export function highestCurrent(samples: readonly Sample[]): SeriesPoint[] {
  const highest = new Map<number, number>()
  for (const { at, quantity, phase, value } of samples) {
    if (quantity === 'current-import' && phase !== 'N') highest.set(at, Math.max(value, highest.get(at) ?? 0))
  }
  return [...highest].sort(([a], [b]) => a - b)
}

/** A value that holds from each point to the next, and until the end. */
export function heldUntil(points: readonly { at: number; value: number }[], end: number): SeriesPoint[] {
  const last = points.at(-1)
  return [...points.map(({ at, value }): SeriesPoint => [at, value]), ...(last && last.at < end ? [[end, last.value] satisfies SeriesPoint] : [])]
}
