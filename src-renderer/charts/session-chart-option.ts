import type { EChartsOption, LineSeriesOption, YAXisComponentOption } from 'echarts'
import type { CurveSeries, SeriesPoint } from './curve'
import type { ChartPalette } from './palette'

export interface SessionChartWords {
  power: string
  derivedPower: string
  energy: string
  soc: string
}

export interface SessionChartFormats {
  powerKw: (kw: number) => string
  energyKwh: (kwh: number) => string
  percent: (value: number) => string
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
  isAnimated: boolean
}

/** Power on the left, energy on the right, and the battery on an axis of its own where the car tells it. */
export function sessionChartOption(input: SessionChartInput): EChartsOption {
  const { palette, formats, isAnimated } = input
  const hasSoc = input.series.socPercent.some(isKnown)
  const spanMs = chartSpanMs(input.series)
  return {
    animation: isAnimated,
    animationDuration: 200,
    animationDurationUpdate: 200,
    aria: { enabled: true },
    textStyle: { fontFamily: 'system-ui, sans-serif', color: palette.text },
    grid: { left: 8, right: 8, top: 44, bottom: 44, containLabel: true },
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
    yAxis: axes(input, hasSoc),
    dataZoom: zoom(palette),
    series: lines(input, hasSoc),
  }
}

function lines({ series, words, palette }: SessionChartInput, hasSoc: boolean): LineSeriesOption[] {
  const base = { type: 'line', showSymbol: false, connectNulls: false, sampling: 'lttb' } as const
  const result: LineSeriesOption[] = [
    {
      ...base, id: 'power', name: words.power, yAxisIndex: 0, data: series.powerKw, color: palette.power,
      lineStyle: { width: 2 }, areaStyle: { opacity: 0.14 },
    },
    {
      ...base, id: 'energy', name: words.energy, yAxisIndex: 1, data: series.energyKwh, color: palette.energy,
      lineStyle: { width: 1.5 },
    },
  ]
  if (series.derivedPowerKw.some(isKnown)) {
    result.splice(1, 0, {
      ...base, id: 'derived-power', name: words.derivedPower, yAxisIndex: 0, data: series.derivedPowerKw,
      color: palette.power, lineStyle: { width: 2, type: 'dashed' }, areaStyle: { opacity: 0.06 },
    })
  }
  if (hasSoc) {
    result.push({
      ...base, id: 'soc', name: words.soc, yAxisIndex: 2, data: series.socPercent, color: palette.soc,
      lineStyle: { width: 1.5, type: 'dotted' },
    })
  }
  return result
}

function chartSpanMs({ powerKw, energyKwh }: CurveSeries): number {
  const instants = [...powerKw, ...energyKwh].map(([at]) => at)
  return instants.reduce((a, b) => Math.max(a, b), -Infinity) - instants.reduce((a, b) => Math.min(a, b), Infinity)
}

const isKnown = ([, value]: SeriesPoint) => value !== null

function axes({ palette, formats }: SessionChartInput, hasSoc: boolean): YAXisComponentOption[] {
  const label = { color: palette.mutedText, formatter: formats.axisNumber }
  const name = { nameTextStyle: { color: palette.mutedText }, nameGap: 10 }
  const result: YAXisComponentOption[] = [
    { type: 'value', name: 'kW', min: 0, axisLabel: label, splitLine: { lineStyle: { color: palette.line } }, ...name },
    { type: 'value', name: 'kWh', min: 0, axisLabel: label, splitLine: { show: false }, ...name },
  ]
  if (hasSoc) {
    result.push({
      type: 'value', name: '%', min: 0, max: 100, offset: 52, axisLabel: label, splitLine: { show: false }, ...name,
    })
  }
  return result
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

function tooltip({ words, formats, palette }: SessionChartInput): EChartsOption['tooltip'] {
  const formatOf: Record<string, (value: number) => string> = {
    [words.power]: formats.powerKw,
    [words.derivedPower]: formats.powerKw,
    [words.energy]: formats.energyKwh,
    [words.soc]: formats.percent,
  }
  return {
    trigger: 'axis',
    confine: true,
    backgroundColor: palette.surface,
    borderColor: palette.line,
    textStyle: { color: palette.text, fontSize: 12 },
    formatter: (params) => {
      const rows = Array.isArray(params) ? params : [params]
      const at = (rows[0]?.value as SeriesPoint | undefined)?.[0]
      if (at === undefined) return ''
      const lines = rows.flatMap(({ value, seriesName = '', marker }) => {
        const reading = (value as SeriesPoint)[1]
        return reading === null ? [] : [`${String(marker)}${seriesName}: ${formatOf[seriesName]?.(reading) ?? reading}`]
      })
      return [formats.tooltipTime(at), ...lines].join('<br>')
    },
  }
}
