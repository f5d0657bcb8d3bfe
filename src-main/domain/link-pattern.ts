import type { LinkEnd } from '#contract/handshakes'
import type { HandshakeOutcome } from '#contract/vocabulary'

const HOUR_MS = 3_600_000
/** More connects than this in an hour are flapping (quirk C17). */
const MOST_CONNECTS = 10
const SAME_AGE_ENDS = 4
const SILENT_ENDS = 3
const POLITE_ENDS = 4
/** A link that dies younger is a charger that does not like an answer, not a router that forgets. */
const YOUNGEST_MS = 20_000

/** Connects of a station that count for the flapping alarm. */
export const recentConnects = (connects: readonly number[], now: number): number[] => connects.filter((at) => now - at < HOUR_MS)

export const isFlapping = (connects: readonly number[], now: number): boolean => recentConnects(connects, now).length > MOST_CONNECTS

export interface LinkPattern {
  outcome: Extract<HandshakeOutcome, 'link-same-age' | 'link-silent' | 'link-alternates'>
  detail: string
}

/**
 * What the ends of a station's links say together, the newest last. Links that break without a word at the same age are
 * cut by something on the way, such as the idle time-out of a router that is shorter than the ping interval (quirk C09);
 * links that a charger closes politely again and again alternate with those to a second server.
 */
export function patternOf(ends: readonly LinkEnd[]): LinkPattern | null {
  const silent = ends.slice(-SILENT_ENDS)
  if (silent.length === SILENT_ENDS && silent.every(({ by }) => by === 'silence')) {
    return { outcome: 'link-silent', detail: `${SILENT_ENDS} links in a row went silent, the last after ${seconds(silent.at(-1)?.ageMs)}` }
  }
  const cut = ends.slice(-SAME_AGE_ENDS)
  if (cut.length === SAME_AGE_ENDS && cut.every(({ by }) => by === 'network')) {
    const ages = cut.map(({ ageMs }) => ageMs).sort((a, b) => a - b)
    const [youngest = 0, oldest = 0] = [ages[0], ages.at(-1)]
    if (youngest >= YOUNGEST_MS && oldest - youngest <= Math.max(3_000, 0.05 * oldest)) {
      return { outcome: 'link-same-age', detail: `${SAME_AGE_ENDS} links in a row broke after about ${seconds((youngest + oldest) / 2)}` }
    }
  }
  const polite = ends.slice(-POLITE_ENDS)
  const span = (polite.at(-1)?.at ?? 0) - (polite[0]?.at ?? 0)
  if (polite.length === POLITE_ENDS && span < HOUR_MS && polite.every(({ by, code }) => by === 'station' && isPolite(code))) {
    return { outcome: 'link-alternates', detail: `the charger closed ${POLITE_ENDS} links in a row itself and came back` }
  }
  return null
}

/** Normal closure, going away, or a close frame without a code. */
const isPolite = (code: number) => code === 1000 || code === 1001 || code === 1005

const seconds = (ms = 0) => `${Math.round(ms / 1000)} s`
