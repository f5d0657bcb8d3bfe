import type { HistoryFilter } from '#contract/session-history'
import type { SessionColumns } from './session-columns'
import { codeOfInactivity, codeOfReason, marksMask } from './session-columns'
import type { StationNames } from './station-names'
import { wordsOf, type WordHits } from './words'

type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array

/** All that may be shown, the highest id first. */
export function registered({ columns, size }: SessionColumns, { isRegistered }: StationNames): Uint32Array {
  const found = new Uint32Array(size)
  let count = 0
  for (let session = size - 1; session > 0; session -= 1) {
    // The code 0, of no session, is never registered.
    if (isRegistered[columns.station[session] ?? 0] === 1) found[count++] = session
  }
  return found.slice(0, count)
}

/**
 * Those of `all` that a filter finds, in their order. Each condition goes once over what the ones before it left.
 * `room` holds the answer, so that a million numbers need not be made for each question.
 */
export function select(
  { all, room, held, stations }: { all: Uint32Array; room: Uint32Array; held: SessionColumns; stations: StationNames },
  filter: HistoryFilter,
): Uint32Array {
  const { columns } = held
  let found = all
  let count = all.length

  function within(column: Column, from: number, to: number): void {
    let kept = 0
    for (let index = 0; index < count; index += 1) {
      const session = found[index] ?? 0
      const value = column[session] ?? 0
      if (value >= from && value <= to) room[kept++] = session
    }
    count = kept
    found = room
  }
  function oneOf(column: Column, wanted: readonly number[]): void {
    const isWanted = new Uint8Array(Math.max(0, ...wanted) + 1)
    for (const value of wanted) isWanted[value] = 1
    let kept = 0
    for (let index = 0; index < count; index += 1) {
      const session = found[index] ?? 0
      if (isWanted[column[session] ?? 0] === 1) room[kept++] = session
    }
    count = kept
    found = room
  }
  function masked(column: Uint32Array, mask: number): void {
    let kept = 0
    for (let index = 0; index < count; index += 1) {
      const session = found[index] ?? 0
      if (((column[session] ?? 0) & mask) !== 0) room[kept++] = session
    }
    count = kept
    found = room
  }
  function word({ station, person, token, number }: WordHits): void {
    let kept = 0
    for (let index = 0; index < count; index += 1) {
      const session = found[index] ?? 0
      const isHit =
        station[columns.station[session] ?? 0] === 1 || person[columns.person[session] ?? 0] === 1 ||
        token[columns.token[session] ?? 0] === 1 || columns.evse[session] === number || session === number
      if (isHit) room[kept++] = session
    }
    count = kept
    found = room
  }

  if (filter.station !== null) oneOf(columns.station, [held.stations.find(filter.station)])
  if (filter.from != null || filter.to != null) within(columns.startedAt, filter.from ?? 0, (filter.to ?? Infinity) - 1)
  const lists = [
    [columns.company, filter.companies], [columns.site, filter.sites], [columns.area, filter.areas], [columns.personId, filter.people],
    [columns.evse, filter.evse == null ? null : [filter.evse]], [columns.reason, filter.reasons?.map(codeOfReason)],
  ] as const
  for (const [column, wanted] of lists) if (wanted != null && wanted.length > 0) oneOf(column, wanted)
  if (filter.marks && filter.marks.length > 0) masked(columns.marks, marksMask(filter.marks))
  if (filter.energyFromWh != null || filter.energyToWh != null) {
    within(columns.energyMwh, (filter.energyFromWh ?? 0) * 1000, (filter.energyToWh ?? Infinity) * 1000)
  }
  if (filter.currency != null) oneOf(columns.currency, [held.currencies.find(filter.currency)])
  if (filter.priceFrom != null || filter.priceTo != null) within(columns.price, filter.priceFrom ?? -Infinity, filter.priceTo ?? Infinity)
  if (filter.inactivity && filter.inactivity.length > 0) {
    oneOf(columns.inactivityClass, filter.inactivity.map(codeOfInactivity))
  }
  for (const hits of wordsOf(filter.text, held, stations)) word(hits)
  return found.subarray(0, count)
}
