import { describe, expect, it } from 'vitest'
import { matchesFilter } from './session-filter'

const row = { session: 741, place: { evse: 2, connector: 1 }, station: 'CP-7', stationName: 'Gate West', idToken: '04A1B2', person: 'Ada' }

describe('matchesFilter', () => {
  it.each([
    { station: null, text: null, matches: true },
    { station: 'CP-7', text: null, matches: true },
    { station: 'CP-70', text: null, matches: false },
    { station: null, text: 'west', matches: true },
    { station: null, text: 'cp-7', matches: true },
    { station: null, text: '04a1', matches: true },
    { station: null, text: 'ada', matches: true },
    { station: null, text: 'west ada', matches: true },
    { station: null, text: 'gate 2', matches: true },
    { station: null, text: 'gate 3', matches: false },
    { station: null, text: '741', matches: true },
    { station: null, text: 'east', matches: false },
    { station: 'CP-8', text: 'west', matches: false },
  ])('is $matches for station $station and text $text', ({ matches, ...filter }) => {
    expect(matchesFilter(row, filter)).toBe(matches)
  })

  it('leaves out a session without token when a token is sought', () => {
    expect(matchesFilter({ ...row, idToken: null }, { station: null, text: '04A1' })).toBe(false)
  })
})
