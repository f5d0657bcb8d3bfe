import { expect, type Page } from '@playwright/test'
import { test } from './hosts'

const tableOf = (page: Page, name: string) => page.getByRole('table', { name })
/** A tab, or a window of the shell. */
const ownWindowOf = (page: Page) =>
  page.context().browser()?.contexts().flatMap((context) => context.pages()).find((one) => /\/session\/\d+\?.*window=1/.test(one.url()))
const course = (page: Page) => page.getByRole('region', { name: 'Course of the session' })

test('an opened session tells its figures, its chart in both units, phases on demand, and its price in a view of its own', async ({ host }) => {
  const page = await host.open('/sessions')
  const row = tableOf(page, 'In progress').locator('tbody tr[data-index]').first()
  await expect(row).toBeVisible({ timeout: 30_000 })
  await row.getByRole('link', { name: /^Open session/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Session \d+$/ })
  for (const figure of ['Inactivity', 'Average power', 'Limited by', 'Full in']) await expect(dialog.getByText(figure, { exact: true })).toBeVisible()
  await expect(course(page).locator('canvas').first()).toBeVisible({ timeout: 30_000 })
  for (const choice of ['A', 'Phase currents', 'Voltages']) {
    await course(page).getByRole('button', { name: choice, exact: true }).click()
    await expect(course(page).getByRole('button', { name: choice, exact: true })).toHaveAttribute('aria-pressed', 'true')
  }
  await page.screenshot({ path: 'tests/results/screens/session-phases.png' })
  await dialog.getByRole('tab').nth(1).click()
  await expect(dialog.getByText('Whose rule it is')).toBeVisible()
  await page.screenshot({ path: 'tests/results/screens/session-price.png' })
  await dialog.getByRole('button', { name: 'Open in a window of its own' }).click()
  await expect.poll(() => ownWindowOf(page)).toBeTruthy()
  const own = ownWindowOf(page)!
  await expect(own.getByRole('heading', { level: 1, name: /^Session \d+$/ })).toBeVisible()
  await expect(own.getByText('Whose rule it is')).toBeVisible()
  await expect(dialog).toBeHidden()
})

test('an ended session is played: the cursor drives chart and figures', async ({ host }) => {
  const page = await host.open('/sessions')
  const row = tableOf(page, 'In progress').locator('tbody tr[data-index]').first()
  await expect(row).toBeVisible({ timeout: 30_000 })
  await row.getByRole('link', { name: /^Open session/ }).click()
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.getByRole('button', { name: 'Stop session' }).click()
  await expect(page.getByText('Stopped remotely')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Playback' }).click()
  const bar = page.getByRole('region', { name: 'Playback' })
  await expect(bar).toContainText('As it was at')
  await bar.getByRole('combobox', { name: 'Speed' }).click()
  await page.getByRole('option', { name: '600×' }).click()
  await bar.getByRole('button', { name: 'Play', exact: true }).click()
  await expect(bar.getByRole('slider')).not.toHaveAttribute('aria-valuenow', '0')
  await expect(page.locator('[data-cursor]')).toBeVisible()
  await page.screenshot({ path: 'tests/results/screens/session-playback.png' })
  await bar.getByRole('button', { name: 'End the playback' }).click()
  await expect(bar).toBeHidden()
})
