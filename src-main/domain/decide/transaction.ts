import type { Sample } from '#contract/sessions'
import { resolveTime } from '../clock'
import { clockOf, factOf, isLifetimeRegister } from '../compatibility'
import { behindRepair, valuesOf, wasClosedByHand, withoutRepair } from '../desk/repair'
import { hasSeen } from '../event-sequence'
import { normaliseIdToken } from '../id-token'
import { withReview } from '../review'
import { isOpen, type Session, withMarks } from '../session'
import { resolvePlace } from '../station'
import type { TransactionMessage, Verdict } from '../station-message'
import { adoptedBefore, boundToStart } from './adoption'
import { type Judgement, judgeToken, sighting } from './authorize'
import { datedSamples, decided, type Decision, signedRows, type Situation } from './decision'
import { withLimitEnd } from './limit-end'
import { isStationMade } from './meter-values'
import { meterReset } from './meter-reset'
import { ended, matchUnnamedStop, repeatedStop } from './transaction-end'
import { type Event, type Finding, merged, opened, type Step } from './transaction-event'
import { withLiveState } from './transaction-live'
import { isConcurrent, repeatedStart, supersede } from './transaction-start'
import { authorised, unauthorised } from './unauthorised'

/** One step of a transaction. It always gets an answer, whatever is wrong with it (quirks, rule 1). */
export function decideTransaction(situation: Situation, message: TransactionMessage): Decision {
  const event = dated(situation, message)
  switch (message.phase) {
    case 'started':
      return decideStarted(situation, event)
    case 'updated':
      return decideUpdated(situation, event)
    case 'ended':
      return decideEnded(situation, event)
  }
}

function dated(situation: Situation, sent: TransactionMessage): Event {
  const factor = factOf(situation.station, 'energyUnitFactor')
  const message = sent.meterWh === null || sent.meterWh < 0 ? sent : { ...sent, meterWh: sent.meterWh * factor }
  const time = resolveTime(message.time, situation.receivedAt, clockOf(situation.station))
  const { samples, marks } = datedSamples(situation, message.samples)
  const place = resolvePlace(situation.station, message.place)
  return {
    message,
    place,
    at: time.at,
    receivedAt: situation.receivedAt,
    samples,
    isLifetimeRegister: isLifetimeRegister(situation.station),
    marks: [time.mark, ...marks],
  }
}

function decideStarted(situation: Situation, event: Event): Decision {
  const { transactionId } = event.message
  if (transactionId !== null) {
    const known = situation.sessions.byTransaction(transactionId)
    if (known) return decideMerged(situation, event, known)
  } else {
    const repeated = repeatedStart(situation, event)
    if (repeated) return unchanged(situation, event, repeated, [finding('T04', `start of session ${repeated.session} repeated`)])
    const adopted = adoptedBefore(situation, event)
    if (adopted) return changed(situation, event, merged(event, boundToStart(adopted)))
  }
  const superseded = supersede(situation, event)
  const step = opened(event, situation)
  const session = withReview(step.session, { supersedes: superseded[0]?.session ?? null })
  const reset = meterReset(situation, session)
  const decision = changed(situation, event, { session, findings: [...step.findings, ...(reset?.findings ?? [])] }, { superseded })
  return reset ? { ...decision, audit: [...decision.audit, reset.audit] } : decision
}

function decideUpdated(situation: Situation, event: Event): Decision {
  const { transactionId } = event.message
  if (transactionId === null) return unchanged(situation, event, null, [finding('X05', 'event without a transaction id')])
  const known = situation.sessions.byTransaction(transactionId)
  return known ? decideMerged(situation, event, known) : changed(situation, event, opened(event, situation))
}

/** An event of a known transaction: repetitions change nothing, news is merged field by field (quirk X04). */
function decideMerged(situation: Situation, event: Event, session: Session): Decision {
  const { seqNo } = event.message
  const isRepeated = seqNo !== null && session.sequence !== null && hasSeen(session.sequence, seqNo)
  return isRepeated ? unchanged(situation, event, session) : changed(situation, event, news(event, session))
}

function decideEnded(situation: Situation, event: Event): Decision {
  const { transactionId, seqNo } = event.message
  const isUnnamed = transactionId === null || (seqNo === null && isStationMade(transactionId))
  const named = transactionId === null ? null : situation.sessions.byTransaction(transactionId)
  // What a person has ended is not the repetition of anything: its real stop has not come.
  const running = named && (isOpen(named) || wasClosedByHand(named)) ? named : null
  const known =
    running ?? repeatedStop(situation, event) ?? (isUnnamed ? matchUnnamedStop(situation, event) : null) ?? named
  if (!known) return decideStopOnly(situation, event)
  if (!isOpen(known) && known.reason !== 'superseded' && !wasClosedByHand(known)) return decideSecondStop(situation, event, known)
  const step = withLimitEnd(situation, ended(event, withoutRepair(known)))
  const unnamed = named ? [] : [finding('T01', `stop with transaction id ${transactionId ?? 'none'}`)]
  const decision = changed(situation, event, { ...step, findings: [...step.findings, ...unnamed] })
  return known.review.repair ? replacing(situation, decision, { repaired: known, session: step.session }) : decision
}

/** A real stop replaces what a person had put in its place, and says so (quirk T07). */
function replacing(situation: Situation, decision: Decision, { repaired, session }: { repaired: Session; session: Session }): Decision {
  const partner = repaired.review.repair?.partner ?? null
  const freed = partner === null ? null : situation.sessions.get(partner)
  return {
    ...decision,
    sessions: [...decision.sessions, ...(freed ? [withoutRepair(freed)] : [])],
    audit: [{ action: 'replaced', session: session.session, before: { ...valuesOf(repaired) }, after: { ...valuesOf(session) } }],
  }
}

/** What a person has decided stays as decided; the event is kept behind it. */
function news(event: Event, session: Session): Step {
  if (!session.review.repair) return merged(event, session)
  const step = merged(event, withoutRepair(session))
  return { ...step, session: behindRepair(session, step.session) }
}

/** First stop wins; its repetition is acknowledged and adds nothing, a different one is shown (quirk T06). */
function decideSecondStop(situation: Situation, event: Event, session: Session): Decision {
  const { seqNo, meterWh } = event.message
  if (seqNo !== null && session.sequence && !hasSeen(session.sequence, seqNo)) {
    return changed(situation, event, news(event, session))
  }
  const isConflict = meterWh !== null && session.meterStopWh !== null && meterWh !== session.meterStopWh
  if (!isConflict) return unchanged(situation, event, session)
  const conflict = finding('T06', `second stop with ${meterWh} Wh after ${session.meterStopWh} Wh`)
  const secondStop = { at: event.at, meterStopWh: meterWh, reason: event.message.reason }
  const step = { session: withReview(withMarks(session, ['conflict']), { secondStop }), findings: [conflict] }
  return changed(situation, { ...event, samples: [], message: { ...event.message, meterWh: null } }, step)
}

/** A stop for a transaction that never started here: the session is built from what it brings (quirk T03). */
function decideStopOnly(situation: Situation, event: Event): Decision {
  const { transactionId } = event.message
  const startedAt = event.samples.reduce((earliest, sample) => Math.min(earliest, sample.at), event.at)
  const begun = opened({ ...event, samples: [], message: { ...event.message, meterWh: null } }, situation)
  const step = ended(event, withMarks({ ...begun.session, transactionId, startedAt, startText: null }, ['stop-only', 'unmatched']))
  const isForeign = transactionId !== null && situation.sessions.isForeign(transactionId)
  const stray = isForeign
    ? finding('T20', `stop names transaction ${transactionId} of another station`)
    : finding('T03', `stop for unknown transaction ${transactionId ?? 'without id'}`)
  return changed(situation, event, { ...step, findings: [...step.findings, stray] })
}

/** 1.6 tells the first and last register beside its samples, 2.x as samples: kept alike, so that curves are alike. */
function registerSamples({ message, at }: Event): Sample[] {
  const { phase, meterWh } = message
  if (meterWh === null || meterWh < 0 || phase === 'updated') return []
  const context = phase === 'started' ? 'begin' : 'end'
  return [{ at, quantity: 'energy-import', phase: null, context, value: meterWh }]
}

const finding = (code: string, detail: string): Finding => ({ code, detail })

function changed(situation: Situation, event: Event, step: Step, extra: { superseded?: Session[] } = {}): Decision {
  const samples = [...registerSamples(event), ...event.samples]
  const judged = judgedToken(situation, event, step.session)
  const { session, findings } = unauthorised(authorised(event, step.session, judged))
  return decided(situation, verdictOf(situation, session, judged), {
    station: withLiveState(situation, event, session),
    sessions: [...(extra.superseded ?? []), session],
    samples: samples.length > 0 ? [{ session: session.session, samples }] : [],
    signed: signedRows(situation, { session: session.session, signed: event.message.signed }),
    ...sighting(event.message.idToken, judged),
    findings: [
      ...step.findings,
      ...findings,
      ...(extra.superseded ?? []).map((old) => finding('T05', `session ${old.session} superseded`)),
    ],
  })
}

function unchanged(situation: Situation, event: Event, session: Session | null, findings: Finding[] = []): Decision {
  const judged = judgedToken(situation, event, session)
  return decided(situation, verdictOf(situation, session, judged), { ...sighting(event.message.idToken, judged), findings })
}

/** The id is above 0 whatever the token is worth, else the station ends with -1 what it started (quirk T10). */
function verdictOf(situation: Situation, session: Session | null, judged: Judgement | null): Verdict {
  return {
    kind: 'transaction',
    transactionId: session?.session ?? situation.sessions.nextId,
    token: judged && judged.verdict,
  }
}

/**
 * Concerns a start only where the token is the one that the session runs with: any other token in it came to end it,
 * which is the station's to allow (a card of the same group may). Validity counts at the time of the event (quirk T17).
 */
function judgedToken(situation: Situation, event: Event, session: Session | null): Judgement | null {
  const { idToken, phase } = event.message
  if (!idToken) return null
  const isOwn = session !== null && normaliseIdToken(session.idToken ?? '') === normaliseIdToken(idToken.value)
  const isStart = isOwn && phase !== 'ended'
  return judgeToken(situation, idToken, {
    at: event.at,
    isConcurrent: isStart && isConcurrent(situation, event, session),
    mayLearn: isStart && session.remoteStartId === null,
  })
}
