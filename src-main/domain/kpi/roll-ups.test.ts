import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Opening } from '#contract/organisation'
import type { ConnectorStatus } from '#contract/vocabulary'
import { boundsOf, dayAt, daysIn, openSpans } from './calendar'
import { addSums, type DaySums, noSums, sumNames } from './day-sums'
import { QUARTER } from './quarters'
import { LONGEST_PLUG_MS } from './station-attempts'
import { stationSums, type StationSums } from './station-span'
import type { StationFacts } from './station-facts'
import { aCharge, aStatus, HOUR, MIN, someFacts } from './testing/builders'
import type { Span } from './spans'

const DAY = 24 * HOUR
const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC']
/** Around nights in which a clock changes, and others. */
const starts = fc.constantFrom(Date.UTC(2025, 2, 28), Date.UTC(2025, 9, 24), Date.UTC(2025, 3, 4), Date.UTC(2025, 2, 7), Date.UTC(2025, 6, 1))
const minute = fc.nat(6 * 24 * 60)
const spans = fc.array(fc.tuple(minute, fc.integer({ min: 1, max: 600 })), { maxLength: 5 })

const histories = fc.record({
  timeZone: fc.constantFrom(...zones),
  start: starts,
  opening: fc.constantFrom<Opening[] | null>(null, [{ days: [1, 2, 3, 4, 5, 6, 7], from: '06:00', to: '22:00' }], [{ days: [1, 3, 7], from: '02:30', to: '24:00' }]),
  sessions: fc.array(
    fc.record({
      from: minute, steps: fc.array(fc.record({ minutes: fc.integer({ min: 1, max: 400 }), wh: fc.nat(9_000) }), { minLength: 1, maxLength: 6 }),
      evse: fc.integer({ min: 1, max: 2 }), token: fc.constantFrom('AA', 'BB', null), isOpen: fc.boolean(), isImplausible: fc.nat(9).map((value) => value === 0),
    }),
    { maxLength: 8 },
  ),
  statuses: fc.array(fc.tuple(minute, fc.constantFrom<ConnectorStatus>('available', 'occupied', 'faulted', 'unavailable'), fc.integer({ min: 1, max: 2 })), { maxLength: 20 }),
  outages: spans,
  unobserved: spans,
  exclusions: spans,
  shown: fc.array(fc.tuple(minute, fc.constantFrom('AA', 'BB'), fc.boolean()), { maxLength: 8 }),
})
type History = typeof histories extends fc.Arbitrary<infer T> ? T : never

function factsOf(history: History): StationFacts {
  const { start, timeZone } = history
  const at = (minutes: number) => start + minutes * MIN
  const now = at(9 * 24 * 60)
  const overlapping = (of: [number, number][]) => of.map(([from, minutes]): Span => ({ from: at(from), to: at(from + minutes) }))
  const origin = start / MIN
  return someFacts({
    now,
    productionFrom: at(500),
    open: openSpans(history.opening, timeZone, { first: dayAt(timeZone, start) - 2, last: dayAt(timeZone, now) + 2 }),
    unobserved: overlapping(history.unobserved),
    outages: overlapping(history.outages).map((span) => ({ ...span, knownAt: span.to })),
    exclusions: overlapping(history.exclusions).map((span, index) => ({ ...span, evse: null, of: index % 2 === 0 ? null : 'offline' })),
    ratedPowerW: 22_000,
    evses: [1, 2],
    statuses: history.statuses.map(([minutes, status, evse]) => aStatus(origin + minutes, status, { evse })).sort((a, b) => a.at - b.at),
    sessions: history.sessions.map(({ from, steps, isImplausible, isOpen, ...of }, index) => {
      let [elapsed, kwh] = [from, 0]
      const readings = steps.map(({ minutes, wh }): [number, number] => [origin + (elapsed += minutes), (kwh += wh / 1000)])
      return aCharge({ ...of, session: index + 1, isOpen, readings: [[origin + from, 0], ...readings], overrides: isImplausible ? { issues: ['implausible'] } : {} })
    }),
    identifications: history.shown.map(([minutes, token, isAccepted]) => ({ at: at(minutes), token, isAccepted })),
  })
}

function totalOf(parts: readonly StationSums[]) {
  const sums: DaySums = noSums()
  const quarters = new Map<number, number>()
  const durations: number[] = []
  for (const { sockets } of parts) {
    for (const socket of sockets) {
      addSums(sums, socket.sums)
      durations.push(...socket.durations)
      for (const [index, { energyMwh }] of socket.quarters) quarters.set(index, (quarters.get(index) ?? 0) + energyMwh)
    }
  }
  return { sums, durations: durations.sort((a, b) => a - b), quarters: [...quarters].filter(([, energy]) => energy !== 0).sort(([a], [b]) => a - b) }
}

it('the days of a station add up to what is computed over all of its history at once, also where the clock changes', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const facts = factsOf(history)
      const days = daysIn(history.timeZone, { from: history.start, to: facts.now - DAY })
      const bounds = days.map((day) => boundsOf(history.timeZone, day))
      const whole = { from: bounds[0]?.from ?? 0, to: bounds.at(-1)?.to ?? 0 }
      const byDay = totalOf(bounds.map((span) => stationSums(facts, span)))
      const direct = totalOf([stationSums(facts, whole)])
      // Half a milliwatt-hour for each day and socket.
      expect(Math.abs(byDay.sums.ratedMwh - direct.sums.ratedMwh)).toBeLessThanOrEqual(days.length * 2)
      for (const name of sumNames) if (name !== 'ratedMwh') expect([name, byDay.sums[name]]).toEqual([name, direct.sums[name]])
      expect(byDay.durations).toEqual(direct.durations)
      expect(byDay.quarters).toEqual(direct.quarters)
    }),
    { numRuns: 300 },
  )
})

it('what a day is computed from may be cut a day before and after it', () => {
  fc.assert(
    fc.property(histories, fc.nat(5), (history, index) => {
      const facts = factsOf(history)
      const span = boundsOf(history.timeZone, dayAt(history.timeZone, history.start) + index)
      const [from, to] = [span.from - DAY, span.to + DAY]
      const before = [1, 2].flatMap((evse) => facts.statuses.filter((status) => status.evse === evse && status.at < from).slice(-1))
      const cut = {
        ...facts,
        statuses: [...before, ...facts.statuses.filter(({ at }) => at >= from && at < to)],
        sessions: facts.sessions.filter(({ course }) => course.from < span.to + LONGEST_PLUG_MS),
        outages: facts.outages.filter((outage) => outage.from < to && outage.to > from),
        unobserved: facts.unobserved.filter((one) => one.from < to && one.to > from),
        exclusions: facts.exclusions.filter((one) => one.from < to && one.to > from),
      }
      const [one, other] = [totalOf([stationSums(facts, span)]), totalOf([stationSums(cut, span)])]
      expect(other).toEqual(one)
    }),
    { numRuns: 200 },
  )
})

it('the energy of a session is in quarters that add up to it', () => {
  const facts = someFacts({ sessions: [aCharge({ readings: [[7, 0], [48, 5.123_457], [100, 9.999_999]] })] })
  const { quarters } = totalOf([stationSums(facts, { from: 0, to: DAY })])
  expect(quarters.reduce((sum, [, energy]) => sum + energy, 0)).toBe(9_999_999)
  expect(quarters.map(([index]) => index * QUARTER)).toEqual([0, 15, 30, 45, 60, 75, 90].map((minutes) => minutes * MIN))
})
