import { expect, type Page } from '@playwright/test'
import { failOnComplaints } from './complaints'
import { bodyRows } from './connected-charger'
import { test } from './hosts'

/** What a person does in the windows; on every host, with the demo depot behind it. */

const rail = (page: Page) => page.getByRole('navigation', { name: 'Windows' })
const chargers = (page: Page) => page.getByRole('table', { name: 'Chargers' })

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('radiogroup', { name: label }).getByText(option, { exact: true }).click()
}

const listen = failOnComplaints()
/** A session opens over its list. */
const opened = (page: Page) => page.getByRole('dialog', { name: /^Session \d+$/ })

test('the list of chargers shows the depot alive', async ({ host }) => {
  const page = listen(await host.open('/stations'))
  await expect(page.getByRole('heading', { level: 1, name: 'Chargers' })).toBeVisible()
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  await expect(page.getByText('Demo depot')).toBeVisible()
  await expect(bodyRows(chargers(page))).toHaveCount(12)
  for (const version of ['1.6J', '2.0.1', '2.1']) {
    await expect(chargers(page).getByRole('cell', { name: version, exact: true }).first()).toBeVisible()
  }
  await expect(page.getByRole('group', { name: 'Connectors by state' }).getByText('Charging')).toBeVisible()
})

test('the numbers of the list move', async ({ host }) => {
  const page = listen(await host.open('/stations'))
  await expect(bodyRows(chargers(page))).toHaveCount(12)
  const powers = () => chargers(page).locator('tbody td:nth-child(5)').allInnerTexts()
  await expect.poll(async () => (await powers()).some((text) => /[1-9]/.test(text))).toBe(true)
  const before = await powers()
  await expect.poll(powers, { timeout: 30_000 }).not.toEqual(before)
})

test('the list is narrowed by text, and the filter stays in the address', async ({ host }) => {
  const page = listen(await host.open('/stations'))
  const name = await bodyRows(chargers(page)).first().locator('td').first().innerText()
  await page.getByRole('searchbox', { name: 'Name, identity, model, serial' }).fill(name)
  await expect(bodyRows(chargers(page)).first()).toContainText(name)
  await expect.poll(() => bodyRows(chargers(page)).count()).toBeLessThan(12)
  await expect(page).toHaveURL(new RegExp(encodeURIComponent(name.split(' ')[0]!)))
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(bodyRows(chargers(page))).toHaveCount(12)
})

test('the rail leads to every window', async ({ host }) => {
  const page = listen(await host.open('/stations'))
  for (const name of ['New chargers', 'Sessions', 'Data quality', 'People and tokens', 'Trace', 'Settings', 'Chargers', 'Overview']) {
    await rail(page).getByRole('link', { name: new RegExp(`^${name}`) }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(page).toHaveTitle(`${name} · Plugboard`)
  }
})

test('the command palette leads to a charger by its name', async ({ host }) => {
  const page = listen(await host.open('/stations'))
  const name = await bodyRows(chargers(page)).nth(2).locator('td').first().innerText()
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Window, charger or setting').fill(name)
  await page.getByRole('option', { name }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
})

test('a row of the list opens its charger', async ({ host }) => {
  const page = listen(await host.open('/stations'))
  const row = bodyRows(chargers(page)).first()
  const name = await row.locator('td').first().innerText()
  await row.locator('td').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
  await expect(page.getByText('Connectors', { exact: true }).first()).toBeVisible()
})

test('a command gets the answer of the charger, with its time', async ({ host }) => {
  const page = listen(await host.open('/stations'))
  for (const version of ['1.6J', '2.0.1', '2.1']) {
    await rail(page).getByRole('link', { name: 'Chargers', exact: true }).click()
    const row = bodyRows(chargers(page))
      .filter({ has: page.getByRole('cell', { name: version, exact: true }) })
      .filter({ hasText: /Connected for/ })
      .first()
    await row.locator('td').first().click()
    await page.getByRole('button', { name: 'Request message' }).click()
    await page.getByRole('menuitem', { name: 'Heartbeat' }).click()
    await expect(page.getByText('Request: Heartbeat').first()).toBeVisible()
    await expect(page.getByText(/Accepted/).first()).toBeVisible()
  }
})

test('a running session shows its chart', async ({ host }) => {
  const page = listen(await host.open('/sessions'))
  const table = page.getByRole('table', { name: 'In progress' })
  await expect(bodyRows(table).first()).toBeVisible({ timeout: 30_000 })
  const duration = bodyRows(table).first().locator('td').nth(5)
  const before = await duration.innerText()
  await expect(duration).not.toHaveText(before)
  await bodyRows(table).first().locator('td').nth(4).click()
  await expect(opened(page)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Course of the session' }).locator('canvas, svg').first()).toBeVisible()
})

test('a session that is stopped here moves to the history', async ({ host }) => {
  const page = listen(await host.open('/sessions'))
  const table = page.getByRole('table', { name: 'In progress' })
  await bodyRows(table).first().locator('td').nth(4).click()
  const title = await opened(page).getByRole('heading', { name: /^Session \d+$/ }).innerText()
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.getByRole('button', { name: 'Stop session' }).click()
  await expect(page.getByText('Stopped remotely')).toBeVisible({ timeout: 30_000 })
  await opened(page).getByRole('button', { name: 'Close' }).click()
  await page.getByRole('tab', { name: 'History' }).click()
  // The depot's other sessions may be stopped remotely as well.
  const id = title.replace('Session ', '')
  const row = bodyRows(page.getByRole('table', { name: 'History' })).filter({ has: page.getByRole('cell', { name: id, exact: true }) })
  await expect(row).toContainText('Stopped remotely')
  await row.getByRole('link', { name: /^Open session/ }).click()
  await expect(page.getByRole('dialog', { name: title })).toBeVisible()
})

test('the trace follows every frame, filters, pauses, and shows a frame whole', async ({ host }) => {
  const page = listen(await host.open('/trace'))
  const lines = page.getByRole('listbox', { name: 'Messages, newest last' }).getByRole('option')
  await expect(lines.first()).toBeVisible()
  await page.getByLabel('Action', { exact: true }).fill('StatusNotification')
  await expect(page).toHaveURL(/action=StatusNotification/)
  await expect.poll(async () => (await lines.allInnerTexts()).every((text) => text.includes('StatusNotification'))).toBe(true)
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByLabel(/new messages? waits?/)).toBeVisible({ timeout: 30_000 })
  await lines.last().click()
  const detail = page.getByRole('region', { name: 'Message', exact: true })
  await expect(detail.getByText('Message id').first()).toBeVisible()
  await expect(detail.locator('pre')).toContainText('[')
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
})

test('the language and the theme are switched in the settings', async ({ host }) => {
  const page = listen(await host.open('/settings'))
  await choose(page, 'Language', 'Deutsch')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible()
  await choose(page, 'Sprache', 'English')
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await choose(page, 'Theme', 'Dark')
  await expect(page.locator('html')).toHaveClass(/dark/)
  await choose(page, 'Theme', 'As the system')
})

test('a charger that was never seen is accepted and goes live', async ({ host }) => {
  const page = listen(await host.open('/new'))
  // The thirteenth station of the demo comes some time after the others.
  await page.getByRole('button', { name: 'Accept' }).first().click({ timeout: 75_000 })
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').first().fill('Spare charger')
  await dialog.getByRole('button', { name: 'Accept' }).click()
  await expect(dialog).toBeHidden()
  await rail(page).getByRole('link', { name: 'Chargers', exact: true }).click()
  const row = bodyRows(chargers(page)).filter({ hasText: 'Spare charger' })
  await expect(row).toContainText('Connected for')
})
