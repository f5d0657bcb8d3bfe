import { describe, expect, it } from 'vitest'
import { energyAt, type EnergyReading, intervalsOf, type StateChange } from './intervals'
import { energyUntil, sessionUntil } from './priced-session'
import { aSession, kwh, minutes, monday } from './testing/builders'

const reading = (minute: number, energy: number): EnergyReading => ({ at: minutes(minute), energyMwh: kwh(energy) })
const state = (minute: number, word: StateChange['state']): StateChange => ({ at: minutes(minute), state: word })
const of = (end: number, readings: EnergyReading[], states: StateChange[] = []) =>
  intervalsOf({ start: 0, end: minutes(end), readings, states }).map(({ from, to, energyMwh, state: word }) => [
    from / 60_000, to / 60_000, energyMwh / 1_000_000, word,
  ])

describe('KPI definitions 5 and 7, energy and activity over time', () => {
  it('5: energy at midnight lies on the line between the readings around it', () => {
    expect(energyAt([reading(-5, 112), reading(10, 113.5)], 0)).toBe(kwh(112.5))
    expect(energyAt([reading(-5, 112), reading(10, 113.5)], minutes(-9))).toBe(kwh(112))
    expect(energyAt([reading(-5, 112), reading(10, 113.5)], minutes(99))).toBe(kwh(113.5))
    expect(energyAt([], 0)).toBe(0)
  })

  it('7: 15 of 35 minutes without power are not charging', () => {
    const samples = [[0, 0], [5, 0.9], [10, 1.8], [15, 2.5], [20, 2.5], [25, 2.5], [30, 2.5], [35, 2.6]] as const
    const intervals = of(35, samples.map(([minute, energy]) => reading(minute, energy)))
    const charging = intervals.filter(([, , , word]) => word === 'charging')
    expect(charging.reduce((sum, [from, to]) => sum + Number(to) - Number(from), 0)).toBe(20)
    expect(intervals.filter(([, , , word]) => word === 'idle').map(([from]) => from)).toEqual([15, 20, 25])
  })

  it('a status cuts a step, whose energy is split by time', () => {
    expect(of(30, [reading(0, 0), reading(20, 2)], [state(10, 'charging'), state(20, 'suspended-ev')])).toEqual([
      [0, 10, 1, 'charging'], [10, 20, 1, 'charging'], [20, 30, 0, 'suspended-ev'],
    ])
  })

  it('a register that moves is charging, whatever the status says (S05)', () => {
    expect(of(10, [reading(0, 0), reading(10, 1)], [state(0, 'suspended-ev')])).toEqual([[0, 10, 1, 'charging']])
  })

  it('a coarse register is charging where power was measured', () => {
    const measured = [0, 10, 20].map((minute) => ({ ...reading(minute, minute === 20 ? 1 : 0), powerW: 3000, currentA: 13 }))
    const intervals = intervalsOf({ start: 0, end: minutes(20), readings: measured, states: [] })
    expect(intervals.map(({ state: word, powerW, currentA }) => [word, powerW, currentA])).toEqual([['charging', 3000, 13], ['charging', 3000, 13]])
  })

  it('after the last reading the status counts', () => {
    expect(of(15, [reading(0, 0), reading(10, 1)], [state(0, 'charging')])).toEqual([[0, 10, 1, 'charging'], [10, 15, 0, 'charging']])
  })

  it('a register that stands still while the station says charging is unclear', () => {
    expect(of(10, [reading(0, 1), reading(10, 1)], [state(0, 'charging')])).toEqual([[0, 10, 0, 'idle']])
  })

  it('keeps all energy, also that of readings at odd times', () => {
    const readings = [reading(-3, 0), reading(1, 0.333333), reading(7, 0.999999), reading(12, 1.7)]
    const total = of(12, readings, [state(2, 'charging'), state(5, 'suspended-ev')]).reduce((sum, [, , energy]) => sum + Number(energy), 0)
    expect(Math.round(total * 1_000_000)).toBe(kwh(1.7) - energyAt(readings, 0))
  })

  it('knows a session without readings, and one without length', () => {
    expect(of(5, [])).toEqual([[0, 5, 0, 'idle']])
    expect(of(0, [])).toEqual([])
  })
})

describe('a session as it was', () => {
  const session = aSession(monday('12:00'), [{ minutes: 60, kwh: 10 }, { minutes: 30, state: 'suspended-ev' }])

  it('ends where the playback stands', () => {
    const half = sessionUntil(session, session.start + minutes(45))
    expect(half.intervals).toMatchObject([{ energyMwh: kwh(7.5), powerW: 10_000 }])
    expect(half.end).toBe(session.start + minutes(45))
    expect(sessionUntil(session, session.end + 1)).toBe(session)
    expect(sessionUntil(session, session.start - 1)).toMatchObject({ end: session.start, intervals: [] })
  })

  it('has all energy at the end of an interval without length', () => {
    expect(energyUntil({ from: 5, to: 5, energyMwh: 7, state: 'charging', powerW: null, currentA: null }, 5)).toBe(7)
  })
})
