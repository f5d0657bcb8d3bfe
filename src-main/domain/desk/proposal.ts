import type { Repair } from '#contract/desk'
import type { EndReason } from '#contract/vocabulary'
import { normaliseIdToken } from '../id-token'
import { isOpen, type Session } from '../session'
import type { Station } from '../station'
import { issuesOf, plausibleWh } from './issues'
import { registerDifferenceWh } from './repair'

/** What would put a session right, the likeliest first. Nothing is changed without a person (quirks, rule 4). */
export function proposalsFor(
  session: Session,
  context: { station: Station; open: readonly Session[]; ratedPowerW: number },
): { proposal: Repair; alternatives: Repair[] } {
  const [proposal = keep, ...others] = isOpen(session) ? [closing(session, context.station)] : ended(session, context)
  return { proposal, alternatives: others.filter(({ kind }) => kind !== proposal.kind) }
}

const keep: Repair = { kind: 'keep' }

/** Ends it when it was last known to go on, with the last reading. */
function closing(session: Session, station: Station): Repair {
  const { suspicion } = session.review
  const { last, lastAt } = session.meter
  const freeAt = suspicion?.cause === 'available' ? suspicion.since : null
  const endedAt = Math.max(session.startedAt, lastAt ?? freeAt ?? session.heard.last)
  return { kind: 'close', endedAt, meterStopWh: last?.wh ?? null, reason: reasonFor(session, station) }
}

function reasonFor(session: Session, station: Station): EndReason {
  switch (session.review.suspicion?.cause) {
    case 'available':
      return 'ev-disconnected'
    case 'rebooted':
      return station.bootReason === 'PowerUp' ? 'power-loss' : 'reboot'
    case 'silent':
    case undefined:
      return 'other'
  }
}

function ended(session: Session, context: { open: readonly Session[]; ratedPowerW: number }): Repair[] {
  const issues = issuesOf(session, context.ratedPowerW)
  const proposals: Repair[] = []
  const begun = issues.includes('stop-only') ? beginningOf(session, context.open) : null
  if (begun) proposals.push({ kind: 'merge', into: begun.session })
  if (issues.includes('implausible') || session.marks.includes('suspect')) proposals.push(...energies(session, context.ratedPowerW))
  proposals.push(keep)
  if (session.review.secondStop) proposals.push({ kind: 'second-stop' })
  return proposals
}

/** Where the registers can be true they are; else nothing can be billed. */
function energies(session: Session, ratedPowerW: number): Repair[] {
  const differenceWh = registerDifferenceWh(session)
  const isPossible = differenceWh !== null && differenceWh <= plausibleWh(session, ratedPowerW)
  const isOther = differenceWh !== session.meter.energyWh
  const zero: Repair[] = session.meter.energyWh === 0 ? [] : [{ kind: 'bill-zero' }]
  if (isPossible && isOther) return [{ kind: 'register-difference' }, ...zero]
  // What was computed from plausible steps is better than nothing.
  return session.meter.energyWh <= plausibleWh(session, ratedPowerW) ? [keep, ...zero] : zero
}

/** The open session that the stop may belong to: suspect, of the same token, its register not above the last. */
function beginningOf(stop: Session, open: readonly Session[]): Session | null {
  const fits = open.filter(
    (session) =>
      session.startedAt <= (stop.endedAt ?? Infinity) &&
      (session.meterStartWh === null || stop.meterStopWh === null || session.meterStartWh <= stop.meterStopWh),
  )
  const token = normaliseIdToken(stop.idToken ?? '')
  const sameToken = fits.filter((session) => normaliseIdToken(session.idToken ?? '') === token)
  const candidates = token === '' ? fits : sameToken
  return candidates.find((session) => session.state === 'suspect') ?? (candidates.length === 1 ? (candidates[0] ?? null) : null)
}
