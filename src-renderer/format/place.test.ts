import { describe, expect, it } from 'vitest'
import { formatPlace } from './place'

describe('formatPlace', () => {
  it.each([
    { place: { evse: 2, connector: 1 }, text: '2' },
    { place: { evse: 2, connector: 3 }, text: '2.3' },
    { place: { evse: 2, connector: null }, text: '2.?' },
  ])('reads $place as $text', ({ place, text }) => {
    expect(formatPlace(place)).toBe(text)
  })
})
