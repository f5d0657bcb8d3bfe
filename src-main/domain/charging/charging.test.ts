import { describe, expect, it } from 'vitest'
import type { ChargingProfile, ChargingRules } from '#contract/charging'
import { adjusted } from './adjust'
import { limitAt, limitSince, limitSourceAt, schedule } from './composition'
import { profileIssues } from './profile-issues'
import { rateAt, type StandingProfile } from './profile-limit'
import { converted, steppedCurrent } from './rate'
import { suspensionSide } from './suspension'

const HOUR = 3_600_000
const midnight = Date.UTC(2026, 2, 3)
const supply = { phases: 3, voltageV: 230 }

function aProfile(overrides: Partial<ChargingProfile> = {}): ChargingProfile {
  return {
    purpose: 'tx-default', stackLevel: 0, kind: 'absolute', recurrency: null, validFrom: null, validTo: null,
    startAt: midnight, durationS: null, unit: 'A', minRate: null, periods: [{ startS: 0, limit: 16, phases: null }],
    ...overrides,
  }
}

function standing(content: Partial<ChargingProfile> = {}, more: Partial<StandingProfile> = {}): StandingProfile {
  return { profile: 1, evse: 0, content: aProfile(content), since: midnight, sessionStartedAt: midnight + 2 * HOUR, ...more }
}

const night = [
  { startS: 0, limit: 32, phases: null },
  { startS: 6 * 3600, limit: 8, phases: null },
  { startS: 22 * 3600, limit: 32, phases: null },
]

describe('one profile', () => {
  it.each([
    ['an absolute one begins at its start', {}, 0, 16],
    ['and not before', { startAt: midnight + HOUR }, 0, null],
    ['and says nothing after its duration', { durationS: 3600 }, 1, null],
    ['its periods follow each other', { periods: night }, 7, 8],
    ['it is not valid before', { validFrom: midnight + 2 * HOUR }, 1, null],
    ['nor at the instant to which it is valid', { validTo: midnight + HOUR }, 1, null],
    ['a daily one begins again each day', { kind: 'recurring', recurrency: 'daily', periods: night }, 3 * 24 + 7, 8],
    ['a weekly one each week', { kind: 'recurring', recurrency: 'weekly', durationS: 3600 }, 7 * 24 + 0.5, 16],
    ['and not each day', { kind: 'recurring', recurrency: 'weekly', durationS: 3600 }, 24.5, null],
    ['a relative one begins with the session', { kind: 'relative', startAt: null, durationS: 3600 }, 2.5, 16],
    ['and not with the day', { kind: 'relative', startAt: null, durationS: 3600 }, 1, null],
  ] as const)('%s', (_, content, hour, limit) => {
    // The tables are constant, the profile is not.
    expect(rateAt(standing(content as Partial<ChargingProfile>), midnight + hour * HOUR)?.limit ?? null).toBe(limit)
  })

  it('a relative one says nothing where no session runs', () => {
    expect(rateAt(standing({ kind: 'relative' }, { sessionStartedAt: null }), midnight + HOUR)).toBeNull()
  })

  it('limits nothing before it was set', () => {
    expect(rateAt(standing({}, { since: midnight + HOUR }), midnight)).toBeNull()
  })
})

describe('what several come to', () => {
  const at = midnight + 3 * HOUR
  const come = (...profiles: StandingProfile[]) => (evse: number, hasPriority = false) =>
    limitAt({ profiles, evse, supply, unit: 'A', hasPriority }, at)?.limit ?? null
  const one = (purpose: ChargingProfile['purpose'], limit: number, more: Partial<ChargingProfile> = {}, evse = 0) =>
    standing({ purpose, periods: [{ startS: 0, limit, phases: null }], ...more }, { evse })

  it.each([
    ['nothing limits where there is none', [], 1, null],
    ['the higher level leads, not the smaller limit', [one('tx-default', 10), one('tx-default', 20, { stackLevel: 1 })], 1, 20],
    ['the lower one where the higher is silent', [one('tx-default', 10), one('tx-default', 20, { stackLevel: 1, validTo: at })], 1, 10],
    ['what is set for the EVSE before what is set for all', [one('tx-default', 20), one('tx-default', 10, {}, 1)], 1, 10],
    ['and not at its neighbour', [one('tx-default', 20), one('tx-default', 10, {}, 1)], 2, 20],
    ['a profile of the session overrules the default', [one('tx-default', 10), one('tx', 25, {}, 1)], 1, 25],
    ['the station limits them all', [one('station-max', 12), one('tx', 25, {}, 1)], 1, 12],
    ['and so does what comes from outside', [one('station-max', 20), one('external', 9), one('tx', 25, {}, 1)], 1, 9],
    ['to which is added what is generated here', [one('external', 9), one('local-generation', 5), one('tx', 25, {}, 1)], 1, 14],
    ['the station as a whole knows no defaults', [one('tx-default', 10), one('station-max', 40)], 0, 40],
    ['watts and amperes are compared as the connector is fed', [one('station-max', 6_900, { unit: 'W' }), one('tx', 25, {}, 1)], 1, 10],
  ] as [string, StandingProfile[], number, number | null][])('%s', (_, profiles, evse, limit) => {
    expect(come(...profiles)(evse)).toBe(limit)
  })

  it.each([
    ['session', [one('station-max', 20), one('tx', 16, {}, 1)]],
    ['station', [one('station-max', 12), one('tx', 16, {}, 1)]],
    ['site', [one('station-max', 12), one('external', 9), one('tx', 16, {}, 1)]],
    [null, []],
  ] as [string | null, StandingProfile[]][])('says whose the limit is: %s', (source, profiles) => {
    expect(limitSourceAt({ profiles, evse: 1, supply, unit: 'A', hasPriority: false }, at)).toBe(source)
  })

  it('priority overrules the session only while it is on', () => {
    const both = come(one('tx', 10, {}, 1), one('priority', 32, {}, 1))
    expect([both(1), both(1, true)]).toEqual([10, 32])
  })

  it('is drawn as stretches; neighbours that are equal are one', () => {
    const profiles = [standing({ kind: 'recurring', recurrency: 'daily', periods: night }), one('station-max', 20)]
    const drawn = schedule({ profiles, evse: 1, supply, unit: 'A', hasPriority: false }, { from: midnight, until: midnight + 48 * HOUR })
    expect(drawn.map(({ from, until, limit }) => [(from - midnight) / HOUR, (until - midnight) / HOUR, limit])).toEqual([
      [0, 6, 20], [6, 22, 8], [22, 30, 20], [30, 46, 8], [46, 48, 20],
    ])
  })

  it('tells since when a limit holds', () => {
    const composition = { profiles: [standing({ periods: night })], evse: 1, supply, unit: 'A' as const, hasPriority: false }
    expect(limitSince(composition, midnight + 8 * HOUR, midnight)).toBe(midnight + 6 * HOUR)
  })
})

describe('P06: watts and amperes', () => {
  it.each([
    [16, 'A', 'W', null, 11_040],
    [16, 'A', 'W', 1, 3_680],
    [11_000, 'W', 'A', null, 15.9],
    [3_680, 'W', 'A', 1, 16],
  ] as const)('P06: %d %s is so many %s on %s phases', (limit, unit, to, phases, expected) => {
    expect(converted({ limit, unit, phases }, to, supply).limit).toBe(expected)
  })
})

describe('P05: certain steps of current', () => {
  it.each([[16, 16], [15, 13], [7.9, 6], [5, 0], [40, 16]])('P05: %d A is really %d A', (asked, real) => {
    expect(steppedCurrent(asked, [6, 8, 10, 13, 16])).toBe(real)
  })
})

const rules: ChargingRules = {
  units: ['A', 'W'], minCurrentA: 6, isZeroAllowed: true, currentSteps: [], maxStackLevel: null, maxPeriods: null, ...supply,
}

describe('a profile as a station can take it', () => {
  const limits = (content: Partial<ChargingProfile>, more: Partial<ChargingRules>) => {
    const { content: sent, adjustments } = adjusted(aProfile(content), { ...rules, ...more })
    return [sent.unit, sent.periods[0]?.limit, adjustments]
  }
  it.each([
    ['stays as it is', {}, {}, ['A', 16, []]],
    ['P06: goes out in the only unit that it knows', {}, { units: ['W'] as const }, ['W', 11_040, ['unit']]],
    ['P05: has the step in effect', { periods: [{ startS: 0, limit: 15, phases: null }] }, { currentSteps: [6, 8, 10, 13, 16] }, ['A', 13, ['steps']]],
    ['P04: has its minimum in place of zero', { periods: [{ startS: 0, limit: 0, phases: null }] }, { isZeroAllowed: false }, ['A', 6, ['minimum']]],
    ['P04: in watts as well', { unit: 'W', periods: [{ startS: 0, limit: 0, phases: 1 }] }, { isZeroAllowed: false }, ['W', 1_380, ['minimum']]],
    ['keeps a zero where that does no harm', { periods: [{ startS: 0, limit: 0, phases: null }] }, {}, ['A', 0, []]],
    ['P02: has no higher level than is known to work', { stackLevel: 8 }, { maxStackLevel: 3 }, ['A', 16, ['stack-level']]],
  ] as [string, Partial<ChargingProfile>, Partial<ChargingRules>, unknown[]][])('%s', (_, content, more, expected) => {
    expect(limits(content, more)).toEqual(expected)
  })
})

describe('what is wrong with a profile', () => {
  const codes = (content: Partial<ChargingProfile>, evse = 1, session: number | null = null, more: Partial<ChargingRules> = {}) =>
    profileIssues(aProfile(content), {
      target: { evse, session }, rules: { ...rules, ...more },
      purposes: ['station-max', 'tx-default', 'tx'], kinds: ['absolute', 'recurring', 'relative'],
    }).map(({ code }) => code)

  it.each([
    ['nothing', codes({}), []],
    ['a station has its limit as a whole', codes({ purpose: 'station-max' }), ['wrong-place']],
    ['a session is needed', codes({ purpose: 'tx', kind: 'relative' }), ['no-session']],
    ['a whole station has no session', codes({ purpose: 'tx' }, 0, 4), ['wrong-place']],
    ['and nothing that it could be relative to', codes({ purpose: 'station-max', kind: 'relative' }, 0), ['relative-station-max']],
    ['purpose and kind of a newer version', codes({ purpose: 'priority', kind: 'dynamic' }), ['purpose-not-in-version', 'kind-not-in-version']],
    ['times that are missing', codes({ kind: 'recurring', startAt: null }), ['no-start', 'no-recurrency']],
    ['a day longer than a day', codes({ kind: 'recurring', recurrency: 'daily', durationS: 90_000 }), ['too-long-for-recurrency']],
    ['an end before the beginning', codes({ validFrom: 2, validTo: 1 }), ['never-valid']],
    ['periods out of order', codes({ periods: [{ startS: 5, limit: 9, phases: null }, { startS: 5, limit: 9, phases: null }] }), ['first-period-not-at-zero', 'periods-not-rising']],
    ['more periods than it takes', codes({ periods: night }, 1, null, { maxPeriods: 2 }), ['too-many-periods']],
    ['a level above its highest', codes({ stackLevel: 9 }, 1, null, { maxStackLevel: 8 }), ['stack-level-too-high']],
    ['less than a car charges with', codes({ periods: [{ startS: 0, limit: 5, phases: null }] }), ['below-minimum']],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected))
})

describe('S14: which side pauses', () => {
  const limit = (amps: number, isSure = true) => ({ amps, since: 0, isSure, source: 'session' as const })
  it.each([
    ['suspended-ev', null, 'vehicle'],
    ['suspended-evse', null, 'station'],
    ['suspended-ev', limit(0), 'station'],
    ['suspended-ev', limit(5.9), 'station'],
    ['suspended-evse', limit(16), 'vehicle'],
    ['suspended-evse', limit(16, false), 'unclear'],
    ['suspended-ev', limit(0, false), 'unclear'],
    ['suspended-ev', limit(16, false), 'vehicle'],
    ['charging', limit(0), null],
  ] as const)('S14: %s under %o is the %s', (state, inEffect, side) => {
    expect(suspensionSide(state, inEffect, 6)).toBe(side)
  })
})
