import { describe, expect, it } from 'vitest'
import { parseStationTime, resolveTime } from './clock'

const at = (text: string) => Date.parse(text)
const received = at('2026-03-10T12:00:00.000Z')
const HOUR = 3_600_000

const utc = { kind: 'utc', offsetMs: null } as const

describe('B10: reads the times that stations write', () => {
  it.each([
    ['2026-03-10T12:00:00Z', '2026-03-10T12:00:00.000Z', true],
    ['2026-03-10T12:00:00.123456789Z', '2026-03-10T12:00:00.123Z', true],
    ['2026-03-10T15:00:00+03', '2026-03-10T12:00:00.000Z', true],
    ['2026-03-10T15:30:00+03:30', '2026-03-10T12:00:00.000Z', true],
    ['2026-03-10T07:00:00-0500', '2026-03-10T12:00:00.000Z', true],
    ['2026-03-10T12:00Z', '2026-03-10T12:00:00.000Z', true],
    ['2026-03-10 12:00:00', '2026-03-10T12:00:00.000Z', false],
    [' 2026-03-10T12:00:00,5z ', '2026-03-10T12:00:00.500Z', true],
  ])('%s', (text, instant, zoned) => {
    expect(parseStationTime(text)).toMatchObject({ at: at(instant), zoned })
  })

  it.each(['', 'yesterday', '2026-13-10T12:00:00Z', '10.03.2026 12:00', '2026-03-10'])('gives up on "%s"', (text) => {
    expect(parseStationTime(text)).toBeNull()
  })
})

describe('B07: an impossible time becomes the receive time and says so', () => {
  it.each(['1970-01-01T00:02:11Z', '2014-12-31T23:59:59Z', '2026-03-11T12:00:01Z', 'nonsense'])('%s', (text) => {
    expect(resolveTime(text, received, utc)).toMatchObject({ at: received, mark: 'clock-invalid' })
  })
  it('keeps a time that is 26 hours old', () => {
    expect(resolveTime('2026-03-09T10:00:00Z', received, utc)).toMatchObject({ at: at('2026-03-09T10:00:00Z'), mark: null })
  })
  it('takes the receive time where none was sent', () => {
    expect(resolveTime(null, received, utc)).toMatchObject({ at: received, mark: 'repaired' })
  })
})

describe('B09: a time without zone', () => {
  it('is local when it differs from the receive time by a time zone', () => {
    expect(resolveTime('2026-03-10T13:00:20', received, utc)).toEqual({
      at: at('2026-03-10T12:00:20Z'),
      mark: 'local-time',
      learnedOffsetMs: HOUR,
    })
  })
  it('is UTC when it fits as it is', () => {
    expect(resolveTime('2026-03-10T11:59:40', received, utc)).toMatchObject({ at: at('2026-03-10T11:59:40Z'), mark: null })
  })
  it('is UTC when the difference is no time zone', () => {
    expect(resolveTime('2026-03-10T11:52:30', received, utc)).toMatchObject({ at: at('2026-03-10T11:52:30Z'), mark: null })
  })
  it('uses the offset that an earlier message taught, also for an old time', () => {
    expect(resolveTime('2026-03-09T09:07:00', received, { kind: 'utc', offsetMs: 2 * HOUR })).toMatchObject({ at: at('2026-03-09T07:07:00Z'), mark: 'local-time' })
  })
})

describe('a clock that a person knows better', () => {
  it('B08: local time that is sent with a Z', () => {
    const local = { kind: 'local', offsetMs: 2 * HOUR } as const
    expect(resolveTime('2026-03-10T13:00:20Z', received, local)).toMatchObject({ at: at('2026-03-10T11:00:20Z'), mark: 'local-time' })
  })

  it('B07: times that are not to be believed', () => {
    const invalid = { kind: 'invalid', offsetMs: null } as const
    expect(resolveTime('2026-03-10T11:59:40Z', received, invalid)).toMatchObject({ at: received, mark: 'clock-invalid' })
  })
})
