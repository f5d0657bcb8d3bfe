import type { OwnAccordKind } from '#contract/own-accord'
import type { EpochMs } from '#contract/read-models'

/** What was sent unasked is told by the commands that are kept. */
export interface OwnAccordStore {
  sent(station: string): { kind: OwnAccordKind; lastSentAt: EpochMs; count: number }[]
}
