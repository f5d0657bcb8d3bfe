import { describe, expect, it } from 'vitest'
import { besides, fitToDisplays, type WindowPlace } from './window-place'

const place = (overrides: Partial<WindowPlace> = {}): WindowPlace => ({
  x: 100, y: 100, width: 900, height: 700, maximized: false, ...overrides,
})
const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const beside = { x: 1440, y: 0, width: 1920, height: 1080 }
const above = { x: 0, y: -1080, width: 1920, height: 1080 }

describe('fitting a remembered place to the displays', () => {
  it.each([
    ['keeps a place on the only display', place(), [laptop], place()],
    ['keeps a place on a second display', place({ x: 1500 }), [laptop, beside], place({ x: 1500 })],
    ['keeps a place above the first display', place({ y: -900 }), [laptop, above], place({ y: -900 })],
    ['drops a place whose display is gone', place({ x: 1500 }), [laptop], null],
    ['drops a place whose title bar is above every display', place({ y: -60 }), [laptop], null],
    ['drops a place of which a finger of title bar is left', place({ x: 1400 }), [laptop], null],
    ['drops a place when there is no display', place(), [], null],
    ['shrinks what is larger than its display', place({ width: 3000, height: 2000 }), [laptop], place({ width: 1440, height: 875 })],
    ['widens what is too small to use', place({ width: 200, height: 100 }), [laptop], place({ width: 480, height: 360 })],
    ['keeps that it was maximised', place({ maximized: true }), [laptop], place({ maximized: true })],
  ])('%s', (_name, remembered, displays, expected) => {
    expect(fitToDisplays(remembered, displays)).toEqual(expected)
  })

  it('fits a window across two displays to the one that holds most of it', () => {
    expect(fitToDisplays(place({ x: 1300, width: 2500 }), [laptop, beside])).toEqual(place({ x: 1300, width: 1920 }))
  })

  it('puts a second window beside the first, and never maximised', () => {
    expect(besides(place({ maximized: true }))).toEqual(place({ x: 128, y: 128 }))
  })
})
