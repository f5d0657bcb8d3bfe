import type { Sample } from '#contract/sessions'
import type { LineCurrents } from '../../domain/alerts/site-conditions'
import type { PowerHistory, PowerReading } from '../../domain/alerts/power-pattern'
import { instantsOf } from '../../domain/meter-instant'
import { isOpen, type Session } from '../../domain/session'
import type { Commit } from '../ports'

/** As far back as a rule can look, and what comes before. */
const KEPT_MS = 65 * 60_000

interface SessionLog {
  readings: PowerReading[]
  lines: { at: number; currents: LineCurrents } | null
  limitAmps: number | null
  offered: string
  limitChangedAt: number | null
  isNew: boolean
}

/** What flowed in running sessions of late. It is forgotten with the process: patterns need minutes, not days. */
export function createPowerLog(parts: { session: (id: number) => Session | null; limitAmps: (session: Session) => number | null; now: () => number }) {
  const logs = new Map<number, SessionLog>()
  let waiting: Commit['samples'][] = []

  const logOf = (session: number): SessionLog => {
    const known = logs.get(session)
    if (known) return known
    const log: SessionLog = { readings: [], lines: null, limitAmps: null, offered: '', limitChangedAt: null, isNew: true }
    logs.set(session, log)
    return log
  }

  function take(id: number, samples: readonly Sample[]): void {
    const session = parts.session(id)
    if (!session || !isOpen(session)) return void logs.delete(id)
    const log = logOf(id)
    for (const { at, powerW } of instantsOf(samples)) {
      if (powerW !== null && at > (log.readings.at(-1)?.at ?? 0)) log.readings.push({ at, watts: powerW })
    }
    const derived = session.meter.power
    if (derived?.derived && derived.at > (log.readings.at(-1)?.at ?? 0)) log.readings.push({ at: derived.at, watts: derived.watts })
    const last = log.readings.at(-1)?.at ?? 0
    while ((log.readings[0]?.at ?? Infinity) < last - KEPT_MS) log.readings.shift()
    log.lines = linesOf(samples) ?? log.lines
    noteLimit(log, { session, offered: offersOf(samples) ?? log.offered })
  }

  function noteLimit(log: SessionLog, { session, offered }: { session: Session; offered: string }): void {
    const limitAmps = parts.limitAmps(session)
    const isOther = limitAmps !== log.limitAmps || offered !== log.offered
    if (isOther && !log.isNew) log.limitChangedAt = log.readings.at(-1)?.at ?? parts.now()
    Object.assign(log, { limitAmps, offered, isNew: false })
  }

  return {
    /** In the turn of a message: only remembered. */
    came(samples: Commit['samples']) {
      if (samples.length > 0) waiting.push(samples)
    },
    /** Later: understood. */
    catchUp() {
      const all = waiting
      waiting = []
      for (const added of all) for (const { session, samples } of added) take(session, samples)
    },
    history(session: Session): PowerHistory {
      const log = logs.get(session.session)
      if (!log) return { readings: [], limitChangedAt: null }
      noteLimit(log, { session, offered: log.offered })
      return log
    },
    /** On each line, where it was told by line. */
    lines: (session: number): LineCurrents | null => logs.get(session)?.lines?.currents ?? null,
    forgetEnded() {
      for (const id of logs.keys()) {
        const session = parts.session(id)
        if (!session || !isOpen(session)) logs.delete(id)
      }
    },
  }
}

function linesOf(samples: readonly Sample[]): SessionLog['lines'] {
  let found: SessionLog['lines'] = null
  for (const { quantity, phase, at, value } of samples) {
    if (quantity !== 'current-import' || (phase !== 'L1' && phase !== 'L2' && phase !== 'L3')) continue
    if (found === null || at > found.at) found = { at, currents: { L1: 0, L2: 0, L3: 0 } }
    if (at === found.at) found.currents[phase] = value
  }
  return found
}

/** What the station offers the vehicle, as one text. Null: it did not say. */
function offersOf(samples: readonly Sample[]): string | null {
  const offers = samples.filter(({ quantity }) => quantity === 'current-offered' || quantity === 'power-offered')
  const last = Math.max(...offers.map(({ at }) => at))
  const latest = offers.filter(({ at }) => at === last).map(({ quantity, phase, value }) => `${quantity} ${phase} ${Math.round(value)}`)
  return latest.length === 0 ? null : latest.sort().join()
}
