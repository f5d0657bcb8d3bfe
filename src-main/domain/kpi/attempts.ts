import type { AttemptCause, AttemptSide } from '#contract/kpi'
import type { Place } from '#contract/vocabulary'

/** Intentions to charge, put together from their signals (KPI definitions 1.2). Instants are epoch milliseconds. */

/** A card was shown, and answered. */
export interface Identification {
  at: number
  /** Normalised. */
  token: string
  isAccepted: boolean
}

export interface RemoteStart {
  at: number
  token: string
  place: Place | null
  /** Null: not answered yet. */
  isAccepted: boolean | null
}

/** A transaction that somebody or something wanted. */
export interface Start {
  session: number
  evse: number | null
  /** Null: nobody was identified, and yet energy was delivered. */
  token: string | null
  /** When it began, or when it got its token, which may be later. */
  at: number
  isAccepted: boolean
  /** Until when it ran; null: it runs. */
  endedAt: number | null
}

export interface Signals {
  identifications: readonly Identification[]
  remoteStarts: readonly RemoteStart[]
  starts: readonly Start[]
  /** The group of a token; tokens of one group stand for each other. */
  groupOf: (token: string) => string | null
  /** How long the station waits for a plug. */
  connectionTimeoutMs: number
}

export interface Attempt {
  openedAt: number
  token: string | null
  identification: Identification | null
  remoteStart: RemoteStart | null
  start: Start | null
}

export const ATTEMPT_MS = 300_000
const DOUBLE_TAP_MS = 60_000
const REMOTE_GRACE_MS = 30_000

export const sideOf: Readonly<Record<AttemptCause, AttemptSide>> = {
  'card-refused': 'user',
  'remote-refused': 'station',
  'no-plug': 'user',
  'plugged-not-started': 'station',
  fault: 'station',
  'vehicle-link': 'vehicle',
  'no-energy': 'station',
  offline: 'station',
}

export function attemptsOf(signals: Signals): Attempt[] {
  const identifications = withoutDoubleTaps(signals).filter((shown) => !isStopTap(signals, shown))
  const attempts: Attempt[] = signals.starts.map((start) => ({ openedAt: start.at, token: start.token, identification: null, remoteStart: null, start }))
  const loneRemotes = bind(signals.remoteStarts, attempts, 'remoteStart', (remote, { start, token }) => {
    if (start === null || !isSameUser(signals, remote.token, token) || (remote.place !== null && start.evse !== remote.place.evse)) return null
    const after = start.at - remote.at
    return after >= 0 && after <= signals.connectionTimeoutMs + REMOTE_GRACE_MS ? after : null
  })
  attempts.push(...loneRemotes.map((remoteStart) => ({ openedAt: remoteStart.at, token: remoteStart.token, identification: null, remoteStart, start: null })))
  const windowMs = Math.max(ATTEMPT_MS, signals.connectionTimeoutMs)
  // Also to a remote start that nothing came of: some stations ask for its token.
  const lone = bind(identifications, attempts, 'identification', (shown, { openedAt, token, start }) => {
    const apart = Math.abs((start?.at ?? openedAt) - shown.at)
    return isSameUser(signals, shown.token, token) && apart <= windowMs ? apart : null
  })
  attempts.push(...lone.map((identification) => ({ openedAt: identification.at, token: identification.token, identification, remoteStart: null, start: null })))
  return attempts.sort((a, b) => a.openedAt - b.openedAt)
}

/** The nearest in time wins; an attempt takes one of each. Returns those that found none. */
function bind<Kind extends 'identification' | 'remoteStart', Signal extends NonNullable<Attempt[Kind]>>(
  signals: readonly Signal[],
  attempts: Attempt[],
  kind: Kind,
  distance: (signal: Signal, attempt: Attempt) => number | null,
): Signal[] {
  const pairs = signals.flatMap((signal) =>
    attempts.flatMap((attempt) => {
      const apart = distance(signal, attempt)
      return apart === null ? [] : [{ signal, attempt, apart }]
    }),
  )
  const bound = new Set<Signal>()
  for (const { signal, attempt } of pairs.sort((a, b) => a.apart - b.apart || a.signal.at - b.signal.at)) {
    if (bound.has(signal) || attempt[kind] !== null) continue
    attempt[kind] = signal
    attempt.openedAt = Math.min(attempt.openedAt, signal.at)
    bound.add(signal)
  }
  return signals.filter((signal) => !bound.has(signal))
}

/** The card again within a minute, while nothing else happened. */
function withoutDoubleTaps({ identifications, remoteStarts, starts }: Signals): Identification[] {
  const others = [...remoteStarts, ...starts].map(({ at }) => at)
  const kept: Identification[] = []
  let last: Identification | null = null
  for (const shown of [...identifications].sort((a, b) => a.at - b.at)) {
    const before: Identification | null = last
    const isAgain =
      before !== null && before.token === shown.token && shown.at - before.at < DOUBLE_TAP_MS &&
      !others.some((at) => at > before.at && at <= shown.at)
    last = shown
    // What was answered last counts.
    if (isAgain) kept.splice(-1, 1, { ...shown, at: kept.at(-1)?.at ?? shown.at })
    else kept.push(shown)
  }
  return kept
}

/** The card of whoever charges there came to end it. */
const isStopTap = (signals: Signals, { at, token }: Identification): boolean =>
  signals.starts.some((start) => isSameUser(signals, token, start.token) && start.at < at && (start.endedAt === null || start.endedAt >= at))

function isSameUser({ groupOf }: Signals, one: string, other: string | null): boolean {
  if (other === null) return false
  const group = groupOf(one)
  return one === other || (group !== null && group === groupOf(other))
}
