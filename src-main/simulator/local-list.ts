import type { Payload } from './wire'

export type ListAnswer = 'accepted' | 'failed' | 'version-mismatch'

/** The same words in every version. */
export const listAnswers = { accepted: 'Accepted', failed: 'Failed', 'version-mismatch': 'VersionMismatch' } as const satisfies Record<ListAnswer, string>

/** The tokens that a station lets charge without a connection. Tokens are compared without case. */
export class LocalList {
  version = 0
  /** What the central system said of each token. */
  readonly entries = new Map<string, Payload>()
  readonly mostEntries: number

  constructor({ entries = 500 }: { entries?: number } = {}) {
    this.mostEntries = entries
  }

  /** Without info a token goes. Nothing changes where not all of it can be done. */
  update(update: { version: number; isFull: boolean; entries: { token: string; info: Payload | null }[] }): ListAnswer {
    if (!update.isFull && update.version <= this.version) return 'version-mismatch'
    const next = new Map(update.isFull ? [] : this.entries)
    for (const { token, info } of update.entries) {
      if (info === null) next.delete(token.toUpperCase())
      else next.set(token.toUpperCase(), info)
    }
    if (next.size > this.mostEntries) return 'failed'
    this.entries.clear()
    for (const [token, info] of next) this.entries.set(token, info)
    this.version = update.version
    return 'accepted'
  }
}
