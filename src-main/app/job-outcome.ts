import type { Place } from '#contract/vocabulary'
import type { LimitInEffect } from '../domain/charging/suspension'
import { decide } from '../domain/decide/decide'
import type { Decision, Situation } from '../domain/decide/decision'
import type { Station } from '../domain/station'
import type { Verdict } from '../domain/station-message'
import { type Frame, HostError, REFUSED_HERE } from '../ocpp/station-host'
import { type Draft, takeDecision } from './draft'
import { stackOf } from './error-stack'
import type { Job } from './inbox'
import type { Doorkeeper } from './knock'
import type { Commit, Log } from './ports'
import { isToStoreAhead } from './samples-ahead'
import type { FrameRecord } from './trace-ports'
import type { WorkingSet } from './working-set'

/** What was decided on a CALL: the answer, or why there is none, or the readings that have to be stored first. */
export interface Outcome {
  verdict?: Verdict
  error?: HostError
  ahead?: Commit['samples']
}

/** Decides on a CALL; what follows from it goes into the draft. A bug in a rule costs one answer, not the loop: the frame is kept and the station gets an error. */
export function createOutcomes(parts: {
  log: Log
  set: WorkingSet
  doorkeeper: Doorkeeper
  /** What limits a place of a station, see `charging/`. */
  limit: (station: string, place: Place | null, at: number) => LimitInEffect | null
  /** What a profile allows that is renewed from here. */
  renewedLimit: (station: string, profile: number, at: number) => number | null
  recorded: (frame: Frame) => FrameRecord
}): (job: Job, draft: Draft) => Outcome {
  const { log, set } = parts

  function situationOf({ station, frame, draft }: { station: Station; frame: Frame; draft: Draft }): Situation {
    return {
      receivedAt: frame.at,
      station,
      sessions: set.book(station.station, draft),
      stations: () => stationsOf(set),
      token: (token) => set.tokenFacts(station.station, token, draft),
      isRemote: (token) => set.tokens.isRemoteStart({ station: station.station, token, at: frame.at }),
      openWith: (token) => set.openWith(token, draft),
      surroundings: set.organisation.surroundingsOf(station),
      learning: draft.rows.learned.length > 0 ? null : set.tokens.learningAt(station.station, frame.at),
      limit: (place, at) => parts.limit(station.station, place, at),
      renewedLimit: (profile) => parts.renewedLimit(station.station, profile, frame.at),
      certificates: parts.doorkeeper,
      policy: set.settings,
    }
  }

  function decideOn(from: { job: Job; draft: Draft; station: Station; record: FrameRecord }): Outcome {
    const { job, draft, station, record } = from
    const { frame, message } = job.call
    const decision = decide(situationOf({ station, frame, draft }), message)
    if (job.ahead === undefined && isToStoreAhead(decision.samples, set.nextSessionId)) return { ahead: decision.samples }
    const isAhead = job.ahead !== undefined && job.ahead.length > 0
    takeDecision(draft, isAhead ? { ...decision, samples: [] } : decision, { before: station, frame: record, learner: set.tokens.learner })
    frame.session = record.session = sessionOf(decision, draft)
    for (const { code, detail } of decision.findings) record.findings.push(`${code}: ${detail}`)
    return { verdict: decision.verdict }
  }

  return (job, draft) => {
    const { frame, message } = job.call
    const record = parts.recorded(frame)
    draft.rows.frames.push(record)
    const { length } = draft.rows.findings
    for (const finding of frame.findings) draft.rows.findings.push({ station: frame.station, ...finding, at: frame.at, count: 1, frame: record })
    const entry = set.find(frame.station)
    if (!entry) return { error: new HostError('InternalError', 'station unknown') }
    const station = draft.stations.get(entry.station.station) ?? entry.station
    // OCPP 2.0.1 B03: whose boot is rejected is answered nothing else.
    if (station.admission === 'refused' && message.kind !== 'boot') return { error: new HostError('SecurityError', REFUSED_HERE) }
    try {
      const outcome = decideOn({ job, draft, station, record })
      if (outcome.ahead) {
        // It comes again, frame and all.
        draft.rows.frames.pop()
        draft.rows.findings.length = length
      }
      return outcome
    } catch (error) {
      log.error('a rule failed', { station: frame.station, action: frame.action, error: stackOf(error) })
      return { error: new HostError('InternalError', 'Internal error', { cause: error }) }
    }
  }
}

/** The session that a message was about, also where it changed nothing of it. */
function sessionOf({ sessions, samples, verdict }: Decision, draft: Draft): number | null {
  const changed = sessions[0]?.session ?? samples[0]?.session
  if (changed !== undefined) return changed
  // A verdict names the next id where there is no session at all.
  return verdict.kind === 'transaction' && verdict.transactionId < draft.nextSessionId ? verdict.transactionId : null
}

function* stationsOf(set: WorkingSet) {
  for (const { station } of set.entries()) yield station
}
