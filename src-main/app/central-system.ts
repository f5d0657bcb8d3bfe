import { factOf } from '../domain/compatibility'
import { bootVerdict } from '../domain/decide/boot'
import { newStation } from '../domain/station'
import type { BootVerdict } from '../domain/station-message'
import { type Frame, HostError, type ReceivedCall, type StationConnection, type StationHost } from '../ocpp/station-host'
import { type Amendments, createAmendments } from './amendments'
import type { Attempts } from './attempts'
import type { Connections } from './connections'
import { createInbox, type Inbox } from './inbox'
import { createOutcomes } from './job-outcome'
import { answerKnock, type Doorkeeper } from './knock'
import { createLinkNotes } from './link-notes'
import type { LinkWatch } from './link-watch'
import { createLooseEnds, type LooseRows } from './loose-rows'
import { createNewcomers } from './newcomers'
import type { Clock, Log, Store } from './ports'
import { guarded, type Publisher } from './publisher'
import { createStrangerBudget } from './stranger-budget'
import type { FrameRecord } from './trace-ports'
import { createTurn } from './turn'
import { newEntry, type StationEntry, type WorkingSet } from './working-set'

export interface CentralSystem extends StationHost, Amendments {
  /** Stores rows with the next turn. */
  note(rows: Partial<LooseRows>): void
  /** The same, for rows that are not worth a commit of their own: they wait a moment for one that happens anyway. */
  noteLater(rows: Partial<LooseRows>): void
  inbox: Inbox
}

/** What stations say, taken in: each CALL waits for its turn, all else is stored with one. */
export function createCentralSystem(parts: {
  clock: Clock
  log: Log
  store: Store
  set: WorkingSet
  connections: Connections
  attempts: Attempts
  links: LinkWatch
  publish: Publisher
  limit: Parameters<typeof createOutcomes>[0]['limit']
  renewedLimit: Parameters<typeof createOutcomes>[0]['renewedLimit']
  doorkeeper: Doorkeeper
  ids: { nextFrameId: number }
}): CentralSystem {
  const { clock, log, store, set, connections, ids, doorkeeper } = parts
  const publish = guarded(parts.publish, log)
  const loose = createLooseEnds()
  const newcomers = createNewcomers(() => inbox.nudge())
  const outcomeOf = createOutcomes({ ...parts, recorded })
  const inbox = createInbox({
    clock,
    turn: createTurn({ log, store, set, publish, loose, newcomers, outcomeOf, postpone: (job) => inbox.push(job) }),
  })
  const strangers = createStrangerBudget(clock)
  const { change, amend } = createAmendments({ set, store, publish })
  const linkNotes = createLinkNotes({ ...parts, note, noteLater, change })

  function note(rows: Partial<LooseRows>): void {
    loose.add(rows)
    inbox.nudge()
  }

  function noteLater(rows: Partial<LooseRows>): void {
    loose.add(rows)
    inbox.nudgeLater()
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
    noteLater({ findings: [{ station, code: 'stranger', detail: 'sends more than is kept of a charger that is not accepted', at, count: 1 }] })
    return true
  }

  function create(identity: string): StationEntry {
    const admission = set.settings.firstContact === 'accept' ? 'registered' : 'quarantined'
    return newEntry(newStation({ station: identity, name: identity, site: null, admission, firstSeenAt: clock.now() }))
  }

  function noteMessage(station: string, at: number): void {
    const entry = set.find(station)
    if (!entry) return
    entry.lastMessageAt = at
    publish.seen(entry.station.station)
  }

  /** What was learned of it or set (quirk C08): its older connection stays from the first moment on. */
  function keepsParallelOnPurpose(station: string): boolean {
    const entry = set.find(station)
    return entry !== undefined && factOf(entry.station, 'parallelConnections')
  }

  function booted(connection: StationConnection, { registration }: BootVerdict): void {
    connections.booted(connection, registration)
    if (registration !== 'rejected') publish.settled(connection, true)
  }

  /** A boot has to be answered, or the station comes again without a pause; there is nothing in it that is missed. */
  function beyondBudget(connection: StationConnection, { message, frame }: ReceivedCall): Promise<BootVerdict> {
    const station = set.find(connection.station)?.station
    if (message.kind !== 'boot' || !station) return Promise.reject(new HostError('InternalError', 'Not stored: this charger is not accepted yet'))
    const verdict = bootVerdict(station, set.settings, frame.at)
    booted(connection, verdict)
    return Promise.resolve(verdict)
  }

  return {
    inbox,
    change,
    amend,
    note,
    noteLater,
    async knock(knock) {
      const answer = await answerKnock(knock, { set, doorkeeper, create, joining: newcomers.size })
      linkNotes.knocked(knock)
      if (!answer.admit || set.find(answer.identity)) return answer
      if (!(await newcomers.join(create(answer.identity)))) return { admit: false, outcome: 'storage-full' }
      // Now it is known, maybe in the spelling of another knock.
      return answerKnock(knock, { set, doorkeeper, create, joining: 0 })
    },
    handshake: linkNotes.reported,
    connected(connection) {
      const { station } = connection
      const { keepsParallel } = connections.opened(connection, keepsParallelOnPurpose(station))
      const entry = set.find(station)
      if (entry) entry.lastSeenAt = clock.now()
      linkNotes.opened(connection, keepsParallel)
      clock.after(connections.settleMs(station), () => {
        if (connections.live(station) !== connection || connections.isBooted(connection) || connections.isRejected(station)) return
        publish.settled(connection, false)
      })
      publish.connected(connection)
      publish.links([station])
    },
    receive(connection, call) {
      connections.heard(connection)
      noteMessage(connection.station, call.frame.at)
      if (isOverBudget(call.frame)) return beyondBudget(connection, call)
      linkNotes.heard(connection)
      return new Promise((resolve, reject) => {
        inbox.push({
          connection,
          call,
          reject,
          resolve(verdict) {
            resolve(verdict)
            publish.told(connection, call.message)
            if (verdict.kind === 'boot') booted(connection, verdict)
          },
        })
      })
    },
    isRefused: (station) => set.find(station)?.station.admission === 'refused',
    frame(frame) {
      if (frame.direction === 'in' && frame.kind !== 'unreadable') noteMessage(frame.station, frame.at)
      if (isOverBudget(frame)) return
      const record = recorded(frame)
      // Every answer is such a frame: with commits of their own they would double the number of writes.
      if (frame.direction === 'out') return noteLater({ frames: [record] })
      note({ frames: [record], findings: frame.findings.map((finding) => ({ station: frame.station, ...finding, at: frame.at, count: 1, frame: record })) })
    },
    alive(connection) {
      const entry = set.find(connection.station)
      if (!entry) return
      entry.lastSeenAt = clock.now()
      publish.seen(entry.station.station)
    },
    disconnected(connection, close) {
      inbox.drop(connection)
      publish.gone(connection, close)
      linkNotes.closed(connection, close)
      if (!connections.closed(connection)) return
      const entry = set.find(connection.station)
      if (entry?.lastSeenAt) {
        note({ lastSeen: [{ station: connection.station, at: entry.lastSeenAt, messageAt: entry.lastMessageAt, protocol: null, remoteAddress: null }] })
      }
      publish.links([connection.station])
    },
  }
}
