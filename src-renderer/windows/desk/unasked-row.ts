import type { DeskRow } from '#contract/desk'
import type { SessionRow } from '#contract/sessions'

/** A running session that a person wants to close before it is suspect: only where its charger cannot do it. */
export function unaskedRow(session: SessionRow): DeskRow | null {
  const { state, startedAt, linkDownSince, chargedUntil, energyWh } = session
  if (state !== 'running' || linkDownSince === null) return null
  return {
    session,
    issues: [],
    suspicion: null,
    values: { state, startedAt, endedAt: null, meterStartWh: session.registerStartWh, meterStopWh: null, energyWh, reason: null },
    // With its last reading, when energy flowed last.
    proposal: { kind: 'close', endedAt: Math.max(startedAt, chargedUntil ?? linkDownSince), meterStopWh: null, reason: 'other' },
    alternatives: [],
  }
}
