import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DeskFile, parseDesk } from './desk-file'

const place = { x: 1, y: 2, width: 800, height: 600, maximized: false }
const neverReports = () => expect.unreachable()
let file: string

beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'plugboard-desk-')), 'desktop/desk.json')
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the desk file', () => {
  it('starts empty where there is none, and makes its folder', () => {
    const deskFile = new DeskFile(file, neverReports)
    expect(deskFile.desk).toEqual({ open: [], places: new Map(), keepInTray: false })
    deskFile.remember('/trace', place)
    deskFile.flush()
    expect(new DeskFile(file, neverReports).desk.places.get('/trace')).toEqual(place)
  })

  it('writes once when a window was dragged and is still', () => {
    const deskFile = new DeskFile(file, neverReports)
    for (let x = 0; x < 100; x++) deskFile.remember('main', { ...place, x })
    vi.advanceTimersByTime(399)
    expect(existsSync(file)).toBe(false)
    vi.advanceTimersByTime(1)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ places: { main: { x: 99 } } })
  })

  it('forgets the place that was unused longest when there are too many', () => {
    const deskFile = new DeskFile(file, neverReports)
    for (let index = 0; index < 200; index++) deskFile.remember(`/charger/${index}`, place)
    deskFile.remember('/charger/0', place)
    deskFile.remember('/charger/200', place)
    expect(deskFile.desk.places.size).toBe(200)
    expect(deskFile.desk.places.has('/charger/0')).toBe(true)
    expect(deskFile.desk.places.has('/charger/1')).toBe(false)
  })

  it('starts empty from a broken file, and says so', () => {
    const deskFile = new DeskFile(file, neverReports)
    deskFile.remember('main', place)
    deskFile.flush()
    writeFileSync(file, '{"open": [')
    const report = vi.fn()
    expect(new DeskFile(file, report).desk.places.size).toBe(0)
    expect(report).toHaveBeenCalledOnce()
  })

  it('goes on when the file cannot be written, and says so', () => {
    const report = vi.fn()
    const folder = mkdtempSync(join(tmpdir(), 'plugboard-desk-'))
    writeFileSync(join(folder, 'desktop'), 'a file where the folder should be')
    const deskFile = new DeskFile(join(folder, 'desktop/desk.json'), report)
    deskFile.remember('main', place)
    expect(() => deskFile.flush()).not.toThrow()
    expect(report).toHaveBeenCalled()
  })

  it.each([
    ['no object', 7],
    ['windows that are no windows', { open: ['/', { route: 5, alone: true }, { route: 'https://example.org', alone: false }] }],
    ['places that are no places', { places: { main: { ...place, width: 'wide' }, '/': null, '/trace': { ...place, x: 0.5 } } }],
  ])('drops %s', (_name, json) => {
    expect(parseDesk(json)).toEqual({ open: [], places: new Map(), keepInTray: false })
  })
})
