import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test as base } from '@playwright/test'

/**
 * The four states of a view and ugly data, which no demo depot shows: against a core of made-up data behind the real
 * contract (tests/ui-fixture).
 */

interface Fixture {
  address: string
  /** Cuts every link and refuses new ones; the second time it lets them in again. */
  toggleLink(): void
}

const test = base.extend<{ start: (...flags: string[]) => Promise<Fixture> }>({
  start: async ({ page: _ }, use) => {
    const children: ChildProcess[] = []
    await use(async (...flags) => {
      const child = spawn(process.execPath, ['tests/ui-fixture/start.mjs', '--port', '0', ...flags], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      children.push(child)
      const [line] = await once(createInterface({ input: child.stdout }), 'line')
      const address = /http:\S+/.exec(String(line))?.[0]
      if (!address) throw new Error(`the fixture said "${line}" instead of its address`)
      return { address, toggleLink: () => void child.kill('SIGUSR2') }
    })
    for (const child of children) child.kill('SIGKILL')
  },
})

const windows = ['/', '/stations', '/new', '/doctor', '/sessions', '/desk', '/transfers', '/security', '/people', '/people?tab=tokens', '/people?tab=unknown', '/people?tab=lists', '/organisation', '/tariffs', '/bills', '/bills?tab=left', '/bills?tab=closings', '/bills/2026-10/company/1', '/bills/2026-10/person/1?view=reimbursement', '/trace', '/settings', '/charger/CP-0001/console?action=GetCompositeSchedule']

test('a console without chargers says how to get one here', async ({ page, start }) => {
  const { address } = await start('--empty')
  await page.goto(`${address}#/`)
  await expect(page.getByRole('heading', { name: 'No chargers yet' })).toBeVisible()
  await expect(page.getByText('ws://192.168.178.21:9220/')).toBeVisible()
  await page.goto(`${address}#/new`)
  await expect(page.getByText('No charger is waiting')).toBeVisible()
  await expect(page.getByText('Is a charger missing? The connection doctor shows every attempt to connect.')).toBeVisible()
})

test('a view whose feed has brought nothing yet says that it is loading', async ({ page, start }) => {
  const { address } = await start('--silent')
  await page.goto(`${address}#/`)
  await expect(page.getByRole('status', { name: 'Loading' })).toBeVisible()
})

test('a browser that is not signed in gets a calm page, and the token leaves its address', async ({ page, start }) => {
  const { address } = await start('--denied')
  await page.goto(`${address}?token=used-before#/trace`)
  await expect(page.getByText('This address was already used or has expired. The terminal in which Plugboard runs shows a new one.')).toBeVisible()
  await expect(page).toHaveURL(`${address}#/trace`)
})

test('without a link every window keeps what it showed, says so, and comes back by itself', async ({ page, start }) => {
  const fixture = await start()
  await page.goto(`${fixture.address}#/stations`)
  const rows = page.getByRole('table', { name: 'Chargers' }).locator('tbody tr[data-index]')
  await expect(rows).toHaveCount(40)
  fixture.toggleLink()
  await expect(page.getByRole('alert').filter({ hasText: 'The link to Plugboard' })).toBeVisible()
  await expect(rows).toHaveCount(40)
  await page.goto(`${fixture.address}#/settings`)
  await expect(page.getByText('No link', { exact: true })).toBeVisible()
  fixture.toggleLink()
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  await expect(page.getByLabel('Sign of life every')).toHaveValue('300')
})

test('five thousand chargers are a few rows of the page, and the last one can be reached by keyboard', async ({ page, start }) => {
  const { address } = await start('--stations', '5000')
  await page.goto(`${address}#/stations`)
  const table = page.getByRole('table', { name: 'Chargers' })
  await expect(table).toHaveAttribute('aria-rowcount', '5001')
  expect(await table.locator('tbody tr[data-index]').count()).toBeLessThan(80)
  await table.locator('tr[tabindex="0"]').focus()
  await page.keyboard.press('End')
  await expect(page.locator(':focus')).toHaveAttribute('data-index', '4999')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/charger\//)
})

test('five thousand running sessions are a few rows of the page, and the last one can be reached by keyboard', async ({ page, start }) => {
  const { address } = await start('--stations', '7500')
  await page.goto(`${address}#/sessions`)
  const table = page.getByRole('table', { name: 'In progress' })
  const rows = table.locator('tbody tr[data-index]')
  await expect.poll(async () => Number(await table.getAttribute('aria-rowcount'))).toBeGreaterThan(5000)
  expect(await rows.count()).toBeLessThan(80)
  await table.locator('tr[tabindex="0"]').focus()
  await page.keyboard.press('End')
  await expect(page.locator(':focus')).toHaveAttribute('data-index', /^[5-9]\d{3}$/)
  expect(await rows.count()).toBeLessThan(80)
})

test('no window scrolls sideways or shows a raw key, in either language, with long names and missing values', async ({ page, start }) => {
  const { address } = await start()
  // Many windows in two languages.
  test.slow()
  const wide = 900
  await page.setViewportSize({ width: wide, height: 700 })
  for (const language of ['en', 'de']) {
    await page.addInitScript((value) => localStorage.setItem('plugboard.language', value), language)
    for (const route of windows) {
      await page.goto(`${address}?${language}#${route}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      const width = await page.locator('html').evaluate((html) => html.scrollWidth)
      expect([route, width]).toEqual([route, wide])
      // A key without a sentence shows as itself: "settings.theme-auto". File and host names have no such shape here.
      const text = await page.locator('body').innerText()
      expect([route, text.match(/\b(overview|fleet|stationList|people|newChargers|handshakes|console|presets|bills|settings|station|states?|sessions?|trace|frame)\.[a-z][\w-]+/i)]).toEqual([route, null])
    }
  }
})
