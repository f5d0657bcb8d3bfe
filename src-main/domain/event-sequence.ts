/** Which numbered events of a transaction have come (OCPP 2.x seqNo, quirk X02). */
export interface EventSequence {
  low: number
  high: number
  /** Numbers between low and high that have not come. */
  missing: number[]
}

/** A station that jumps by more than this does not count honestly; its gaps are not worth keeping. */
const LARGEST_GAP = 200

export function startSequence(seqNo: number): EventSequence {
  return { low: seqNo, high: seqNo, missing: [] }
}

export function hasSeen(sequence: EventSequence, seqNo: number): boolean {
  return seqNo >= sequence.low && seqNo <= sequence.high && !sequence.missing.includes(seqNo)
}

export function withEvent(sequence: EventSequence | null, seqNo: number): EventSequence {
  if (!sequence) return startSequence(seqNo)
  if (seqNo > sequence.high) {
    return { ...sequence, high: seqNo, missing: [...sequence.missing, ...between(sequence.high, seqNo)] }
  }
  if (seqNo < sequence.low) {
    return { ...sequence, low: seqNo, missing: [...between(seqNo, sequence.low), ...sequence.missing] }
  }
  return { ...sequence, missing: sequence.missing.filter((missing) => missing !== seqNo) }
}

function between(low: number, high: number): number[] {
  const count = high - low - 1
  return count > LARGEST_GAP ? [] : Array.from({ length: count }, (_, index) => low + 1 + index)
}
