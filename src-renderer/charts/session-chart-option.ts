import type { EChartsOption, LineSeriesOption, YAXisComponentOption } from 'echarts'
import { axisTooltip } from './axis-tooltip'
import { type ChartExtra, shading, stateMarks } from './chart-extra'
import type { CurveSeries, SeriesPoint } from './curve'
import type { ChartPalette } from './palette'

export interface SessionChartWords {
  power: string
  derivedPower: string
  current: string
  energy: string
  soc: string
}

export interface SessionChartFormats {
  powerKw: (kw: number) => string
  energyKwh: (kwh: number) => string
  percent: (value: number) => string
  amps: (value: number) => string
  volts: (value: number) => string
  /** Of `currency` of the extra, in its own units. */
  money: (value: number) => string
  /** `spanMs` is the time that the whole chart covers. */
  axisTime: (at: number, spanMs: number) => string
  axisNumber: (value: number) => string
  tooltipTime: (at: number) => string
}

export interface SessionChartInput {
  series: CurveSeries
  words: SessionChartWords
  formats: SessionChartFormats
  palette: ChartPalette
  extra: ChartExtra
  isAnimated: boolean
}

/** Power or current on the left, energy on the right, and what else there is on axes of their own. */
export function sessionChartOption(input: SessionChartInput): EChartsOption {
  const { palette, formats, isAnimated } = input
  const spanMs = chartSpanMs(input.series)
  const names = axisNames(input)
  const drawn = lines(input, names)
  return {
    animation: isAnimated,
    animationDuration: 200,
    animationDurationUpdate: 200,
    aria: { enabled: true },
    textStyle: { fontFamily: 'system-ui, sans-serif', color: palette.text },
    grid: { left: 8, right: 8, top: 64, bottom: 44, containLabel: true },
    // The strokes tell the lines apart; the rings that the library adds to them tell nothing.
    legend: {
      top: 0, left: 0, itemGap: 20, itemWidth: 28, itemStyle: { opacity: 0 },
      textStyle: { color: palette.text }, inactiveColor: palette.mutedText,
    },
    tooltip: tooltip(input),
    xAxis: {
      type: 'time',
      axisLine: { lineStyle: { color: palette.line } },
      axisLabel: { color: palette.mutedText, hideOverlap: true, formatter: (at: number) => formats.axisTime(at, spanMs) },
      splitLine: { show: false },
    },
    yAxis: axes(input, names),
    dataZoom: zoom(palette),
    series: drawn,
  }
}

type AxisName = 'kW' | 'A' | 'kWh' | '%' | 'V' | 'money'

/** Only axes that carry a line; the first is on the left. */
function axisNames({ series, extra }: SessionChartInput): AxisName[] {
  const left = extra.unit
  const others: AxisName[] = ['kWh']
  if (left === 'kW' && extra.lines.some(({ axis }) => axis === 'A')) others.push('A')
  if (series.socPercent.some(isKnown)) others.push('%')
  if (extra.lines.some(({ axis }) => axis === 'money')) others.push('money')
  if (extra.lines.some(({ axis }) => axis === 'V')) others.push('V')
  return [left, ...others]
}

function lines({ series, words, palette, extra }: SessionChartInput, names: readonly AxisName[]): LineSeriesOption[] {
  const spanMs = chartSpanMs(series)
  const base = { type: 'line', showSymbol: false, connectNulls: false, sampling: 'lttb' } as const
  const axis = (name: AxisName) => Math.max(0, names.indexOf(name))
  const backdrop = { markArea: shading(extra, palette, spanMs), markLine: stateMarks(extra, palette, spanMs) }
  const main: LineSeriesOption = extra.unit === 'kW'
    ? { ...base, id: 'power', name: words.power, data: series.powerKw, color: palette.power }
    : { ...base, id: 'current', name: words.current, data: extra.current, color: palette.power }
  const result: LineSeriesOption[] = [
    { ...main, ...backdrop, yAxisIndex: 0, lineStyle: { width: 2 }, areaStyle: { opacity: 0.14 } },
    {
      ...base, id: 'energy', name: words.energy, yAxisIndex: 1, data: series.energyKwh, color: palette.energy,
      lineStyle: { width: 1.5 },
    },
  ]
  if (extra.unit === 'kW' && series.derivedPowerKw.some(isKnown)) {
    result.splice(1, 0, {
      ...base, id: 'derived-power', name: words.derivedPower, yAxisIndex: 0, data: series.derivedPowerKw,
      color: palette.power, lineStyle: { width: 2, type: 'dashed' }, areaStyle: { opacity: 0.06 },
    })
  }
  if (names.includes('%')) {
    result.push({
      ...base, id: 'soc', name: words.soc, yAxisIndex: axis('%'), data: series.socPercent, color: palette.soc,
      lineStyle: { width: 1.5, type: 'dotted' },
    })
  }
  for (const { id, name, axis: of, data, color, isStep } of extra.lines) {
    result.push({
      ...base, id, name, yAxisIndex: axis(of), data, color: palette[color], ...(isStep && { step: 'end' as const }),
      lineStyle: { width: 1.5, type: of === 'V' ? 'dotted' : isStep ? 'dashed' : 'solid' },
    })
  }
  return result
}

function chartSpanMs({ powerKw, energyKwh }: CurveSeries): number {
  const instants = [...powerKw, ...energyKwh].map(([at]) => at)
  return instants.reduce((a, b) => Math.max(a, b), -Infinity) - instants.reduce((a, b) => Math.min(a, b), Infinity)
}

const isKnown = ([, value]: SeriesPoint) => value !== null

function axes({ palette, formats, extra }: SessionChartInput, names: readonly AxisName[]): YAXisComponentOption[] {
  const label = { color: palette.mutedText, formatter: formats.axisNumber }
  return names.map((name, index): YAXisComponentOption => ({
    type: 'value',
    name: name === 'money' ? (extra.currency ?? '') : name,
    position: index === 0 ? 'left' : 'right',
    offset: Math.max(0, index - 1) * 52,
    // Voltages lie close together, far from zero.
    ...(name === 'V' ? { scale: true } : { min: 0 }),
    ...(name === '%' && { max: 100 }),
    axisLabel: label,
    splitLine: index === 0 ? { lineStyle: { color: palette.line } } : { show: false },
    nameTextStyle: { color: palette.mutedText },
    nameGap: 10,
  }))
}

/** The wheel alone scrolls the page; with Ctrl it zooms. */
function zoom(palette: ChartPalette): EChartsOption['dataZoom'] {
  return [
    { type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, moveOnMouseMove: true },
    {
      type: 'slider', height: 18, bottom: 4, borderColor: palette.line, textStyle: { color: palette.mutedText },
      showDetail: false, brushSelect: false, fillerColor: 'rgba(100, 116, 139, 0.18)',
      dataBackground: { lineStyle: { color: palette.line }, areaStyle: { color: palette.line } },
    },
  ]
}

function tooltip({ words, formats, palette, extra }: SessionChartInput): EChartsOption['tooltip'] {
  const formatOf: Record<string, (value: number) => string> = {
    [words.power]: formats.powerKw,
    [words.derivedPower]: formats.powerKw,
    [words.energy]: formats.energyKwh,
    [words.soc]: formats.percent,
    [words.current]: formats.amps,
    ...Object.fromEntries(extra.lines.map(({ name, axis }) => [name, { A: formats.amps, V: formats.volts, kW: formats.powerKw, money: formats.money }[axis]])),
  }
  const notesAt = (at: number) => extra.pauses.filter(({ from, to }) => from <= at && at <= to).map(({ label }) => label)
  return axisTooltip({ palette, timeOf: formats.tooltipTime, valueOf: (reading, line) => formatOf[line]?.(reading) ?? String(reading), notesAt })
}
