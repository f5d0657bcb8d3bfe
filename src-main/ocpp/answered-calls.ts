import { hash } from 'node:crypto'

/** Retries come one by one and soon: a station keeps sending its oldest message until it has an answer. */
const mostPerStation = 16
const mostStations = 5_000
const longestAnswer = 8 * 1024
const rememberedMs = 15 * 60_000

interface Answered {
  at: number
  id: string | null
  /** Of the whole frame: id, action and payload. */
  digest: string
  answer: string
}

/** A CALL as it came; the id spares a look at the text of one that is new. */
export interface CallText {
  id: string | null
  text: string
}

/**
 * Answers that stations were given lately, so that the same message again gets the same answer (quirk F07). They outlive
 * the connection: the answer was lost with it, and the retry comes on the next one.
 */
export interface AnsweredCalls {
  /** The answer to this very frame; null: it was not answered, or too long ago. */
  recall(station: string, call: CallText): string | null
  remember(station: string, call: CallText, answer: string): void
}

export function answeredCalls(now: () => number): AnsweredCalls {
  const stations = new Map<string, Answered[]>()
  const digestOf = (text: string) => hash('sha1', text, 'base64')

  return {
    recall(station, { id, text }) {
      const sameId = stations.get(station)?.filter((entry) => entry.id === id) ?? []
      if (sameId.length === 0) return null
      const digest = digestOf(text)
      const known = sameId.findLast((entry) => entry.digest === digest)
      return known !== undefined && now() - known.at < rememberedMs ? known.answer : null
    },
    remember(station, { id, text }, answer) {
      if (answer.length > longestAnswer) return
      const answered = stations.get(station) ?? []
      answered.push({ at: now(), id, digest: digestOf(text), answer })
      if (answered.length > mostPerStation) answered.shift()
      // The station that was heard of last stands last.
      stations.delete(station)
      stations.set(station, answered)
      const [oldest] = stations.keys()
      if (stations.size > mostStations && oldest !== undefined) stations.delete(oldest)
    },
  }
}
