import { MINUTE_MS, type Observation, type Setting } from './observation'

/** What flows at one connector, on each line. Amperes. */
export interface LineCurrents {
  L1: number
  L2: number
  L3: number
}

export interface SiteFacts {
  site: number
  /** Of its connection to the grid, on each line. Null: not known. */
  limitA: number | null
  currents: LineCurrents
  /** How many of them were told by line; the others are taken to be even. */
  measured: number
  /** How many draw something. */
  charging: number
}

export const lineNames = ['L1', 'L2', 'L3'] as const

/** Since when a condition of a site holds is not known from one look: who asks keeps it. */
export interface SiteLook {
  kind: 'site-limit' | 'phase-imbalance'
  holdMs: number
  figures: Record<string, number>
  words: Record<string, string>
}

export function siteLimit({ limitA, currents, charging }: SiteFacts, { threshold, lookBack }: Setting): SiteLook | null {
  if (limitA === null || charging === 0) return null
  const line = fullest(currents)
  const most = currents[line]
  if (most <= (limitA * threshold) / 100) return null
  return { kind: 'site-limit', holdMs: (lookBack ?? 1) * MINUTE_MS, figures: { currentA: most, limitA, usePercent: (100 * most) / limitA }, words: { line } }
}

/** Largest less smallest line current of the site (KPI definitions 10). Only where lines were told one by one. */
export function phaseImbalance({ currents, measured }: SiteFacts, { threshold, lookBack }: Setting): SiteLook | null {
  if (measured === 0) return null
  const [line, lowLine] = [fullest(currents), emptiest(currents)]
  const differenceA = currents[line] - currents[lowLine]
  if (differenceA <= threshold) return null
  const figures = { differenceA, mostA: currents[line], leastA: currents[lowLine] }
  return { kind: 'phase-imbalance', holdMs: (lookBack ?? 1) * MINUTE_MS, figures, words: { line, lowLine } }
}

const fullest = (currents: LineCurrents) => lineNames.reduce((best, line) => (currents[line] > currents[best] ? line : best), lineNames[0])
const emptiest = (currents: LineCurrents) => lineNames.reduce((best, line) => (currents[line] < currents[best] ? line : best), lineNames[0])

/** A look that has held for as long as it has to. */
export const ofSite = (site: number, { kind, figures, words }: SiteLook, since: number): Observation => ({
  kind,
  subject: `site ${site}`,
  station: null,
  site,
  place: null,
  session: null,
  since,
  figures,
  words,
})
