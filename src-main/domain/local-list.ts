import type { TokenStatus } from '#contract/vocabulary'
import type { LocalListEntry } from './station-message'

/** An id token as far as local lists go. */
export interface ListableToken {
  raw: string
  type: string | null
  status: TokenStatus | null
  validFrom: number | null
  validUntil: number | null
  group: string | null
  lastSeenAt: number | null
}

/** What a list says of each token: equal texts need not be sent again. */
export type ListContent = Readonly<Record<string, string>>

export interface ListUpdate {
  version: number
  mode: 'full' | 'differential'
  entries: LocalListEntry[]
}

/** Stations that tell no limit get no more than this in one message. */
const MOST_PER_MESSAGE = 200

/** Accepted and valid now; those that were used last come first, for the case that not all fit. */
export function wantedEntries(tokens: Iterable<ListableToken>, now: number): LocalListEntry[] {
  return [...tokens]
    .filter(
      ({ status, validFrom, validUntil }) =>
        status === 'accepted' && (validFrom === null || validFrom <= now) && (validUntil === null || validUntil > now),
    )
    .sort((a, b) => (b.lastSeenAt ?? 0) - (a.lastSeenAt ?? 0) || (a.raw < b.raw ? -1 : 1))
    .map(({ raw, type, group, validUntil }) => ({
      idToken: raw.trim().toUpperCase(),
      type,
      info: { group, expiresAt: validUntil },
    }))
}

/** When the wanted entries change by time alone; null: never. */
export function nextChange(tokens: Iterable<ListableToken>, now: number): number | null {
  let next: number | null = null
  for (const { validFrom, validUntil } of tokens) {
    for (const at of [validFrom, validUntil]) if (at !== null && at > now && (next === null || at < next)) next = at
  }
  return next
}

/** The entries that a list of this length takes; null: any number. */
export function fitting(entries: readonly LocalListEntry[], most: number | null): readonly LocalListEntry[] {
  return most === null ? entries : entries.slice(0, Math.max(0, most))
}

export function contentOf(entries: readonly LocalListEntry[]): ListContent {
  return Object.fromEntries(entries.map(({ idToken, type, info }) => [idToken, JSON.stringify([type, info])]))
}

/** What has to be sent for a list of this content to become the wanted one; a token without info goes. */
export function difference(content: ListContent, wanted: readonly LocalListEntry[]): LocalListEntry[] {
  const goal = contentOf(wanted)
  const changed = wanted.filter(({ idToken }) => content[idToken] !== goal[idToken])
  const gone = Object.keys(content).filter((idToken) => !(idToken in goal))
  return [...changed, ...gone.map((idToken) => ({ idToken, type: typeIn(content[idToken]), info: null }))]
}

/** 2.x knows a token by its type as well: what is taken off must be called as it was put on. */
function typeIn(text: string | undefined): string | null {
  // Written by `contentOf`.
  const [type] = JSON.parse(text ?? '[null]') as [string | null]
  return type
}

/**
 * The messages that bring a station's list up to date: a difference where the list there is the one that was left, else
 * all of it. A message that would be too long goes on as differences, each a version higher than the one before.
 */
export function planUpdates(plan: {
  wanted: readonly LocalListEntry[]
  /** The version that the station names. */
  there: number
  /** The version that was left there, and what it said; null: not known. */
  left: { version: number; content: ListContent } | null
  perMessage: number | null
  isFull: boolean
}): ListUpdate[] {
  const { wanted, there, left, isFull } = plan
  const size = Math.max(1, plan.perMessage ?? MOST_PER_MESSAGE)
  const isKnown = left !== null && left.version === there && !isFull
  const entries = isKnown ? difference(left.content, wanted) : wanted
  if (isKnown && entries.length === 0) return []
  const chunks = Array.from({ length: Math.max(1, Math.ceil(entries.length / size)) }, (_, index) =>
    entries.slice(index * size, (index + 1) * size),
  )
  // Above everything that was ever there: a version that comes again would be refused, or taken for the old list.
  const base = Math.max(there, left?.version ?? 0, 0)
  return chunks.map((chunk, index) => ({
    version: base + index + 1,
    mode: isKnown || index > 0 ? 'differential' : 'full',
    entries: chunk,
  }))
}
