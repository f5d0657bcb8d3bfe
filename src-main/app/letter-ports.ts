import type { FindingExample, LetterBlock } from '#contract/letter'

/** Sets a letter as PDF. */
export interface LetterPress {
  pdf(blocks: readonly LetterBlock[], title: string): Promise<Buffer>
}

export interface FindingStore {
  /** Null: the finding came with no frame. */
  example(station: string, code: string): FindingExample | null
  /** Begins to count anew, e.g. with another firmware. @throws StorageFullError */
  forget(station: string): void
}
