import { ORPCError } from '@orpc/client'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { i18n } from '../i18n'
import { activeLanguage } from '../i18n/language'
import { formatDuration, formatStopwatch } from './duration'
import { faultSentence, NoLink } from './fault'
import { formatAge, formatInstantWithZone, formatShort } from './instant'
import { formatEnergy, formatEnergyKwh, formatMilliseconds, formatNumber, formatPercent, formatPower, formatPowerKw } from './number'

// The locale is the viewer's own; the machine that runs the tests may have any.
vi.stubGlobal('navigator', { languages: ['en-GB', 'de-DE'] })

const nbsp = '\u00a0'
function speak(language: 'en' | 'de') {
  activeLanguage.value = language
  i18n.global.locale.value = language
}
afterEach(() => speak('en'))

describe('numbers', () => {
  it.each([
    [formatEnergyKwh(12_345.6), '12.35'],
    [formatEnergyKwh(12_345.6, 3), '12.346'],
    [formatEnergy(0), `0.00${nbsp}kWh`],
    [formatPowerKw(7_360), '7.4'],
    [formatPower(149_950), `150.0${nbsp}kW`],
    [formatNumber(1_234_567), '1,234,567'],
    [formatPercent(81), '81%'],
    [formatMilliseconds(38), `38${nbsp}ms`],
    [formatMilliseconds(12_400), `12.4${nbsp}s`],
  ])('writes %s', (text, expected) => expect(text).toBe(expected))

  it('shows the noise of a resting meter as zero, without a sign', () => {
    expect(formatPowerKw(-12)).toBe('0.0')
  })

  it('says that a value is not known instead of showing zero', () => {
    expect([formatEnergyKwh(null), formatPower(null), formatPercent(null), formatMilliseconds(null)])
      .toEqual(['n/a', 'n/a', 'n/a', 'n/a'])
  })

  it('follows the language', () => {
    speak('de')
    expect([formatEnergyKwh(1_234_560), formatPowerKw(7_360), formatPowerKw(null)]).toEqual(['1.234,56', '7,4', 'k. A.'])
  })
})

describe('durations', () => {
  it.each([
    [0, '0:00:00', '0 s'],
    [59_999, '0:00:59', '59 s'],
    [60_000, '0:01:00', '1 min'],
    [11_529_000, '3:12:09', '3 h 12 min'],
    [187_200_000, '52:00:00', '2 d 4 h'],
    [-5_000, '0:00:00', '0 s'],
  ])('writes %d ms as %s and %s', (ms, stopwatch, reading) => {
    expect([formatStopwatch(ms), formatDuration(ms)]).toEqual([stopwatch, reading])
  })
})

describe('instants', () => {
  const at = Date.UTC(2026, 10, 20, 10, 33, 26)

  it('names the zone where it matters', () => {
    expect(formatInstantWithZone(at)).toMatch(/20\/11\/2026, \d\d:33:26 \S+/)
  })

  it('leaves the date out on the same day only', () => {
    expect(formatShort(at, at + 1000)).toMatch(/^\d\d:33:26$/)
    expect(formatShort(at, at + 3 * 86_400_000)).toMatch(/^20\/11, \d\d:33$/)
  })

  it('tells an age, and takes a moment of the future as now', () => {
    expect([formatAge(at, at + 12_000), formatAge(at, at - 5_000), formatAge(null, at)]).toEqual(['12 s ago', 'now', 'n/a'])
    speak('de')
    expect(formatAge(at, at + 12_000)).toBe('vor 12 s')
  })
})

describe('faults', () => {
  it('becomes a sentence with its data, in the language of the page', () => {
    const fault = new ORPCError('STATION_OFFLINE', { data: { station: 'CP-1' } })
    expect(faultSentence(fault)).toBe('CP-1 is not connected.')
    speak('de')
    expect(faultSentence(fault)).toBe('CP-1 ist nicht verbunden.')
  })

  it('keeps codes and stacks of anything else away from the reader', () => {
    expect(faultSentence(new ORPCError('INTERNAL_SERVER_ERROR'))).toBe(faultSentence(new TypeError('x is not a function')))
    expect(faultSentence(new NoLink())).toContain('no link')
  })
})
