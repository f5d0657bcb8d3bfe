import { describe, expect, it } from 'vitest'
import { pageAddress } from './page-address'

const address = pageAddress(null)

describe('the address of the page', () => {
  it.each([
    ['app://plugboard/', '/', false],
    ['app://plugboard/#/', '/', false],
    ['app://plugboard/#/?window=1', '/', true],
    ['app://plugboard/index.html#/trace', '/trace', false],
    ['app://plugboard/#/charger/CP%201?window=1', '/charger/CP%201', true],
    ['app://plugboard/#/sessions?tab=history&window=1', '/sessions?tab=history', true],
  ])('reads the route of %s', (url, route, alone) => {
    expect(address.routeOf(url)).toEqual({ route, alone })
  })

  it.each([
    'https://plugboard/', 'app://plugboard.example.org/', 'app://other/', 'file:///etc/passwd', 'javascript:alert(1)',
    'about:blank', '', 'app://plugboard@example.org/', 'app://plugboard/other.html', 'app://plugboard:80/',
  ])('finds no route of ours in %j', (url) => {
    expect(address.routeOf(url)).toBeNull()
  })

  it('writes what it reads', () => {
    for (const route of ['/', '/trace', '/charger/CP%201', '/sessions?tab=history']) {
      for (const alone of [true, false]) expect(address.routeOf(address.ofRoute(route, alone))).toEqual({ route, alone })
    }
  })

  it('takes the dev server for its own while developing, and nothing else', () => {
    const developing = pageAddress('http://localhost:5173')
    expect(developing.isOwn('http://localhost:5173/main.ts')).toBe(true)
    expect(developing.isOwn('http://localhost:5174/')).toBe(false)
    expect(developing.isOwn('app://plugboard/')).toBe(false)
  })
})
