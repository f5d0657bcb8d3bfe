import { describe, expect, it } from 'vitest'
import { contentOf, difference, type ListableToken, nextChange, planUpdates, wantedEntries } from './local-list'
import type { LocalListEntry } from './station-message'

const now = 1_000_000

const aToken = (overrides: Partial<ListableToken> = {}): ListableToken => ({
  raw: 'A1', type: null, status: 'accepted', validFrom: null, validUntil: null, group: null, lastSeenAt: null, ...overrides,
})
const anEntry = (idToken: string, changes: Partial<NonNullable<LocalListEntry['info']>> = {}): LocalListEntry => ({
  idToken, type: null, info: { group: null, expiresAt: null, ...changes },
})

describe('the tokens that belong on a local list', () => {
  it.each([
    ['an accepted one', {}, true],
    ['a blocked one', { status: 'blocked' }, false],
    ['one that nobody decided on', { status: null }, false],
    ['one that is not valid yet', { validFrom: now + 1 }, false],
    ['one that is valid from now on', { validFrom: now }, true],
    ['one that expires now', { validUntil: now }, false],
    ['one that expires later', { validUntil: now + 1 }, true],
  ] as const)('%s: %3$s', (_name, changes, isListed) => {
    expect(wantedEntries([aToken(changes)], now).length > 0).toBe(isListed)
  })

  it('come with group and expiry, in capitals, and those used last first', () => {
    const tokens = [
      aToken({ raw: 'old', lastSeenAt: 1 }),
      aToken({ raw: ' 04:a2', lastSeenAt: 2, group: 'FLEET', validUntil: now + 5, type: 'ISO14443' }),
    ]
    expect(wantedEntries(tokens, now)).toEqual([
      { idToken: '04:A2', type: 'ISO14443', info: { group: 'FLEET', expiresAt: now + 5 } },
      anEntry('OLD'),
    ])
  })

  it('change by time when the next one begins or ends', () => {
    expect(nextChange([aToken({ validFrom: now - 1, validUntil: now + 9 }), aToken({ validFrom: now + 4 })], now)).toBe(now + 4)
    expect(nextChange([aToken()], now)).toBeNull()
  })
})

describe('bringing a list up to date', () => {
  const [a, b, c] = [anEntry('A'), anEntry('B'), anEntry('C')] as const
  const left = { version: 4, content: contentOf([a, b]) }
  const plan = (changes: Partial<Parameters<typeof planUpdates>[0]>) =>
    planUpdates({ wanted: [a, b], there: 4, left, perMessage: null, isFull: false, ...changes }).map(({ version, mode, entries }) => [
      version, mode, entries.map(({ idToken, info }) => (info ? idToken : `-${idToken}`)).join(),
    ])

  it.each([
    ['is nothing where it is the same', {}, []],
    ['sends what is new and takes off what is gone', { wanted: [b, c] }, [[5, 'differential', 'C,-A']]],
    ['sends what says something else now', { wanted: [a, anEntry('B', { group: 'G' })] }, [[5, 'differential', 'B']]],
    ['sends all where another list is there', { there: 9 }, [[10, 'full', 'A,B']]],
    ['sends all where an older list is there', { there: 0 }, [[5, 'full', 'A,B']]],
    ['sends all where nothing is known', { left: null, there: 0 }, [[1, 'full', 'A,B']]],
    ['sends all when it is asked to', { isFull: true }, [[5, 'full', 'A,B']]],
    ['clears the list where none is wanted', { wanted: [], left: null, there: 3 }, [[4, 'full', '']]],
    ['goes on in differences where a message is too short', { wanted: [a, b, c], left: null, perMessage: 2 }, [
      [5, 'full', 'A,B'], [6, 'differential', 'C'],
    ]],
    ['splits differences too', { wanted: [], perMessage: 1 }, [[5, 'differential', '-A'], [6, 'differential', '-B']]],
  ])('%s', (_name, changes, updates) => {
    expect(plan(changes)).toEqual(updates)
  })

  it('takes a token off under the type that it was put on with', () => {
    const typed: LocalListEntry = { ...a, type: 'eMAID' }
    expect(difference(contentOf([typed]), [])).toEqual([{ idToken: 'A', type: 'eMAID', info: null }])
  })
})
