import { hash } from 'node:crypto'

/** Retries come one by one and soon: a station keeps sending its oldest message until it has an answer. */
const mostPerStation = 16
const mostStations = 5_000
const longestAnswer = 8 * 1024
const rememberedMs = 15 * 60_000

interface Answered {
  at: number
  /** Of the whole frame: id, action and payload. */
  digest: string
  answer: string
}

/**
 * Answers that stations were given lately, so that the same message again gets the same answer (quirk F07). They outlive
 * the connection: the answer was lost with it, and the retry comes on the next one.
 */
export interface AnsweredCalls {
  /** The answer to this very frame; null: it was not answered, or too long ago. */
  recall(station: string, text: string): string | null
  remember(station: string, text: string, answer: string): void
}

export function answeredCalls(now: () => number): AnsweredCalls {
  const stations = new Map<string, Answered[]>()
  const digestOf = (text: string) => hash('sha1', text, 'base64')

  return {
    recall(station, text) {
      const answered = stations.get(station)
      if (answered === undefined) return null
      const digest = digestOf(text)
      const known = answered.find((entry) => entry.digest === digest)
      return known !== undefined && now() - known.at < rememberedMs ? known.answer : null
    },
    remember(station, text, answer) {
      if (answer.length > longestAnswer) return
      const digest = digestOf(text)
      const others = (stations.get(station) ?? []).filter((entry) => entry.digest !== digest)
      stations.delete(station)
      stations.set(station, [...others, { at: now(), digest, answer }].slice(-mostPerStation))
      const [oldest] = stations.keys()
      if (stations.size > mostStations && oldest !== undefined) stations.delete(oldest)
    },
  }
}
