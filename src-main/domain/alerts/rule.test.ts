import { describe, expect, it } from 'vitest'
import { isWithin, quietUntil } from './rule'

const where = { station: 'CP1', site: 2, area: 3, company: 4 }

it.each([
  [null, true],
  [{ kind: 'company', id: 4 }, true],
  [{ kind: 'company', id: 5 }, false],
  [{ kind: 'site', id: 2 }, true],
  [{ kind: 'area', id: 3 }, true],
  [{ kind: 'area', id: 2 }, false],
  [{ kind: 'station', station: 'cp1' }, true],
  [{ kind: 'station', station: 'CP2' }, false],
] as const)('the scope %j', (scope, expected) => {
  expect(isWithin(scope, where)).toBe(expected)
})

describe('quiet hours', () => {
  const at = (time: string) => Date.parse(`2026-03-03T${time}:30Z`)
  const end = (time: string, day = 3) => Date.UTC(2026, 2, day, ...(time.split(':').map(Number) as [number, number]))
  it.each([
    ['within', { from: '12:00', to: '14:00' }, '13:00', end('14:00')],
    ['before', { from: '12:00', to: '14:00' }, '11:59', null],
    ['at the end', { from: '12:00', to: '14:00' }, '14:00', null],
    ['over midnight, in the evening', { from: '22:00', to: '06:00' }, '23:10', end('06:00', 4)],
    ['over midnight, in the morning', { from: '22:00', to: '06:00' }, '05:59', end('06:00')],
    ['over midnight, by day', { from: '22:00', to: '06:00' }, '12:00', null],
  ])('%s', (_name, quiet, time, expected) => {
    expect(quietUntil(quiet, at(time), 'UTC')).toBe(expected)
  })

  it('are those of the site', () => {
    expect(quietUntil({ from: '22:00', to: '06:00' }, at('21:30'), 'Europe/Berlin')).toBe(end('05:00', 4))
  })
})
