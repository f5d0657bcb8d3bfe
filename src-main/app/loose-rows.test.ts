import { expect, test } from 'vitest'
import { hasRows, newestOf, noLooseRows } from './loose-rows'
import type { FrameRecord } from './trace-ports'

const aFrame = (id: number, text = ''): FrameRecord => ({
  id, at: id, station: 'CP1', connection: 'c', direction: 'out', kind: 'result', action: null, messageId: null, text,
  roundTripMs: null, findings: [], session: null,
})

test('keeps the newest of each kind while nothing can be written', () => {
  const frames = Array.from({ length: 150_000 }, (_, id) => aFrame(id))
  const findings = frames.map(({ at }) => ({ station: 'CP1', code: 'F01', detail: '', at, count: 1 }))
  const kept = newestOf({ ...noLooseRows(), frames, findings })
  expect([kept.frames.length, kept.frames.at(-1)?.id]).toEqual([20_000, 149_999])
  expect([kept.findings.length, kept.findings.at(-1)?.at]).toEqual([20_000, 149_999])
})

test('keeps fewer frames where they are large', () => {
  const text = 'x'.repeat(4 * 1024 * 1024)
  const frames = Array.from({ length: 100 }, (_, id) => aFrame(id, text))
  const kept = newestOf({ ...noLooseRows(), frames })
  expect(kept.frames.map(({ id }) => id)).toEqual(Array.from({ length: 16 }, (_, index) => 84 + index))
})

test('tells whether anything waits', () => {
  expect(hasRows(noLooseRows())).toBe(false)
  expect(hasRows({ ...noLooseRows(), frames: [aFrame(1)] })).toBe(true)
})
