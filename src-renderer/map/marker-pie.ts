import type { PieName } from '#contract/fleet'
import { arcsOf } from '@/charts/pie'
import { sliceColor } from '@/charts/slice-colors'
import { formatNumber } from '@/format/number'
import type { Counts } from './locations'

export interface MarkerLook {
  pie: PieName
  counts: Counts
  isPin: boolean
}

/** Larger the more it stands for, within bounds. */
export const diameterOf = (total: number): number => Math.round(28 + Math.min(32, Math.log10(total + 1) * 10))

/** A small pie with its total, or the same as the head of a pin. Numbers and variables of the theme only: safe as markup. */
export function markerSvg({ pie, counts, isPin }: MarkerLook): string {
  const slices = Object.entries(counts)
  const total = slices.reduce((sum, [, count]) => sum + count, 0)
  const size = isPin ? 24 : diameterOf(total)
  const outer = size / 2
  const inner = isPin ? 0 : outer * 0.58
  const arcs = arcsOf(slices.map(([, count]) => count), { inner, outer: outer - 2 })
  const paths = arcs.map((arc, index) => (arc ? `<path d="${arc.path}" fill="${sliceColor(pie, slices[index]?.[0] ?? '')}"/>` : '')).join('')
  const text = isPin ? '' : `<text dy="0.35em" text-anchor="middle" font-size="${total > 9999 ? 9 : total > 999 ? 10 : 11}" font-weight="600" fill="var(--ui-text-highlighted)">${formatNumber(total)}</text>`
  if (!isPin) {
    return `<svg width="${size}" height="${size}" viewBox="${-outer} ${-outer} ${size} ${size}"><circle r="${outer}" fill="var(--ui-bg)"/>${paths}${text}</svg>`
  }
  const drop = 'M0 19 L-8.5 8.5 A12 12 0 1 1 8.5 8.5 Z'
  return `<svg width="26" height="34" viewBox="-13 -13 26 34"><path d="${drop}" fill="var(--ui-bg)" stroke="var(--ui-text-muted)"/><g transform="scale(0.82)">${paths}</g></svg>`
}
