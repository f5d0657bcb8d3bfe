import { describe, expect, it } from 'vitest'
import { addSums, type DaySums, noSums } from './day-sums'
import { figuresOf } from './figures'
import { gradeOf, linkQualityOf } from './link-quality'
import { peakDemand } from './quarters'
import { stationSums } from './station-span'
import { medianOf, quantileOf, shareOf, successRate, technicalRate } from './success'
import { aCharge, aStatus, HOUR, MIN, someFacts } from './testing/builders'
import { failuresOf, neviUptime, outageOf, reliabilityOf, uptimeOf } from './uptime'

/** The examples of the KPI definitions, by section. */
const percent = (share: number | null, digits = 1) => (share === null ? null : Number((share * 100).toFixed(digits)))
const sums = (changes: Partial<DaySums>): DaySums => ({ ...noSums(), ...changes })
const day = { from: 0, to: 24 * HOUR }

describe('success rates (1.4)', () => {
  it.each([
    [{ attempts: 100, started: 97, byUser: 0 }, 97, 97],
    [{ attempts: 40, started: 38, byUser: 1 }, 95, 97.4],
    [{ attempts: 0, started: 0, byUser: 0 }, null, null],
    [{ attempts: 2, started: 0, byUser: 2 }, 0, null],
  ])('of %o are %d and %d', (of, rate, technical) => {
    expect([percent(successRate(of)), percent(technicalRate(of))]).toEqual([rate, technical])
  })

  it('of a week are sums over sums, not the mean of days', () => {
    const week = [[20, 20], [1, 2], [0, 0], [38, 40]].map(([started = 0, attempts = 0]) => sums({ started, attempts }))
    expect(percent(figuresOf(week.reduce(addSums, noSums()), []).successRate)).toBe(95.2)
  })
})

describe('averages (4)', () => {
  it('of durations are mean and median', () => {
    const figures = figuresOf(sums({ completed: 3, durationMs: (42 + 95 + 510) * MIN, sessionMwh: 70_700_000 }), [42 * 60, 95 * 60, 510 * 60])
    expect((figures.durationMeanMs ?? 0) / MIN).toBeCloseTo(215.7, 1)
    expect(figures.durationMedianMs).toBe(95 * MIN)
    expect((figures.energyPerSessionWh ?? 0) / 1000).toBeCloseTo(23.57, 2)
  })

  it.each([[[], null], [[3], 3], [[4, 1], 2.5], [[9, 1, 5], 5]] as [number[], number | null][])('the median of %j is %d', (values, median) => {
    expect(medianOf(values)).toBe(median)
  })

  it('without anything to divide by are not known', () => {
    const figures = figuresOf(noSums(), [])
    const { successRate: rate, durationMeanMs, durationMedianMs, utilization, chargingUtilization, energyUtilization, idleShare, uptime, availability } = figures
    expect([rate, durationMeanMs, durationMedianMs, utilization, chargingUtilization, energyUtilization, idleShare, uptime, availability]).toEqual(Array(9).fill(null))
    expect(shareOf(3, 0)).toBeNull()
  })
})

describe('utilization (6)', () => {
  const of = (hours: number) =>
    figuresOf(sums({ occupiedMs: 425 * MIN, chargingMs: 350 * MIN, openMs: 2 * hours * HOUR, ratedEnergyMwh: 59_500_000, ratedMwh: 22_000_000 * 2 * hours }), [])

  it('is by time, by charging and by energy', () => {
    expect([of(24).utilization, of(24).chargingUtilization, of(24).energyUtilization].map((share) => percent(share, 2))).toEqual([14.76, 12.15, 5.63])
  })

  it('has the true length of the day in its denominator', () => {
    expect(percent(of(23).utilization)).toBe(15.4)
  })

  it('counts sessions that overlap on one socket once', () => {
    const facts = someFacts({ sessions: [aCharge({ readings: [[0, 0], [60, 10]] }), aCharge({ session: 2, readings: [[30, 0], [90, 10]] })] })
    expect(stationSums(facts, day).sockets.find(({ evse }) => evse === 1)?.sums.occupiedMs).toBe(90 * MIN)
  })

  it('is of opening hours alone, and of the time since the socket is in production', () => {
    const facts = someFacts({ open: [{ from: 6 * HOUR, to: 22 * HOUR }], productionFrom: 8 * HOUR, sessions: [aCharge({ readings: [[21 * 60, 0], [23 * 60, 10]] })] })
    expect(stationSums(facts, day).sockets[1]?.sums).toMatchObject({ openMs: 14 * HOUR, occupiedMs: HOUR, outageMs: 0 })
  })

  it('leaves noise out, and what is implausible out of everything', () => {
    const facts = someFacts({
      sessions: [
        aCharge({ readings: [[0, 0], [0.5, 0.2]] }),
        aCharge({ session: 2, readings: [[10, 0], [70, 0.05]] }),
        aCharge({ session: 3, readings: [[100, 0], [110, 900]], overrides: { issues: ['implausible'] } }),
        aCharge({ session: 4, readings: [[200, 0], [260, 10]] }),
      ],
    })
    expect(stationSums(facts, day).sockets[1]?.sums).toMatchObject({
      sessions: 1, noise: 2, implausible: 1, completed: 1, occupiedMs: 60 * MIN, durationMs: 60 * MIN, energyMwh: 10_250_000, attempts: 4,
    })
  })

  it('ends with the last meter value of a suspect session', () => {
    const facts = someFacts({ sessions: [aCharge({ readings: [[0, 0], [60, 10]], isOpen: true, overrides: { state: 'suspect' } })] })
    expect(stationSums(facts, day).sockets[1]?.sums).toMatchObject({ occupiedMs: 60 * MIN, suspect: 1, sessions: 1, completed: 0 })
  })
})

describe('uptime (8)', () => {
  it('of NEVI takes the constant of the rule', () => {
    const of = { outageMs: 9_000 * MIN, unobservedMs: 0 }
    expect(percent(neviUptime({ ...of, excludedMs: 1_200 * MIN }), 3)).toBe(98.516)
    expect(percent(neviUptime({ ...of, excludedMs: 0 }), 3)).toBe(98.288)
  })

  it('of NEVI counts what was not observed as outage', () => {
    expect(percent(neviUptime({ outageMs: 0, excludedMs: 0, unobservedMs: 9_000 * MIN }), 3)).toBe(98.288)
  })

  it('of a month is over its own minutes', () => {
    expect(percent(uptimeOf({ observedMs: 43_200 * MIN, outageMs: 700 * MIN, excludedMs: 120 * MIN }), 3)).toBe(98.657)
  })

  const down = { faulted: [{ from: 0, to: 60 }], unavailable: [{ from: 40, to: 100 }], offline: [{ from: 50, to: 70 }] }
  const nothing = { exclusions: [], ordered: [], closed: [] }
  const lengths = (excluded: Parameters<typeof outageOf>[1]) => {
    const { spans, counted } = outageOf(down, excluded)
    return [spans, counted].map((all) => all.reduce((sum, { from, to }) => sum + to - from, 0))
  }
  it.each([
    ['overlapping causes once', nothing, [100, 100]],
    ['what was ordered as excluded, where nothing else was wrong', { ...nothing, ordered: [{ from: 0, to: 200 }] }, [100, 70]],
    ['an exclusion of one cause only where no other is active', { ...nothing, exclusions: [{ from: 0, to: 200, evse: null, of: 'faulted' as const }] }, [100, 60]],
    ['an exclusion of everything as excluded', { ...nothing, exclusions: [{ from: 0, to: 90, evse: null, of: null }] }, [100, 10]],
    ['the hours in which the site is closed as excluded', { ...nothing, closed: [{ from: 80, to: 200 }] }, [100, 80]],
  ])('counts %s', (_, excluded, expected) => {
    expect(lengths(excluded)).toEqual(expected)
  })

  it('MTBF and MTTR follow from failures', () => {
    expect(reliabilityOf({ observedMs: 720 * HOUR, outageMs: 9 * HOUR, excludedMs: 0, failures: 3 })).toEqual({ mtbfMs: 237 * HOUR, mttrMs: 3 * HOUR, availability: 0.9875 })
    expect(reliabilityOf({ observedMs: 720 * HOUR, outageMs: 0, excludedMs: 0, failures: 0 })).toEqual({ mtbfMs: null, mttrMs: null, availability: null })
  })

  const minutes = (...spans: [number, number][]) => spans.map(([from, to]) => ({ from: from * MIN, to: to * MIN }))
  it.each([
    ['shorter than five minutes is none', minutes([0, 4.9]), [], 0],
    ['five minutes is one', minutes([0, 5]), [], 1],
    ['less than ten minutes apart are the same', minutes([0, 5], [14, 20]), [], 1],
    ['ten minutes apart are two', minutes([0, 5], [15, 20]), [], 2],
    ['a flapping one is one', minutes([0, 2], [4, 6], [8, 10]), [], 1],
    ['time in which nobody looked does not end it', minutes([0, 30], [90, 120]), minutes([30, 90]), 1],
  ])('a failure: %s', (_, spans, unobserved, count) => {
    expect(failuresOf(spans, unobserved)).toHaveLength(count)
  })

  it('an unavailable socket is down, unless late data show that it was in use while it was not heard of', () => {
    const facts = someFacts({
      statuses: [aStatus(0, 'available'), aStatus(600, 'unavailable'), aStatus(660, 'available')],
      outages: [{ from: 0, to: 120 * MIN, knownAt: 120 * MIN }],
      sessions: [aCharge({ readings: [[30, 0], [90, 10]] })],
    })
    expect(stationSums(facts, day).sockets[1]?.sums).toMatchObject({ outageMs: (60 + 60) * MIN, excludedMs: 0, failures: 3 })
  })

  it('what Plugboard ordered out of service is excluded until it is ordered back', () => {
    const facts = someFacts({
      statuses: [aStatus(0, 'available'), aStatus(60, 'unavailable'), aStatus(180, 'available')],
      orders: [{ at: 59 * MIN, evse: 1, isOperative: false }, { at: 120 * MIN, evse: null, isOperative: true }],
    })
    expect(stationSums(facts, day).sockets[1]?.sums).toMatchObject({ outageMs: 120 * MIN, excludedMs: 60 * MIN, failures: 1 })
  })

  it('time in which Plugboard was not running is in neither part', () => {
    const facts = someFacts({ statuses: [aStatus(0, 'faulted')], unobserved: [{ from: 0, to: 6 * HOUR }] })
    expect(stationSums(facts, day).sockets[1]?.sums).toMatchObject({ observedMs: 18 * HOUR, unobservedMs: 6 * HOUR, outageMs: 18 * HOUR })
  })
})

describe('demand (10)', () => {
  it('is the largest mean over a quarter of the clock', () => {
    const quarter = (energyMwh: number) => ({ energyMwh, occupiedMs: 0, chargingMs: 0 })
    expect(peakDemand(new Map([[4, quarter(3_100_000 + 2_900_000)], [5, quarter(5_900_000)]]))).toEqual({ powerW: 24_000, from: HOUR })
    expect(peakDemand(new Map())).toBeNull()
  })
})

describe('link quality (11)', () => {
  it.each([
    [{ medianMs: 499, missedShare: 0, reconnects: 1 }, 'A'],
    [{ medianMs: 499, missedShare: 0.01, reconnects: 1 }, 'B'],
    [{ medianMs: 500, missedShare: 0, reconnects: 0 }, 'B'],
    [{ medianMs: 100, missedShare: 0, reconnects: 2 }, 'B'],
    [{ medianMs: 2_000, missedShare: 0, reconnects: 0 }, 'C'],
    [{ medianMs: 100, missedShare: 0.05, reconnects: 0 }, 'C'],
    [{ medianMs: 100, missedShare: 0, reconnects: 10 }, 'C'],
    [{ medianMs: null, missedShare: 1, reconnects: 0 }, 'C'],
    [{ medianMs: null, missedShare: null, reconnects: 0 }, null],
  ] as const)('of %o is %s', (quality, grade) => {
    expect(gradeOf(quality)).toBe(grade)
  })

  it('is of calls that were answered, missed and of links', () => {
    const call = (at: number, roundTripMs: number | null, outcome = 'accepted') => ({ at, roundTripMs, outcome })
    const quality = linkQualityOf({
      from: 0, to: 24 * HOUR,
      calls: [call(1, 100), call(2, 300), call(3, 200), call(HOUR, null, 'timeout'), call(HOUR, null, 'pending')],
      frames: [{ at: 0, bytes: 20, direction: 'in' }, { at: 5, bytes: 5, direction: 'out' }, { at: 9, bytes: 5, direction: 'in' }],
      links: [{ openedAt: 5, closedAt: 8, by: 'network', code: 1006 }, { openedAt: 9, closedAt: null, by: null, code: null }],
      outages: [],
    })
    expect(quality).toMatchObject({ calls: 4, missed: 1, missedShare: 0.25, medianMs: 200, p95Ms: 300, maxMs: 300, reconnects: 2, bytes: 30, longestSilenceMs: 9, grade: 'C' })
    expect(quality.hours.map(({ calls }) => calls)).toEqual([3, 1])
  })

  it('knows the value that a share does not exceed', () => {
    expect(quantileOf(Array.from({ length: 100 }, (_, index) => index + 1), 0.95)).toBe(95)
  })
})
