import type { Verdict } from '../domain/station-message'
import { HostError, type ReceivedCall, type StationConnection } from '../ocpp/station-host'
import type { Clock, Commit } from './ports'

/** A CALL that waits for its decision, and whoever waits for the answer. */
export interface Job {
  connection: StationConnection
  call: ReceivedCall
  /** Readings of it that are stored already; undefined: none were looked at. */
  ahead?: Commit['samples']
  resolve(verdict: Verdict): void
  reject(error: HostError): void
}

/** How a turn went for the jobs it was given. */
export type TurnResult = 'done' | 'no-room'

/** While the disk is full a job waits this long for room; then the station is told that it was not stored. */
const LONGEST_WAIT_MS = 20_000
const RETRY_MS = 1_000
/** Rounds of the event loop, a few dozen microseconds each where little arrives. */
const MOST_ROUNDS = 10
/** In real time: it delays a write, and no rule depends on it. */
const COMPANY_MS = 20

export interface Inbox {
  push(job: Job): void
  /** Something without a waiting station is to be stored with the next turn. */
  nudge(): void
  /** The same, for what is not worth a commit of its own: it waits a moment for one that happens anyway. */
  nudgeLater(): void
  /** Jobs of a closed connection: never answered, so the station will send them again. */
  drop(connection: StationConnection): void
  /** Runs the last turn, before the store is closed; what comes after it is lost with the process. */
  close(): void
}

/**
 * Group commit: what arrives while a turn runs is taken together into the next one, so throughput grows under load and
 * one message alone still costs one commit.
 */
export function createInbox(options: { clock: Clock; turn: (jobs: Job[]) => TurnResult }): Inbox {
  const { clock } = options
  let waiting: Job[] = []
  let isScheduled = false
  let isBlocked = false
  let isNudged = false
  let isClosed = false

  const run = () => {
    isScheduled = false
    if (isBlocked || isClosed) return
    const jobs = waiting
    waiting = []
    if (options.turn(jobs) === 'done') return
    isBlocked = true
    waiting = [...jobs, ...waiting]
    clock.after(RETRY_MS, () => {
      isBlocked = false
      refuseOverdue()
      run()
    })
  }

  const refuseOverdue = () => {
    const deadline = clock.now() - LONGEST_WAIT_MS
    const overdue = waiting.filter((job) => job.call.frame.at <= deadline)
    waiting = waiting.filter((job) => job.call.frame.at > deadline)
    for (const job of overdue) job.reject(new HostError('InternalError', 'Not stored: no room on the disk'))
  }

  const schedule = () => {
    if (isScheduled || isBlocked) return
    isScheduled = true
    gather(0)
  }

  /** A commit costs about the same for one job as for a hundred, so it waits as long as each round of the loop brings more. */
  const gather = (rounds: number) => {
    const before = waiting.length
    setImmediate(() => {
      if (waiting.length > before && rounds < MOST_ROUNDS) gather(rounds + 1)
      else run()
    })
  }

  return {
    push(job) {
      waiting.push(job)
      schedule()
    },
    nudge: schedule,
    nudgeLater() {
      if (isNudged) return
      isNudged = true
      setTimeout(() => {
        isNudged = false
        schedule()
      }, COMPANY_MS).unref()
    },
    drop(connection) {
      const dropped = waiting.filter((job) => job.connection === connection)
      if (dropped.length === 0) return
      waiting = waiting.filter((job) => job.connection !== connection)
      for (const job of dropped) job.reject(new HostError('InternalError', 'The connection is gone'))
    },
    close() {
      run()
      isClosed = true
    },
  }
}
