import type { FullEstimate } from '#contract/course'

/** A minute that jumps with every reading is not believed (KPI definitions 7.1). */
const HOLD_MS = 30_000

/** Holds an estimate for half a minute; one of another kind or basis shows at once. */
export function calmEstimate() {
  let held: { estimate: FullEstimate; at: number } | null = null
  const kindOf = (estimate: FullEstimate) => (estimate.kind === 'estimate' ? estimate.basis : estimate.kind)
  return (estimate: FullEstimate, now: number): FullEstimate => {
    if (!held || kindOf(held.estimate) !== kindOf(estimate) || now - held.at >= HOLD_MS) held = { estimate, at: now }
    return held.estimate
  }
}
