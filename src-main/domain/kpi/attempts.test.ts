import { describe, expect, it } from 'vitest'
import { judgedAttempts, neverIdentified } from './station-attempts'
import type { StationFacts } from './station-facts'
import { aCharge, aStatus, HOUR, MIN, someFacts } from './testing/builders'

const day = { from: 0, to: 24 * HOUR }
const shown = (minute: number, token = 'AA', isAccepted = true) => ({ at: minute * MIN, token, isAccepted })
const remote = (minute: number, isAccepted: boolean | null = true, token = 'AA') => ({ at: minute * MIN, token, place: { evse: 1, connector: 1 }, isAccepted })
/** A charge of an hour from this minute on. */
const charge = (minute: number, of: Partial<Parameters<typeof aCharge>[0]> = {}) => aCharge({ readings: [[minute, 0], [minute + 60, 10]], ...of })
/** Nothing came of it. */
const dud = (minute: number, of: Partial<Parameters<typeof aCharge>[0]> = {}) => aCharge({ readings: [[minute, 0], [minute + 2, 0]], ...of })

const outcomes = (facts: Partial<StationFacts>) => judgedAttempts(someFacts(facts), day).map(({ cause }) => cause ?? 'started')

describe('attempts (1.2) and their outcome (1.3)', () => {
  it.each<[string, Partial<StationFacts>, string[]]>([
    ['a card and its start are one', { identifications: [shown(10)], sessions: [charge(12)] }, ['started']],
    ['a start without a card is one', { sessions: [charge(12)] }, ['started']],
    ['a card five minutes before the start belongs to it', { identifications: [shown(5)], sessions: [charge(10)] }, ['started']],
    ['a card longer before does not', { identifications: [shown(4.9)], sessions: [charge(10)] }, ['no-plug', 'started']],
    ['another card does not', { identifications: [shown(9, 'BB')], sessions: [charge(10)] }, ['no-plug', 'started']],
    ['a card of the same group does', { identifications: [shown(9, 'BB')], sessions: [charge(10)], groups: { AA: 'FLEET', BB: 'FLEET' } }, ['started']],
    ['two cards of one start: the nearest belongs to it', { identifications: [shown(7), shown(9)], sessions: [charge(10)] }, ['no-plug', 'started']],
    ['a double tap is one', { identifications: [shown(10), shown(10.5)] }, ['no-plug']],
    ['a tap a minute later is another', { identifications: [shown(10), shown(11)] }, ['no-plug', 'no-plug']],
    ['a tap that ends the session is none', { identifications: [shown(10), shown(40)], sessions: [charge(10)] }, ['started']],
    ['a card of the group ends it as well', { identifications: [shown(40, 'BB')], sessions: [charge(10)], groups: { AA: 'FLEET', BB: 'FLEET' } }, ['started']],
    ['a card that is refused', { identifications: [shown(10, 'AA', false)] }, ['card-refused']],
    ['a start that is refused', { sessions: [dud(10, { overrides: { isRefused: true } })] }, ['card-refused']],
    ['a remote start and its session are one', { remoteStarts: [remote(10)], sessions: [charge(11)] }, ['started']],
    ['a remote start, the card that it asked for and the session are one', { remoteStarts: [remote(10)], identifications: [shown(10.2)], sessions: [charge(11)] }, ['started']],
    ['a session that comes after the time to plug in is its own', { remoteStarts: [remote(10)], sessions: [charge(13)] }, ['no-plug', 'started']],
    ['a remote start that is refused', { remoteStarts: [remote(10, false)] }, ['remote-refused']],
    ['a remote start and its card without a session are one', { remoteStarts: [remote(10)], identifications: [shown(10.2)] }, ['no-plug']],
    ['plugged in and not started', { identifications: [shown(10)], statuses: [aStatus(0, 'available'), aStatus(11, 'occupied')] }, ['plugged-not-started']],
    ['plugged in before the card, and not started', { identifications: [shown(10)], statuses: [aStatus(9, 'occupied')] }, ['plugged-not-started']],
    ['another session at the socket is no waiting vehicle', { identifications: [shown(40, 'BB')], sessions: [charge(10)], statuses: [aStatus(10, 'occupied')] }, ['started', 'no-plug']],
    ['a fault at the socket', { sessions: [dud(10)], statuses: [aStatus(11, 'faulted', { errorCode: 'GroundFailure' })] }, ['fault']],
    ['a fault at another socket is none', { sessions: [dud(10)], statuses: [aStatus(11, 'faulted', { evse: 2 })] }, ['no-energy']],
    ['the vehicle does not talk', { sessions: [dud(10)], statuses: [aStatus(11, 'occupied', { errorCode: 'EVCommunicationError' })] }, ['vehicle-link']],
    ['the vehicle was taken away', { sessions: [dud(10, { overrides: { reason: 'ev-disconnected' } })] }, ['vehicle-link']],
    ['no energy', { sessions: [dud(10)] }, ['no-energy']],
    ['the vehicle waits by its own schedule', { sessions: [dud(10, { states: [[11, 'suspended-ev']] })] }, ['started']],
    ['the charger holds it back', { sessions: [dud(10, { states: [[11, 'suspended-evse']] })] }, ['no-energy']],
    ['it charges later than after five minutes', { sessions: [aCharge({ readings: [[10, 0], [16, 0], [60, 10]] })] }, ['no-energy']],
    ['the connection is lost and nothing comes later', { identifications: [shown(10)], outages: [{ from: 11 * MIN, to: 90 * MIN, knownAt: null }] }, ['offline']],
    ['lost after the start', { sessions: [dud(10)], outages: [{ from: 11 * MIN, to: 90 * MIN, knownAt: null }] }, ['offline']],
    ['one that may still succeed does not count yet', { now: 12 * MIN, identifications: [shown(10)] }, []],
    ['one that has succeeded counts at once', { now: 12 * MIN, sessions: [charge(10, { isOpen: true, states: [[10, 'charging']] })] }, ['started']],
    ['energy without anybody identified is one', { sessions: [charge(10, { token: null })] }, ['started']],
    ['a plug without anybody identified is none', { sessions: [dud(10, { token: null })] }, []],
  ])('%s', (_, facts, expected) => {
    expect(outcomes(facts)).toEqual(expected)
  })

  it('belong to the day on which they opened', () => {
    const facts = someFacts({ identifications: [shown(23 * 60 + 58)], sessions: [charge(24 * 60 + 1)] })
    expect(judgedAttempts(facts, day)).toMatchObject([{ openedAt: (23 * 60 + 58) * MIN, session: 1, cause: null }])
    expect(judgedAttempts(facts, { from: 24 * HOUR, to: 48 * HOUR })).toEqual([])
  })

  it('who shows the card long after plugging in tries from then on', () => {
    const late = { ...charge(10), tokenAt: 30 * MIN }
    expect(judgedAttempts(someFacts({ identifications: [shown(29)], sessions: [late] }), day)).toMatchObject([{ openedAt: 29 * MIN, cause: null }])
  })

  it('a vehicle that is plugged in and taken away without anybody identified is counted apart', () => {
    const statuses = [aStatus(0, 'available'), aStatus(10, 'occupied'), aStatus(15, 'available'), aStatus(20, 'occupied'), aStatus(90, 'available')]
    expect(neverIdentified(someFacts({ statuses, sessions: [charge(21)] }), 1, day)).toBe(1)
    expect(neverIdentified(someFacts({ sessions: [dud(10, { token: null })] }), 1, day)).toBe(1)
  })
})
