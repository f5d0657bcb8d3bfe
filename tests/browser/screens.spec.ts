import { expect, type Page } from '@playwright/test'
import { test, type Host } from './hosts'

/** A picture of each window, dark and light, in `tests/results/screens`. */

interface Screen {
  name: string
  /** Leads to the window, and waits until it shows what the picture is for. */
  show: (host: Host) => Promise<Page>
}

const firstRow = (page: Page) => page.locator('tbody tr:not([aria-hidden])').first()

async function opened(host: Host, route: string, table?: string): Promise<Page> {
  const page = await host.open(route)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  if (table) await expect(page.getByRole('table', { name: table }).locator('tbody tr').first()).toBeVisible({ timeout: 45_000 })
  return page
}

const screens: Screen[] = [
  {
    name: 'overview',
    async show(host) {
      const page = await opened(host, '/')
      await expect(page.getByRole('region', { name: 'Sockets of online chargers' }).locator('[data-slice="charging"]')).toBeVisible({ timeout: 45_000 })
      return page
    },
  },
  {
    name: 'stations',
    async show(host) {
      const page = await opened(host, '/stations', 'Chargers')
      // Power flows some seconds after a car was plugged in.
      await expect(page.locator('tbody td:nth-child(5)', { hasText: /[1-9]/ }).nth(2)).toBeVisible({ timeout: 45_000 })
      return page
    },
  },
  {
    name: 'charger',
    async show(host) {
      const page = await opened(host, '/stations', 'Chargers')
      await firstRow(page).locator('td').first().click()
      await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Chargers')
      return page
    },
  },
  {
    name: 'console',
    async show(host) {
      const page = await opened(host, '/stations', 'Chargers')
      await firstRow(page).locator('td').first().click()
      await page.getByRole('link', { name: 'Console' }).click()
      await page.getByRole('button', { name: 'SetChargingProfile', exact: true }).click()
      await page.getByRole('button', { name: 'Default limit 16 A' }).click()
      return page
    },
  },
  { name: 'new-chargers', show: (host) => opened(host, '/new') },
  { name: 'doctor', show: (host) => opened(host, '/doctor') },
  { name: 'address-sheet', show: (host) => opened(host, '/doctor?tab=addresses') },
  { name: 'sessions', show: (host) => opened(host, '/sessions', 'In progress') },
  { name: 'history', show: (host) => opened(host, '/sessions?tab=history') },
  {
    name: 'session',
    async show(host) {
      const page = await opened(host, '/sessions', 'In progress')
      await firstRow(page).locator('td').nth(4).click()
      await expect(page.getByRole('region', { name: 'Course of the session' }).locator('canvas, svg').first()).toBeVisible()
      return page
    },
  },
  { name: 'transfers', show: (host) => opened(host, '/transfers') },
  {
    name: 'charging',
    async show(host) {
      const page = await opened(host, '/stations', 'Chargers')
      await firstRow(page).locator('td').first().click()
      await page.getByRole('link', { name: 'Charging profiles' }).click()
      await expect(page.getByRole('region', { name: 'Schedule' }).locator('canvas')).toBeVisible()
      return page
    },
  },
  {
    name: 'trace',
    async show(host) {
      const page = await opened(host, '/trace')
      const lines = page.getByRole('listbox', { name: 'Messages, newest last' }).getByRole('option')
      await lines.last().click()
      return page
    },
  },
  { name: 'security', show: (host) => opened(host, '/security') },
  { name: 'certificates', show: (host) => opened(host, '/security?tab=certificates') },
  { name: 'ports', show: (host) => opened(host, '/security?tab=listeners') },
  { name: 'desk', show: (host) => opened(host, '/desk') },
  {
    name: 'organisation',
    async show(host) {
      const page = await opened(host, '/organisation')
      const site = page.getByRole('treeitem').first()
      await site.click()
      await site.press('ArrowRight')
      await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible()
      return page
    },
  },
  { name: 'people', show: (host) => opened(host, '/people', 'People') },
  { name: 'id-tokens', show: (host) => opened(host, '/people?tab=tokens', 'Tokens') },
  { name: 'unknown-tokens', show: (host) => opened(host, '/people?tab=unknown', 'Unknown tokens') },
  { name: 'local-lists', show: (host) => opened(host, '/people?tab=lists', 'At the chargers') },
  { name: 'tariffs', show: (host) => opened(host, '/tariffs', 'Tariffs') },
  { name: 'tariff', show: (host) => opened(host, '/tariffs/demo-depot') },
  { name: 'settings', show: (host) => opened(host, '/settings') },
]

for (const { name, show } of screens) {
  test(`${name} in dark and light`, async ({ host }) => {
    const page = await show(host)
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${colorScheme}\\b`))
      await page.screenshot({ path: `tests/results/screens/${host.name}-${name}-${colorScheme}.png`, animations: 'disabled' })
    }
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    expect(overflow, 'the window scrolls sideways').toBe(0)
  })
}
