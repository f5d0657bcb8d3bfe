import type { EChartsOption } from 'echarts'
import type { ChartPalette } from './palette'

/** What all lines say at the instant under the pointer. A line in several pieces says it once. */
export function axisTooltip(input: {
  palette: ChartPalette
  timeOf: (at: number) => string
  valueOf: (reading: number, line: string) => string
  /** The id of a series that says nothing. */
  leaveOut?: string
  /** What else there is to say of an instant, a line each. */
  notesAt?: (at: number) => readonly string[]
}): EChartsOption['tooltip'] {
  const { palette, timeOf, valueOf, leaveOut, notesAt } = input
  return {
    trigger: 'axis',
    confine: true,
    backgroundColor: palette.surface,
    borderColor: palette.line,
    textStyle: { color: palette.text, fontSize: 12 },
    formatter: (params) => {
      const rows = (Array.isArray(params) ? params : [params]).filter(({ seriesId }) => leaveOut === undefined || seriesId !== leaveOut)
      const at = (rows[0]?.value as Point | undefined)?.[0]
      if (at === undefined) return ''
      const seen = new Set<string>()
      const lines = rows.flatMap(({ value, seriesName = '', marker }) => {
        const reading = (value as Point)[1]
        if (reading === null || seen.has(seriesName)) return []
        seen.add(seriesName)
        // Names are what somebody typed, or a dictionary's words: none of it may become markup.
        return [`${String(marker)}${escaped(seriesName)}: ${valueOf(reading, seriesName)}`]
      })
      return [timeOf(at), ...(notesAt?.(at) ?? []).map(escaped), ...lines].join('<br>')
    },
  }
}

/** As the series of the charts here have it. */
type Point = [at: number, reading: number | null]

const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
