import type { HandshakeDetail } from '#contract/handshakes'
import type { HandshakeNote } from '#contract/vocabulary'
import type { Place } from '#contract/vocabulary'
import { decide } from '../domain/decide/decide'
import type { Decision } from '../domain/decide/decision'
import type { LimitInEffect } from '../domain/charging/suspension'
import { isOpen, type Session } from '../domain/session'
import { newStation, type Station } from '../domain/station'
import type { Cost, StationMessage, Verdict } from '../domain/station-message'
import { type ConnectionEnd, type Frame, type HandshakeReport, HostError, type Knock, type StationConnection, type StationHost } from '../ocpp/station-host'
import { factOf, renewed, withFact } from '../domain/compatibility'
import type { Attempts } from './attempts'
import type { Connections } from './connections'
import { commitOf, type Draft, draftedSessions, draftSession, newDraft, takeDecision } from './draft'
import { createInbox, type Inbox, type Job, type TurnResult } from './inbox'
import { answerKnock, type Doorkeeper } from './knock'
import type { LinkWatch } from './link-watch'
import { hasRows, latestOf, type LooseRows, newestOf, noLooseRows } from './loose-rows'
import { createNewcomers, type Newcomer } from './newcomers'
import { isToStoreAhead, storeAhead } from './samples-ahead'
import { createStrangerBudget } from './stranger-budget'
import { type Clock, type Commit, type Log, type NewAuditRow, StorageBusyError, StorageFullError, type Store } from './ports'
import type { FrameRecord } from './trace-ports'
import type { StationEntry, WorkingSet } from './working-set'

/** What changed in a turn, for those who show it. Called after the commit. */
export interface Publisher {
  stations(changed: readonly string[]): void
  /** Their socket opened or closed, which their sessions show as well. */
  links(changed: readonly string[]): void
  sessions(changed: readonly Session[]): void
  /** The tariffs that sessions of a turn begin with; ids from `firstNew` on are new. Asked before the commit. */
  policies(changed: readonly Session[], firstNew: number): Commit['policies']
  /** What an ended session costs, as it is recorded. Null: nothing is. */
  cost(session: number): Cost | null
  samples(added: Commit['samples']): void
  /** Before stations are answered, since the answer to the end of a session may say what it cost. */
  courses(changed: readonly Session[], commit: Pick<Commit, 'samples' | 'statusChanges' | 'policies'>): void
  frames(stored: readonly FrameRecord[]): void
  handshakes(rows: readonly HandshakeDetail[]): void
  storage(state: 'ok' | 'full' | 'busy'): void
  /** Tokens that were shown, and learned. */
  tokens(changed: Pick<Commit, 'tokens' | 'learned'>): void
  /** Events that came, and requests for certificates. */
  security(stored: Pick<Commit, 'securityEvents' | 'certificateRequests'>): void
  /** It is the one to talk to from now on. */
  connected(connection: StationConnection): void
  /** A boot was answered, or the settle time passed without one. */
  settled(connection: StationConnection, bootSeen: boolean): void
  /** A socket of the station closed, be it the live one or another. */
  gone(connection: StationConnection): void
  /** A message was stored and answered. */
  told(connection: StationConnection, message: StationMessage): void
}

export interface CentralSystem extends StationHost {
  /** Changes a station outside of any message, in a turn of its own. @throws StorageFullError */
  change(station: Station): void
  /** Changes what follows from no message, in a turn of its own. @throws StorageFullError */
  amend(changes: Amendment): void
  /** Stores rows with the next turn. */
  note(rows: Partial<LooseRows>): void
  inbox: Inbox
}

export interface Amendment {
  stations?: readonly Station[]
  sessions?: readonly Session[]
  findings?: Commit['findings']
  audit?: readonly NewAuditRow[]
}

/** The loop: decide, commit, answer, publish, in that order (an answer is a receipt). */
export function createCentralSystem(parts: {
  clock: Clock
  log: Log
  store: Store
  set: WorkingSet
  connections: Connections
  attempts: Attempts
  links: LinkWatch
  publish: Publisher
  /** What limits a place of a station, see `charging/`. */
  limit: (station: string, place: Place | null, at: number) => LimitInEffect | null
  doorkeeper: Doorkeeper
  ids: { nextFrameId: number }
}): CentralSystem {
  const { clock, log, store, set, connections, attempts, links, publish, ids, doorkeeper } = parts
  let loose = noLooseRows()
  let isFull = false

  const inbox = createInbox({ clock, turn })
  const newcomers = createNewcomers(() => inbox.nudge())
  const strangers = createStrangerBudget(clock)

  function turn(jobs: Job[]): TurnResult {
    const taken = loose
    const draft = draftWith(taken)
    const arrived = newcomers.take()
    for (const { entry } of arrived) {
      // An operator may have registered it meanwhile.
      if (!set.find(entry.station.station)) draft.stations.set(entry.station.station, entry.station)
    }
    const outcomes = jobs.map((job) => ({ job, ...outcomeOf(job, draft) }))
    draft.rows.sessionStates = statesOf(draftedSessions(draft), set)
    draft.rows.policies = policiesOf(draft)
    const commit = commitOf(draft)
    try {
      if (!isEmpty(commit)) store.commit(commit)
    } catch (error) {
      if (error instanceof StorageFullError) return noRoom(arrived, error instanceof StorageBusyError ? 'busy' : 'full')
      for (const { reject } of arrived) reject(error)
      return poisoned(jobs, error)
    }
    loose = noLooseRows()
    for (const { entry, resolve } of arrived) {
      if (!set.find(entry.station.station)) set.add(entry)
      resolve(true)
    }
    set.adopt(draft)
    // What was stored ahead is part of how the session went.
    const ahead = jobs.flatMap((job) => job.ahead ?? [])
    conclude(draftedSessions(draft), ahead.length === 0 ? commit : { ...commit, samples: [...commit.samples, ...ahead] })
    for (const { job, verdict, error, ahead: waitsFor } of outcomes) {
      if (waitsFor) void comeAfter(job, waitsFor)
      else if (verdict) job.resolve(withCost(verdict, job.call.frame.session ?? null))
      else job.reject(error ?? new HostError('InternalError', 'no verdict'))
    }
    if (isFull) {
      isFull = false
      publish.storage('ok')
    }
    publishAll(draft, commit)
    for (const job of jobs) if (job.ahead && job.ahead.length > 0) publish.samples(job.ahead)
    return 'done'
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
    inbox.push(job)
  }

  function noRoom(arrived: readonly Newcomer[], why: 'full' | 'busy'): TurnResult {
    for (const { resolve } of arrived) resolve(false)
    if (!isFull) log.error(why === 'full' ? 'the disk is full; nothing is answered until there is room' : 'another program holds the database; nothing is answered until it lets go')
    isFull = true
    publish.storage(why)
    loose = newestOf(loose)
    return 'no-room'
  }

  /** One message that cannot be stored must not keep the others of its turn from being answered. */
  function poisoned(jobs: Job[], error: unknown): TurnResult {
    log.error('a turn could not be stored', { jobs: jobs.length, error: String(error) })
    const isAlone = jobs.length + Number(hasRows(loose)) <= 1
    if (isAlone) {
      for (const job of jobs) job.reject(new HostError('InternalError', 'Could not be stored', { cause: error }))
      loose = noLooseRows()
      return 'done'
    }
    // First what nobody waits for: no station must get an error for a row that is not its own.
    let isFullNow = hasRows(loose) && turn([]) === 'no-room'
    for (const job of jobs) {
      isFullNow ||= turn([job]) === 'no-room'
      if (isFullNow) inbox.push(job)
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

  /** A bug in a rule costs one answer, not the loop: the frame is kept and the station gets an error. */
  function outcomeOf(job: Job, draft: Draft): { verdict?: Verdict; error?: HostError; ahead?: Commit['samples'] } {
    const { frame, message } = job.call
    const record = recorded(frame)
    draft.rows.frames.push(record)
    const { length } = draft.rows.findings
    for (const finding of frame.findings) draft.rows.findings.push({ station: frame.station, ...finding, at: frame.at, count: 1, frame: record })
    const undo = () => {
      draft.rows.frames.pop()
      draft.rows.findings.length = length
    }
    const entry = set.find(frame.station)
    if (!entry) return { error: new HostError('InternalError', 'station unknown') }
    const station = draft.stations.get(entry.station.station) ?? entry.station
    // OCPP 2.0.1 B03: whose boot is rejected is answered nothing else.
    if (station.admission === 'refused' && message.kind !== 'boot') return { error: new HostError('SecurityError', 'This charger is refused here') }
    try {
      const decision = decide(
        {
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
          certificates: doorkeeper,
          policy: set.settings,
        },
        message,
      )
      if (job.ahead === undefined && isToStoreAhead(decision.samples, set.nextSessionId)) {
        undo()
        return { ahead: decision.samples }
      }
      takeDecision(draft, job.ahead?.length ? { ...decision, samples: [] } : decision, { before: station, frame: record, learner: set.tokens.learner })
      frame.session = record.session = sessionOf(decision, draft)
      for (const { code, detail } of decision.findings) record.findings.push(`${code}: ${detail}`)
      return { verdict: decision.verdict }
    } catch (error) {
      log.error('a rule failed', { station: frame.station, action: frame.action, error: describe(error) })
      return { error: new HostError('InternalError', 'Internal error', { cause: error }) }
    }
  }

  /** What goes wrong with tariffs and courses must not keep a station from its answer. */
  function policiesOf(draft: Draft): Commit['policies'] {
    try {
      return publish.policies(draftedSessions(draft), set.nextSessionId)
    } catch (error) {
      log.error('no tariff could be found', { error: describe(error) })
      return []
    }
  }

  function conclude(sessions: readonly Session[], commit: Parameters<Publisher['courses']>[1]): void {
    try {
      publish.courses(sessions, commit)
    } catch (error) {
      log.error('courses could not be followed', { error: describe(error) })
    }
  }

  /** OCPP 2.0.1 I03: the answer to the end of a transaction may tell what it cost. */
  function withCost(verdict: Verdict, session: number | null): Verdict {
    if (verdict.kind !== 'transaction' || session === null) return verdict
    const known = set.session(session)
    const cost = known && !isOpen(known) ? publish.cost(session) : null
    return cost === null ? verdict : { ...verdict, cost }
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
  }

  function recorded(frame: Frame): FrameRecord {
    const { findings, ...rest } = frame
    return { ...rest, id: ids.nextFrameId++, findings: findings.map(({ code, detail }) => (detail ? `${code}: ${detail}` : code)) }
  }

  /** Of a stranger that floods: its frame is counted, and not kept. */
  function isOverBudget({ station, at, text, direction }: Frame): boolean {
    const admission = set.find(station)?.station.admission
    if (admission === undefined || admission === 'registered' || strangers.spend(station, text.length)) return false
    if (direction === 'out') return true
    loose.findings.push({ station, code: 'stranger', detail: 'sends more than is kept of a charger that is not accepted', at, count: 1 })
    inbox.nudgeLater()
    return true
  }

  const note = (rows: Partial<LooseRows>) => {
    for (const key of Object.keys(rows) as (keyof LooseRows)[]) {
      // Same key on both sides: the lists hold the same rows.
      ;(loose[key] as unknown[]).push(...(rows[key] ?? []))
    }
    inbox.nudge()
  }

  function create(identity: string): StationEntry {
    const admission = set.settings.firstContact === 'accept' ? 'registered' : 'quarantined'
    const station = newStation({ station: identity, name: identity, site: null, admission, firstSeenAt: clock.now() })
    return {
      station,
      passwordHash: null,
      lastSeenAt: null,
      protocol: null,
      remoteAddress: null,
      lastBootTriggerAt: null,
    }
  }

  /** Known of the station alone. In its path the identity has to come last; a charger that appends something to it would be taken for a stranger. */
  function notesOn({ evidence, identity, outcome }: HandshakeReport): HandshakeNote[] {
    const inFront = (evidence.path ?? '').split('/').filter((part) => part !== '').slice(0, -1)
    const isKnown = inFront.some((part) => part.toLowerCase() !== identity?.toLowerCase() && set.find(part) !== undefined)
    const isRejected = identity !== null && set.find(identity)?.station.admission === 'refused'
    return [...(isKnown ? (['known-in-path'] as const) : []), ...(isRejected && outcome === 'accepted' ? (['boot-rejected'] as const) : [])]
  }

  /** A repetition is not worth a commit of its own: whoever tries a hundred times a second must not cause as many. */
  function noteAttempt(row: HandshakeDetail): void {
    if (row.count === 1) return note({ handshakes: [row] })
    loose.handshakes.push(row)
    inbox.nudgeLater()
  }

  function noteEnd(connection: StationConnection, close: ConnectionEnd): void {
    const { end, pattern } = links.closed(connection, close)
    const row = attempts.ended(connection, end)
    if (row) noteAttempt(row)
    if (pattern) noteAttempt(attempts.pattern(connection, pattern.outcome, pattern.detail))
    if (close.fault === 'reserved-bits') neverCompress(connection, close.reason)
  }

  /** A station that compresses unasked is offered nothing it could get wrong the next time (quirk C10). */
  function neverCompress(connection: StationConnection, detail: string): void {
    const { station } = connection
    const at = clock.now()
    noteAttempt(attempts.pattern(connection, 'compressed-frames', detail))
    note({ findings: [{ station, code: 'C10', detail, at, count: 1 }] })
    const entry = set.find(station)
    if (entry) changeWhereThereIsRoom(withFact(entry.station, { field: 'compression', value: 'off', isProposal: false }, at))
  }

  /** What was learned of a station is learned again where it could not be stored. */
  function changeWhereThereIsRoom(station: Station): void {
    try {
      change(station)
    } catch (error) {
      if (!(error instanceof StorageFullError)) throw error
      log.warn('what was learned could not be stored', { station: station.station })
    }
  }

  /** A connection counts for the station with its first CALL: some only try a version out (quirks C03, X09). */
  function speaks({ station, protocol, remoteAddress }: StationConnection): void {
    const entry = set.find(station)
    if (!entry) return
    const at = clock.now()
    if (entry.protocol !== null && entry.protocol !== protocol) {
      changeWhereThereIsRoom(renewed(entry.station))
      note({ findings: [{ station, code: 'X09', detail: `${entry.protocol}, now ${protocol}`, at, count: 1 }] })
    }
    entry.protocol = protocol
    entry.remoteAddress = remoteAddress
    note({ lastSeen: [{ station, at, protocol, remoteAddress }] })
  }

  /** Profile 0 ignores an Authorization header, but says that one came (quirk C16). */
  function noteNeedlessPassword(knock: Knock): void {
    const entry = set.find(knock.identity)
    if (!entry || doorkeeper.hasPassword(entry) || knock.passwords === null) return
    const { station } = entry.station
    note({ findings: [{ station, code: 'C16', detail: 'sends a password, none is set', at: clock.now(), count: 1 }] })
  }

  /** What was learned of it or set (quirk C08): its older connection stays from the first moment on. */
  function keepsParallelOnPurpose(station: string): boolean {
    const entry = set.find(station)
    return entry !== undefined && factOf(entry.station, 'parallelConnections')
  }

  function learnParallel(station: Station, at: number): void {
    const learned = withFact(station, { field: 'parallelConnections', value: true, isProposal: false }, at)
    try {
      if (learned !== station) change(learned)
    } catch (error) {
      // With the next connection it is learned again.
      if (!(error instanceof StorageFullError)) throw error
    }
  }

  function change(station: Station): void {
    const draft = newDraft(set.nextSessionId)
    draft.stations.set(station.station, station)
    store.commit(commitOf(draft))
    if (!set.find(station.station)) set.add({ ...create(station.station), station })
    set.adopt(draft)
    publish.stations([station.station])
  }

  function amend({ stations = [], sessions = [], findings = [], audit = [] }: Amendment): void {
    const draft = newDraft(set.nextSessionId)
    for (const station of stations) draft.stations.set(station.station, station)
    for (const session of sessions) {
      const entry = set.find(session.station)
      if (entry) draftSession(draft, session, draft.stations.get(entry.station.station) ?? entry.station)
    }
    draft.rows.findings.push(...findings)
    draft.rows.audit.push(...audit)
    draft.rows.sessionStates = statesOf(draftedSessions(draft), set)
    draft.rows.policies = policiesOf(draft)
    store.commit(commitOf(draft))
    set.adopt(draft)
    const changed = draftedSessions(draft)
    conclude(changed, { samples: [], statusChanges: [], policies: draft.rows.policies })
    publish.sessions(changed)
    publish.stations([...draft.stations.keys(), ...changed.map((session) => session.station)])
  }

  return {
    inbox,
    change,
    amend,
    note,
    async knock(knock) {
      const answer = await answerKnock(knock, { set, doorkeeper, create, joining: newcomers.size })
      noteNeedlessPassword(knock)
      if (!answer.admit || set.find(answer.identity)) return answer
      if (!(await newcomers.join(create(answer.identity)))) return { admit: false, outcome: 'storage-full' }
      // Now it is known, maybe in the spelling of another knock.
      return answerKnock(knock, { set, doorkeeper, create, joining: 0 })
    },
    handshake(report) {
      noteAttempt(attempts.report({ ...report, notes: [...report.notes, ...notesOn(report)] }))
    },
    connected(connection) {
      const { keepsParallel } = connections.opened(connection, keepsParallelOnPurpose(connection.station))
      const entry = set.find(connection.station)
      const { station } = connection
      const at = clock.now()
      if (entry) entry.lastSeenAt = at
      if (keepsParallel) {
        note({ findings: [{ station, code: 'C08', detail: 'parallel connections', at, count: 1 }] })
        if (entry) learnParallel(entry.station, at)
      }
      if (links.opened(connection)) {
        const detail = 'more than 10 connects within an hour'
        note({ findings: [{ station, code: 'C17', detail, at, count: 1 }], handshakes: [attempts.pattern(connection, 'flapping', detail)] })
      }
      clock.after(connections.settleMs(station), () => {
        if (connections.live(station) !== connection || connections.isBooted(connection)) return
        publish.settled(connection, false)
      })
      publish.connected(connection)
      publish.links([station])
    },
    receive(connection, call) {
      connections.heard(connection)
      if (isOverBudget(call.frame)) return Promise.reject(new HostError('InternalError', 'Not stored: this charger is not accepted yet'))
      if (links.heard(connection)) speaks(connection)
      return new Promise((resolve, reject) => {
        const isBoot = call.message.kind === 'boot'
        inbox.push({
          connection,
          call,
          reject,
          resolve(verdict) {
            resolve(verdict)
            publish.told(connection, call.message)
            if (!isBoot) return
            connections.settle(connection)
            publish.settled(connection, true)
          },
        })
      })
    },
    frame(frame) {
      if (isOverBudget(frame)) return
      const record = recorded(frame)
      const findings = frame.findings.map((finding) => ({ station: frame.station, ...finding, at: frame.at, count: 1, frame: record }))
      if (frame.direction === 'in') {
        note({ frames: [record], findings })
        return
      }
      // Every answer is such a frame: with commits of their own they would double the number of writes.
      loose.frames.push(record)
      inbox.nudgeLater()
    },
    alive(connection) {
      const entry = set.find(connection.station)
      if (entry) entry.lastSeenAt = clock.now()
    },
    disconnected(connection, close) {
      inbox.drop(connection)
      publish.gone(connection)
      noteEnd(connection, close)
      if (!connections.closed(connection)) return
      const entry = set.find(connection.station)
      if (entry?.lastSeenAt) {
        note({ lastSeen: [{ station: connection.station, at: entry.lastSeenAt, protocol: null, remoteAddress: null }] })
      }
      publish.links([connection.station])
    },
  }
}

/** The session that a message was about, also where it changed nothing of it. */
function sessionOf({ sessions, samples, verdict }: Decision, draft: Draft): number | null {
  const changed = sessions[0]?.session ?? samples[0]?.session
  if (changed !== undefined) return changed
  // A verdict names the next id where there is no session at all.
  return verdict.kind === 'transaction' && verdict.transactionId < draft.nextSessionId ? verdict.transactionId : null
}

/** Their charging states over time: a session itself only knows the last one. */
function statesOf(sessions: readonly Session[], set: WorkingSet): Commit['sessionStates'] {
  return sessions.flatMap(({ session, chargingStateAt, chargingState }) => {
    const before = set.session(session)
    const isNews = chargingStateAt !== null && (before?.chargingStateAt !== chargingStateAt || before.chargingState !== chargingState)
    return isNews ? [{ session, at: chargingStateAt, state: chargingState }] : []
  })
}

function* stationsOf(set: WorkingSet) {
  for (const { station } of set.entries()) yield station
}

const isEmpty = (commit: Commit) =>
  Object.values(commit).every((rows) => rows === null || (Array.isArray(rows) && rows.length === 0))

const describe = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error))
