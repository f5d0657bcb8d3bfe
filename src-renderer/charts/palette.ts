import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/** Colours of a chart, as a canvas understands them. */
export interface ChartPalette {
  text: string
  mutedText: string
  line: string
  surface: string
  power: string
  energy: string
  soc: string
  limit: string
  money: string
  phase1: string
  phase2: string
  phase3: string
  pause: string
}

const variables: Record<keyof ChartPalette, string> = {
  text: '--ui-text',
  mutedText: '--ui-text-muted',
  line: '--ui-border',
  surface: '--ui-bg-elevated',
  power: '--series-power',
  energy: '--series-energy',
  soc: '--series-soc',
  limit: '--state-faulted',
  money: '--series-money',
  phase1: '--series-phase-1',
  phase2: '--series-phase-2',
  phase3: '--series-phase-3',
  pause: '--state-unknown',
}

export const useChartPalette = (): ShallowRef<ChartPalette> => useThemeColors(variables)

/** Follows the theme: the colours are read again whenever the class of the page changes. */
export function useThemeColors<K extends string>(names: Record<K, string>): ShallowRef<Record<K, string>> {
  const colors: ShallowRef<Record<K, string>> = shallowRef(readColors(names))
  const observer = new MutationObserver(() => {
    colors.value = readColors(names)
  })
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['class'] })
  onScopeDispose(() => observer.disconnect())
  return colors
}

function readColors<K extends string>(names: Record<K, string>): Record<K, string> {
  const style = getComputedStyle(document.documentElement)
  const toRgb = colorReader()
  const entries = Object.entries<string>(names).map(([name, variable]) => [name, toRgb(style.getPropertyValue(variable))])
  return Object.fromEntries(entries) as Record<K, string>
}

/** The chart library cannot read oklch or color-mix; the browser's own canvas turns any colour into numbers. */
function colorReader(): (color: string) => string {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 1
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return (color) => color
  return (color) => {
    context.clearRect(0, 0, 1, 1)
    context.fillStyle = color.trim()
    context.fillRect(0, 0, 1, 1)
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data
    return `rgb(${red}, ${green}, ${blue})`
  }
}
