import type { EndReason } from '#contract/vocabulary'
import { factOf } from '../compatibility'
import type { Session } from '../session'
import type { Situation } from './decision'
import type { Step } from './transaction-event'

/** A charger that ends a transaction because of a limit does it within this time. */
const SOON_MS = 120_000
/** Ends that somebody or something else brought about; a station has no word for this one, so it uses any of the others. */
const explained: ReadonlySet<EndReason> = new Set([
  'remote', 'ev-disconnected', 'deauthorized', 'emergency-stop', 'power-loss', 'reboot', 'hard-reset', 'soft-reset',
  'unlock-command', 'superseded', 'ground-fault', 'overcurrent-fault', 'out-of-credit', 'soc-limit', 'master-pass',
])

/** The station ended the transaction by itself when a limit went below what it can charge with (quirk T14). */
export function withLimitEnd(situation: Situation, step: Step): Step {
  const { session } = step
  const limit = limitThatEnded(situation, session)
  if (!limit) return step
  return {
    session: { ...session, endedByLimit: limit },
    findings: [...step.findings, { code: 'T14', detail: `session ${session.session} ended after a limit of ${limit.amps} A` }],
  }
}

function limitThatEnded(situation: Situation, { place, endedAt, reason, startedAt }: Session): Session['endedByLimit'] {
  if (endedAt === null || reason === null || explained.has(reason)) return null
  const limit = situation.limit(place, situation.receivedAt)
  if (!limit || limit.amps >= factOf(situation.station, 'minCurrent')) return null
  const since = Math.max(limit.since, startedAt)
  return endedAt - since <= SOON_MS && endedAt >= limit.since ? { amps: limit.amps, since: limit.since } : null
}
