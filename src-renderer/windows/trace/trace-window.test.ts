import type { TraceLine } from '#contract/trace'
import { describe, expect, it } from 'vitest'
import { createTraceWindow, type TraceEntry } from './trace-window'

const aLine = (id: number, fields: Partial<TraceLine> = {}): TraceLine => ({
  id, at: id * 1000, station: 'CP-1', connection: 'c-1', direction: 'in', kind: 'call', action: 'Heartbeat',
  messageId: `m-${id}`, text: `[2,"m-${id}","Heartbeat",{}]`, truncated: false, roundTripMs: null, findings: [], session: null, bookmark: null,
  ...fields,
})
const lines = (...ids: number[]) => ids.map((id) => aLine(id))
const told = (entries: readonly TraceEntry[]) =>
  entries.map((entry) => (entry.kind === 'line' ? entry.line.id : `-${entry.count}`))
const aWindow = () => createTraceWindow({ rows: 5, waiting: 3 })

describe('the trace window', () => {
  it('shows frames in the order in which they came and drops the oldest', () => {
    const trace = aWindow()
    trace.receive({ lines: lines(1, 2, 3, 4), omitted: 0 })
    trace.receive({ lines: lines(5, 6), omitted: 0 })
    expect(told(trace.entries.value)).toEqual([2, 3, 4, 5, 6])
  })

  it('says how many frames were left out, where they are missing', () => {
    const trace = aWindow()
    trace.receive({ lines: lines(1), omitted: 0 })
    trace.receive({ lines: lines(90), omitted: 88 })
    expect(told(trace.entries.value)).toEqual([1, '-88', 90])
  })

  it('shows no frame twice when the feed starts over after a reconnect', () => {
    const trace = aWindow()
    trace.receive({ lines: lines(1, 2), omitted: 0 })
    trace.receive({ lines: lines(1, 2, 3), omitted: 0 })
    expect(told(trace.entries.value)).toEqual([1, 2, 3])
  })

  it('stands still while paused and counts what waits', () => {
    const trace = aWindow()
    trace.receive({ lines: lines(1), omitted: 0 })
    trace.pause()
    trace.receive({ lines: lines(2, 3), omitted: 0 })
    expect(told(trace.entries.value)).toEqual([1])
    expect(trace.waitingCount.value).toBe(2)
  })

  it('shows what waited when it goes on', () => {
    const trace = aWindow()
    trace.pause()
    trace.receive({ lines: lines(1, 2), omitted: 0 })
    trace.resume()
    expect(told(trace.entries.value)).toEqual([1, 2])
    expect(trace.waitingCount.value).toBe(0)
  })

  it('keeps the newest of a long pause and counts the rest, omitted frames included', () => {
    const trace = aWindow()
    trace.pause()
    trace.receive({ lines: lines(1, 2, 3), omitted: 0 })
    trace.receive({ lines: lines(14, 15), omitted: 10 })
    expect(trace.waitingCount.value).toBe(15)
    trace.resume()
    expect(told(trace.entries.value)).toEqual(['-3', '-10', 14, 15])
  })

  it('puts older frames in front, without those it has', () => {
    const trace = aWindow()
    trace.receive({ lines: lines(7, 8), omitted: 0 })
    expect(trace.prepend(lines(8, 7, 6, 5))).toBe(2)
    expect(told(trace.entries.value)).toEqual([5, 6, 7, 8])
  })

  it('forgets everything when the filter changes', () => {
    const trace = aWindow()
    trace.receive({ lines: lines(7), omitted: 0 })
    trace.clear()
    trace.receive({ lines: lines(3, 4), omitted: 0 })
    expect(told(trace.entries.value)).toEqual([3, 4])
  })
})
