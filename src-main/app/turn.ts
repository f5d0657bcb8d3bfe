import { isOpen } from '../domain/session'
import type { Verdict } from '../domain/station-message'
import { HostError } from '../ocpp/station-host'
import { type Draft, draftedSessions, newDraft } from './draft'
import { finishedDraft } from './finished-draft'
import type { Job, TurnResult } from './inbox'
import type { Outcome } from './job-outcome'
import { hasRows, latestOf, type LooseEnds, type LooseRows, newestOf, noLooseRows } from './loose-rows'
import type { Newcomer, Newcomers } from './newcomers'
import { type Commit, type Log, StorageBusyError, StorageFullError, type Store } from './ports'
import type { Publisher } from './publisher'
import { storeAhead } from './samples-ahead'
import type { WorkingSet } from './working-set'

/** The loop: decide, commit, answer, publish, in that order (an answer is a receipt). */
export function createTurn(parts: {
  log: Log
  store: Store
  set: WorkingSet
  publish: Publisher
  loose: LooseEnds
  newcomers: Newcomers
  outcomeOf: (job: Job, draft: Draft) => Outcome
  /** It is taken with a later turn. */
  postpone: (job: Job) => void
}): (jobs: Job[]) => TurnResult {
  const { log, store, set, publish, loose, newcomers } = parts
  let isFull = false

  function turn(jobs: Job[]): TurnResult {
    const draft = draftWith(loose.rows)
    const arrived = newcomers.take()
    for (const { entry } of arrived) {
      // An operator may have registered it meanwhile.
      if (!set.find(entry.station.station)) draft.stations.set(entry.station.station, entry.station)
    }
    const outcomes = jobs.map((job) => ({ job, ...parts.outcomeOf(job, draft) }))
    const commit = finishedDraft(draft, parts)
    try {
      if (!isEmpty(commit)) store.commit(commit)
    } catch (error) {
      if (error instanceof StorageFullError) return noRoom(arrived, error instanceof StorageBusyError ? 'busy' : 'full')
      for (const { reject } of arrived) reject(error)
      return poisoned(jobs, error)
    }
    loose.rows = noLooseRows()
    for (const { entry, resolve } of arrived) {
      if (!set.find(entry.station.station)) set.add(entry)
      resolve(true)
    }
    set.adopt(draft)
    // What was stored ahead is part of how the session went.
    const ahead = jobs.flatMap((job) => job.ahead ?? [])
    publish.courses(draftedSessions(draft), ahead.length === 0 ? commit : { ...commit, samples: [...commit.samples, ...ahead] })
    for (const outcome of outcomes) answer(outcome)
    if (isFull) {
      isFull = false
      publish.storage('ok')
    }
    publishAll(draft, commit)
    for (const job of jobs) if (job.ahead && job.ahead.length > 0) publish.samples(job.ahead)
    return 'done'
  }

  function answer({ job, verdict, error, ahead }: Outcome & { job: Job }): void {
    if (ahead) void comeAfter(job, ahead)
    else if (verdict) job.resolve(withPrice(withCost(verdict, job.call.frame.session ?? null), job))
    else job.reject(error ?? new HostError('InternalError', 'no verdict'))
  }

  /** The message itself, after its many readings. */
  async function comeAfter(job: Job, samples: Commit['samples']): Promise<void> {
    try {
      await storeAhead(store, samples)
      job.ahead = samples
    } catch (error) {
      log.warn('readings could not be stored ahead', { station: job.call.frame.station, error: String(error) })
      // With its message, then: whatever is wrong is answered there.
      job.ahead = []
    }
    parts.postpone(job)
  }

  function noRoom(arrived: readonly Newcomer[], why: 'full' | 'busy'): TurnResult {
    for (const { resolve } of arrived) resolve(false)
    if (!isFull) log.error(why === 'full' ? 'the disk is full; nothing is answered until there is room' : 'another program holds the database; nothing is answered until it lets go')
    isFull = true
    publish.storage(why)
    loose.rows = newestOf(loose.rows)
    return 'no-room'
  }

  /** One message that cannot be stored must not keep the others of its turn from being answered. */
  function poisoned(jobs: Job[], error: unknown): TurnResult {
    log.error('a turn could not be stored', { jobs: jobs.length, error: String(error) })
    const isAlone = jobs.length + Number(hasRows(loose.rows)) <= 1
    if (isAlone) {
      for (const job of jobs) job.reject(new HostError('InternalError', 'Could not be stored', { cause: error }))
      loose.rows = noLooseRows()
      return 'done'
    }
    // First what nobody waits for: no station must get an error for a row that is not its own.
    let isFullNow = hasRows(loose.rows) && turn([]) === 'no-room'
    for (const job of jobs) {
      isFullNow ||= turn([job]) === 'no-room'
      if (isFullNow) parts.postpone(job)
    }
    return 'done'
  }

  function draftWith({ frames, lastSeen, handshakes, commands, findings, activities, securityEvents }: LooseRows): Draft {
    const draft = newDraft(set.nextSessionId)
    // Copied, for the turn may have to be taken again; and not by push(...), whose arguments must fit on the stack.
    Object.assign(draft.rows, {
      frames: [...frames],
      lastSeen: [...lastSeen],
      handshakes: latestOf(handshakes),
      commands: [...commands],
      findings: [...findings],
      activities: [...activities],
      securityEvents: [...securityEvents],
    })
    return draft
  }

  /** OCPP 2.0.1 I03: the answer to the end of a transaction may tell what it cost. */
  function withCost(verdict: Verdict, session: number | null): Verdict {
    if (verdict.kind !== 'transaction' || session === null) return verdict
    const known = set.session(session)
    const cost = known && !isOpen(known) ? publish.cost(session) : null
    return cost === null ? verdict : { ...verdict, cost }
  }

  /** OCPP 2.0.1 I01, 2.1 block I: so may the answer about a token tell its price. */
  function withPrice(verdict: Verdict, { call: { frame, message } }: Job): Verdict {
    if (verdict.kind !== 'authorization' || verdict.token.standing !== 'accepted') return verdict
    if (message.kind !== 'authorize' || message.idToken === null) return verdict
    const price = publish.priceOf(frame.station, message.idToken.value)
    return price === null ? verdict : { ...verdict, price }
  }

  function publishAll(draft: Draft, commit: Commit): void {
    const sessions = draftedSessions(draft)
    publish.stations([...draft.stations.keys(), ...sessions.map((session) => session.station)])
    publish.sessions(sessions)
    publish.samples(commit.samples)
    publish.frames(commit.frames)
    publish.handshakes(commit.handshakes)
    publish.tokens(commit)
    publish.security(commit)
    if (commit.news.length > 0) publish.news([...new Set(commit.news.map(({ station }) => station))])
  }

  return turn
}

const isEmpty = (commit: Commit) =>
  Object.values(commit).every((rows) => rows === null || (Array.isArray(rows) && rows.length === 0))
