import type { EChartsOption, LineSeriesOption } from 'echarts'
import type { ScheduleSegment } from '#contract/charging'
import { axisTooltip } from './axis-tooltip'
import type { ChartPalette } from './palette'

export type SchedulePoint = [at: number, value: number | null]

export interface ScheduleLine {
  id: string
  name: string
  points: SchedulePoint[]
  look: 'asked' | 'draft' | 'expected' | 'composite' | 'measured'
}

export interface ScheduleChartInput {
  from: number
  until: number
  lines: ScheduleLine[]
  /** Points that can be dragged. */
  handles: { at: number; value: number }[]
  selected: number | null
  now: { at: number; name: string } | null
  unit: string
  formats: { value: (value: number) => string; axisTime: (at: number, spanMs: number) => string; axisNumber: (value: number) => string; tooltipTime: (at: number) => string }
  palette: ChartPalette
  isAnimated: boolean
}

/** A line that steps: each stretch from its beginning to its end; a gap where nothing limits. */
export function stepsOf(segments: readonly ScheduleSegment[], scale: (limit: number) => number): SchedulePoint[] {
  return segments.flatMap(({ from, until, limit }): SchedulePoint[] => {
    const value = limit === null ? null : scale(limit)
    return [[from, value], [until, value]]
  })
}

/** Schedules over time: what was asked, what results, what the station says and what flowed. */
export function scheduleChartOption(input: ScheduleChartInput): EChartsOption {
  const { palette, formats } = input
  const spanMs = input.until - input.from
  return {
    animation: input.isAnimated,
    animationDuration: 150,
    animationDurationUpdate: 0,
    aria: { enabled: true },
    textStyle: { fontFamily: 'system-ui, sans-serif', color: palette.text },
    grid: { left: 8, right: 16, top: 52, bottom: 8, containLabel: true },
    legend: {
      type: 'scroll', top: 0, left: 0, right: 0, itemGap: 18, itemWidth: 26, itemStyle: { opacity: 0 }, pageTextStyle: { color: palette.text },
      pageIconColor: palette.text, pageIconInactiveColor: palette.mutedText, textStyle: { color: palette.text }, inactiveColor: palette.mutedText,
      data: input.lines.map(({ name }) => name),
    },
    tooltip: axisTooltip({ palette, timeOf: formats.tooltipTime, valueOf: formats.value, leaveOut: 'handles' }),
    xAxis: {
      type: 'time', min: input.from, max: input.until,
      axisLine: { lineStyle: { color: palette.line } },
      axisLabel: { color: palette.mutedText, hideOverlap: true, formatter: (at: number) => formats.axisTime(at, spanMs) },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value', min: 0, name: input.unit, nameTextStyle: { color: palette.mutedText, align: 'right' }, nameGap: 10,
      axisLabel: { color: palette.mutedText, formatter: formats.axisNumber }, splitLine: { lineStyle: { color: palette.line } },
    },
    series: [...input.lines.map((line) => series(line, input)), ...handles(input)],
  }
}

function series({ id, name, points, look }: ScheduleLine, { palette, now }: ScheduleChartInput): LineSeriesOption {
  const base: LineSeriesOption = { type: 'line', id, name, data: points, showSymbol: false, connectNulls: false, z: zOf[look] }
  const mark = look === 'expected' && now ? nowMark(now, palette) : {}
  switch (look) {
    case 'expected':
      return { ...base, ...mark, color: palette.power, lineStyle: { width: 2.5 }, areaStyle: { opacity: 0.12 } }
    case 'composite':
      return { ...base, color: palette.soc, lineStyle: { width: 2, type: 'dashed' } }
    case 'measured':
      return { ...base, color: palette.energy, lineStyle: { width: 1.5 } }
    case 'draft':
      return { ...base, color: palette.text, lineStyle: { width: 2 } }
    case 'asked':
      return { ...base, color: palette.mutedText, lineStyle: { width: 1, type: 'dotted' } }
  }
}

const zOf = { asked: 2, expected: 3, composite: 4, measured: 5, draft: 6 }

const nowMark = ({ at, name }: { at: number; name: string }, palette: ChartPalette): Partial<LineSeriesOption> => ({
  markLine: {
    silent: true, symbol: 'none', data: [{ xAxis: at }], lineStyle: { color: palette.mutedText, type: 'solid', width: 1 },
    label: { formatter: name, color: palette.mutedText, position: 'insideEndTop' },
  },
})

function handles({ handles: points, selected, palette }: ScheduleChartInput): LineSeriesOption[] {
  if (points.length === 0) return []
  return [
    {
      type: 'line', id: 'handles', z: 10, lineStyle: { width: 0 }, symbol: 'circle', silent: true, showSymbol: true, showAllSymbol: true,
      data: points.map(({ at, value }, index) => ({
        value: [at, value], symbolSize: index === selected ? 16 : 11,
        itemStyle: { color: index === selected ? palette.power : palette.surface, borderColor: palette.text, borderWidth: 2 },
      })),
    },
  ]
}
