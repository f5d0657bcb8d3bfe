import type { LinkQuality } from '#contract/kpi-history'
import { medianOf, quantileOf, shareOf } from './success'

/** KPI definitions 11. */
const GRADES = {
  A: { medianMs: 500, missedShare: 0.01, reconnects: 2 },
  B: { medianMs: 2_000, missedShare: 0.05, reconnects: 10 },
}
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export interface LinkFacts {
  from: number
  to: number
  /** Calls of ours. */
  calls: readonly { at: number; roundTripMs: number | null; outcome: string }[]
  /** As far as they are kept; rising. */
  frames: readonly { at: number; bytes: number; direction: string }[]
  links: LinkQuality['links']
  outages: LinkQuality['outages']
}

export function linkQualityOf({ from, to, calls, frames, links, outages }: LinkFacts): Omit<LinkQuality, 'clockSkewMs'> {
  const settled = calls.filter(({ outcome }) => outcome !== 'pending')
  const missed = settled.filter(({ outcome }) => outcome === 'timeout' || outcome === 'connection-lost').length
  const reconnects = links.filter(({ openedAt }) => openedAt >= from && openedAt < to).length
  const days = Math.max(1, (to - from) / DAY_MS)
  const trips = tripsOf(settled)
  const missedShare = shareOf(missed, settled.length)
  return {
    calls: settled.length, missed, missedShare, ...trips,
    reconnects,
    reconnectsPerDay: reconnects / days,
    longestSilenceMs: longestSilence(frames),
    bytes: frames.length === 0 ? null : frames.reduce((sum, { bytes }) => sum + bytes, 0),
    grade: gradeOf({ medianMs: trips.medianMs, missedShare, reconnects: reconnects / days }),
    hours: [...Map.groupBy(settled, ({ at }) => Math.floor(at / HOUR_MS))].map(([hour, of]) => ({ from: hour * HOUR_MS, calls: of.length, ...tripsOf(of) })),
    links, outages,
  }
}

/** Null: nothing was asked, so nothing is known. */
export function gradeOf(quality: { medianMs: number | null; missedShare: number | null; reconnects: number }): LinkQuality['grade'] {
  if (quality.medianMs === null && quality.missedShare === null) return null
  const isWithin = (bounds: (typeof GRADES)['A']) =>
    (quality.medianMs ?? Infinity) < bounds.medianMs && (quality.missedShare ?? 0) < bounds.missedShare && quality.reconnects < bounds.reconnects
  return isWithin(GRADES.A) ? 'A' : isWithin(GRADES.B) ? 'B' : 'C'
}

function tripsOf(calls: LinkFacts['calls']) {
  const trips = calls.flatMap(({ roundTripMs, outcome }) => (roundTripMs === null || outcome === 'timeout' || outcome === 'connection-lost' ? [] : [roundTripMs]))
  return { medianMs: medianOf(trips), p95Ms: quantileOf(trips, 0.95), maxMs: quantileOf(trips, 1) }
}

function longestSilence(frames: LinkFacts['frames']): number | null {
  const heard = frames.filter(({ direction }) => direction === 'in')
  return heard.slice(1).reduce<number | null>((longest, { at }, index) => Math.max(longest ?? 0, at - (heard[index]?.at ?? at)), null)
}
