/** Which numbered events of a transaction have come (OCPP 2.x seqNo, quirk X02). */
export interface EventSequence {
  low: number
  high: number
  /** The gaps between low and high: first and last number of each, rising. */
  missing: Gap[]
}

type Gap = [first: number, last: number]

/** A station that leaves more gaps than this counts in steps of its own; the oldest are no longer waited for. */
const MOST_GAPS = 200

export function startSequence(seqNo: number): EventSequence {
  return { low: seqNo, high: seqNo, missing: [] }
}

export function hasSeen(sequence: EventSequence, seqNo: number): boolean {
  return seqNo >= sequence.low && seqNo <= sequence.high && !sequence.missing.some((gap) => isIn(gap, seqNo))
}

export function withEvent(sequence: EventSequence | null, seqNo: number): EventSequence {
  if (!sequence) return startSequence(seqNo)
  const { low, high, missing } = sequence
  if (seqNo > high) return { low, high: seqNo, missing: newest([...missing, ...gap(high + 1, seqNo - 1)]) }
  if (seqNo < low) return { low: seqNo, high, missing: newest([...gap(seqNo + 1, low - 1), ...missing]) }
  return { low, high, missing: newest(missing.flatMap((known) => (isIn(known, seqNo) ? around(known, seqNo) : [known]))) }
}

const isIn = ([first, last]: Gap, seqNo: number) => seqNo >= first && seqNo <= last
const gap = (first: number, last: number): Gap[] => (first <= last ? [[first, last]] : [])
const around = ([first, last]: Gap, seqNo: number) => [...gap(first, seqNo - 1), ...gap(seqNo + 1, last)]
const newest = (gaps: Gap[]) => gaps.slice(-MOST_GAPS)
