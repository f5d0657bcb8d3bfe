import { expect, it } from 'vitest'
import type { Organisation, Site } from '#contract/organisation'
import { keyOf, type TreeStation, type TreeWish, visibleNodes } from './tree'

const site = (id: number, name: string, company: number | null, retiredAt: number | null = null): Site => ({
  site: id, name, company, address: '', latitude: null, longitude: null, timeZone: 'UTC', currency: 'EUR', limitA: null, openingHours: null, retiredAt, stations: 0,
})
const works: Organisation = {
  companies: [{ company: 1, name: 'Works', note: '', address: '', retiredAt: null }],
  sites: [site(1, 'Harbour', 1), site(2, 'Depot', null), site(3, 'Old yard', 1, 5)],
  areas: [{ area: 7, site: 1, name: 'Deck', limitA: null, retiredAt: null, stations: 0 }],
}
const station = (identity: string, over: Partial<TreeStation> = {}): TreeStation => ({
  station: identity, name: identity, site: null, area: null, lifeCycle: 'production', ...over,
})
const chargers = [
  station('CP-10', { site: 1, area: 7 }), station('CP-9', { site: 1, area: 7 }), station('CP-2', { site: 1 }),
  station('CP-3', { site: 2, lifeCycle: 'retired' }), station('CP-4'),
]
const wish = (over: Partial<TreeWish> = {}): TreeWish => ({ text: '', showRetired: false, toggled: new Set(), ...over })
const lines = (over?: Partial<TreeWish>) => visibleNodes(works, chargers, wish(over)).map(({ level, kind, name, stations }) => `${level} ${kind} ${name} ${stations}`)

it('shows companies opened, sites closed, and what stands nowhere at the end; counts what is in it', () => {
  expect(lines()).toEqual(['0 company Works 3', '1 site Harbour 3', '0 rest  0', '1 site Depot 0', '0 rest  1'])
})

it('retired ones are shown when they are asked for', () => {
  expect(lines({ showRetired: true })).toContain('1 site Old yard 0')
  expect(lines({ showRetired: true })).toContain('1 site Depot 1')
})

it('opens what was opened, areas before chargers, numbers in their order', () => {
  const toggled = new Set([keyOf('site', 1), keyOf('area', 7)])
  expect(lines({ toggled }).slice(1, 6)).toEqual(['1 site Harbour 3', '2 area Deck 2', '3 station CP-9 1', '3 station CP-10 1', '2 station CP-2 1'])
})

it('a text shows what it meets with the way there, and all that is in it', () => {
  expect(lines({ text: 'cp-10' })).toEqual(['0 company Works 1', '1 site Harbour 1', '2 area Deck 1', '3 station CP-10 1'])
  expect(lines({ text: 'deck' })).toHaveLength(5)
})

it('without a company the sites are the roots', () => {
  const nodes = visibleNodes({ ...works, companies: [], sites: [site(2, 'Depot', null)] }, [], wish())
  expect(nodes.map(({ key, level }) => [key, level])).toEqual([['site-2', 0]])
})
