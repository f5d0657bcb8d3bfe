import { describe, expect, it } from 'vitest'
import { emptyMeter } from '../meter'
import { newReview } from '../review'
import { newStation } from '../station'
import type { Session } from '../session'
import type { StationMessage, TokenStanding, TransactionMessage } from '../station-message'
import { nowhere } from '../surroundings'
import type { TokenFacts } from '../token'
import { decide } from './decide'
import type { Situation } from './decision'

const now = Date.UTC(2026, 2, 3, 8)
const DAY = 86_400_000
const ada = { id: 1, name: 'Ada' }
const place = { evse: 1, connector: 1 }

const someFacts = (overrides: Partial<TokenFacts> = {}): TokenFacts => ({
  status: 'accepted', validFrom: null, validUntil: null, group: null, person: null, isShared: false, ...overrides,
})

function aSession(overrides: Partial<Session> = {}): Session {
  return {
    session: 7, station: 'CP1', place, transactionId: '7', alias: null, idToken: 'CARD', person: null, surroundings: nowhere, isRefused: false,
    state: 'running', chargingState: null, startedAt: now - 1000, startText: null, startSeen: true, meterStartWh: 0,
    endedAt: null, endReceivedAt: null, reason: null, rawReason: null, meterStopWh: null, endText: null, sequence: null,
    remoteStartId: null, endedByLimit: null, needs: null, marks: [], meter: emptyMeter, chargingStateAt: null, heard: { first: now, sign: now, last: now },
    review: newReview, issues: [], ...overrides,
  }
}

function aSituation(overrides: Partial<Situation> = {}, sessions: Session[] = []): Situation {
  return {
    receivedAt: now,
    surroundings: nowhere,
    station: newStation({ station: 'CP1', name: 'CP1', site: null, admission: 'registered', firstSeenAt: 1 }),
    sessions: {
      nextId: 20,
      open: () => sessions.filter(({ station, state }) => station === 'CP1' && state !== 'completed'),
      recent: () => sessions,
      byTransaction: (id) => sessions.find(({ transactionId }) => transactionId === id) ?? null,
      get: (id) => sessions.find(({ session }) => session === id) ?? null,
      byStart: () => [],
      byEnd: () => null,
      isForeign: () => false,
    },
    token: () => null,
    isRemote: () => false,
    openWith: () => sessions,
    learning: null,
    stations: () => [],
    limit: () => null,
    renewedLimit: () => null,
    certificates: { read: () => ({ facts: null, flaw: 'unreadable' }), organisation: '' },
    policy: { unknownTokens: 'accept', concurrentSessions: 'refuse', heartbeatIntervalS: 300 },
    ...overrides,
  }
}

const aStart = (overrides: Partial<TransactionMessage> = {}): TransactionMessage => ({
  kind: 'transaction', phase: 'started', transactionId: null, seqNo: null, place: { evse: 2, connector: 1 },
  idToken: { value: 'card', type: null }, time: new Date(now).toISOString(), offline: false, chargingState: null, meterWh: 0,
  samples: [], reason: null, rawReason: null, remoteStartId: null, reservationId: null, ...overrides,
})

function verdictOf(situation: Situation, message: Parameters<typeof decide>[1]) {
  const { verdict } = decide(situation, message)
  if (verdict.kind !== 'authorization' && verdict.kind !== 'transaction') throw new Error(verdict.kind)
  return verdict.token
}

const authorize = { kind: 'authorize', idToken: { value: 'card', type: null } } as const

describe('what was decided of a token', () => {
  it.each([
    ['accepted', someFacts(), 'accepted'],
    ['blocked', someFacts({ status: 'blocked' }), 'blocked'],
    ['blocked, whatever its validity', someFacts({ status: 'blocked', validUntil: now - 1 }), 'blocked'],
    ['valid until this instant', someFacts({ validUntil: now }), 'expired'],
    ['valid for a day more', someFacts({ validUntil: now + DAY }), 'accepted'],
    ['valid from now on', someFacts({ validFrom: now }), 'accepted'],
    ['valid from tomorrow on', someFacts({ validFrom: now + DAY }), 'not-yet-valid'],
  ])('%s: is %3$s', (_name, facts, standing) => {
    expect(verdictOf(aSituation({ token: () => facts }), authorize)).toMatchObject({ standing })
  })

  it('its group and its end are told to the station; the end only with a yes', () => {
    const facts = someFacts({ group: 'FLEET', validUntil: now + DAY })
    expect(verdictOf(aSituation({ token: () => facts }), authorize)).toEqual({ standing: 'accepted', group: 'FLEET', expiresAt: now + DAY })
    const expired = someFacts({ group: 'FLEET', validUntil: now - DAY })
    expect(verdictOf(aSituation({ token: () => expired }), authorize)).toEqual({ standing: 'expired', group: 'FLEET', expiresAt: null })
  })

  it('T17: counts as it was when the session began, not when that was told', () => {
    const facts = someFacts({ validUntil: now - DAY })
    const late = aStart({ time: new Date(now - 2 * DAY).toISOString() })
    expect(verdictOf(aSituation({ token: () => facts }), late)).toMatchObject({ standing: 'accepted' })
  })
})

describe('a token on which nobody decided', () => {
  const refusing = { unknownTokens: 'refuse', concurrentSessions: 'refuse', heartbeatIntervalS: 300 } as const
  it('follows the setting', () => {
    expect(verdictOf(aSituation(), authorize)).toMatchObject({ standing: 'accepted' })
    expect(verdictOf(aSituation({ policy: refusing }), authorize)).toMatchObject({ standing: 'unknown' })
    expect(verdictOf(aSituation(), { kind: 'authorize', idToken: null })).toMatchObject({ standing: 'invalid' })
  })

  it('A05: is kept as it was written when it is refused', () => {
    const { tokenSeen } = decide(aSituation({ policy: refusing }), { kind: 'authorize', idToken: { value: ' c:a rd', type: 'ISO14443' } })
    expect(tokenSeen).toEqual({ normalised: 'CARD', raw: ' c:a rd', type: 'ISO14443', isRefused: true })
  })

  it('A05: becomes the token of the person who is waited for', () => {
    const situation = aSituation({ policy: refusing, learning: { person: ada } })
    expect(decide(situation, authorize)).toMatchObject({
      tokenLearned: 'CARD', tokenSeen: { isRefused: false }, verdict: { token: { standing: 'accepted' } },
    })
    expect(decide(situation, aStart())).toMatchObject({ tokenLearned: 'CARD', sessions: [{ person: ada, isRefused: false }] })
  })

  it('A05: is not learned from what ends a session, nor from a remote start', () => {
    const situation = aSituation({ learning: { person: ada } }, [aSession()])
    const stop = aStart({ phase: 'ended', transactionId: '7', idToken: { value: 'other', type: null } })
    expect(decide(situation, stop)).toMatchObject({ tokenLearned: null })
    expect(decide(situation, aStart({ transactionId: 'a', remoteStartId: 4 }))).toMatchObject({ tokenLearned: null })
  })

  it('A05: a decided token is never learned', () => {
    const situation = aSituation({ token: () => someFacts({ status: 'blocked' }), learning: { person: ada } })
    expect(decide(situation, authorize)).toMatchObject({ tokenLearned: null, verdict: { token: { standing: 'blocked' } } })
  })
})

describe('a second session with the same token', () => {
  const elsewhere = aSession({ station: 'CP2' })
  const accepting = { unknownTokens: 'accept', concurrentSessions: 'accept', heartbeatIntervalS: 300 } as const
  const later = new Date(now - 3_600_000).toISOString()

  type Case = [string, Partial<Situation>, Session, Partial<TransactionMessage>, TokenStanding]
  it.each([
    ['at another station is refused', {}, elsewhere, {}, 'concurrent-transaction'],
    ['at another connector is refused', {}, aSession(), {}, 'concurrent-transaction'],
    ['is accepted where the setting allows it', { policy: accepting }, elsewhere, {}, 'accepted'],
    ['on the connector of the first one supersedes it', {}, aSession(), { place }, 'accepted'],
    ['T16: beside a suspect one is accepted', {}, aSession({ state: 'suspect' }), {}, 'accepted'],
    ['that comes late out of a queue is accepted', {}, elsewhere, { time: later }, 'accepted'],
    ['that began without a connection is accepted', {}, elsewhere, { offline: true }, 'accepted'],
    ['whose token is unknown is refused as well', { token: () => null }, elsewhere, {}, 'concurrent-transaction'],
    ['A04: with a placeholder is accepted', { token: () => someFacts({ isShared: true }) }, elsewhere, {}, 'accepted'],
    ['with a blocked token is blocked', { token: () => someFacts({ status: 'blocked' }) }, elsewhere, {}, 'blocked'],
  ] satisfies Case[])('%s', (_name, situation, other, start, standing) => {
    const known = { token: () => someFacts(), ...situation }
    expect(verdictOf(aSituation(known, [other]), aStart(start))).toMatchObject({ standing })
  })

  it('is not what an Authorize asks about', () => {
    expect(verdictOf(aSituation({}, [elsewhere]), authorize)).toMatchObject({ standing: 'accepted' })
  })

  it('is not the same start told again', () => {
    const own = aSession({ transactionId: 'a', place: { evse: 2, connector: 1 } })
    expect(verdictOf(aSituation({}, [own]), aStart({ transactionId: 'a' }))).toMatchObject({ standing: 'accepted' })
  })

  it('is not its end, with whatever token', () => {
    const own = aSession({ place: { evse: 2, connector: 1 } })
    const stop = aStart({ phase: 'ended', transactionId: '7' })
    expect(verdictOf(aSituation({}, [own, elsewhere]), stop)).toMatchObject({ standing: 'accepted' })
  })
})

describe('A03: energy although the token was refused', () => {
  const blocked = { token: () => someFacts({ status: 'blocked', person: ada }) }
  const refused = decide(aSituation(blocked), aStart()).sessions[0]!
  const soon = now + 60_000
  const later = (sessions: Session[]) => aSituation({ ...blocked, receivedAt: soon }, sessions)
  const readings = (value: number): StationMessage => ({
    kind: 'meter-values', place: refused.place, transactionId: refused.transactionId,
    samples: [{ time: new Date(soon).toISOString(), quantity: 'energy-import', phase: null, context: 'periodic', value }],
  })

  it('marks the session once, and finds it', () => {
    expect(refused).toMatchObject({ isRefused: true, person: ada, marks: [] })
    const step = decide(later([refused]), readings(300))
    expect(step).toMatchObject({ sessions: [{ marks: ['unauthorised'] }], findings: [{ code: 'A03' }] })
    expect(decide(later(step.sessions), readings(301)).findings).toEqual([])
  })

  it('forgives what flows until the station has broken off', () => {
    expect(decide(later([refused]), readings(90))).toMatchObject({ sessions: [{ marks: [] }], findings: [] })
  })

  it('is nothing in a session that another token ends', () => {
    const own = aSession()
    const stop = aStart({ phase: 'ended', transactionId: '7', idToken: { value: 'other', type: null }, meterWh: 4000 })
    expect(decide(aSituation(blocked, [own]), stop).sessions[0]).toMatchObject({ isRefused: false, marks: [] })
  })
})
