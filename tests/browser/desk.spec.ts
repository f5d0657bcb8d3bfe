import { expect, type Page } from '@playwright/test'
import { anAcceptedCharger } from './accepted-charger'
import { test } from './hosts'

/** The data-quality desk, on every host: what waits, why, and what a person makes of it. */

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const rows = (page: Page) => page.getByRole('table', { name: 'Waiting' }).locator('tbody tr:not([aria-hidden])')

test('T03: a stop without a start waits, shows its evidence, is kept, and comes back when that is undone', async ({ emptyHost }) => {
  const { call, close } = await anAcceptedCharger(emptyHost, 'DESK-1')
  for (const transactionId of [901, 902, 903]) {
    await call('StopTransaction', {
      transactionId, idTag: 'CAFE', meterStop: 8_000, timestamp: minutesAgo(transactionId - 900),
      transactionData: [{ timestamp: minutesAgo(30), sampledValue: [{ value: '5000' }] }],
    })
  }
  const page = await emptyHost.open('/desk')
  await expect(page.getByRole('heading', { level: 1, name: 'Data quality' })).toBeVisible()
  await expect(rows(page)).toHaveCount(3)
  await expect(page.getByRole('link', { name: 'Data quality' })).toContainText('3')

  // By keyboard alone.
  await rows(page).first().focus()
  await page.keyboard.press('Enter')
  const evidence = page.getByRole('complementary', { name: /Evidence for session/ })
  await expect(evidence.getByRole('list', { name: 'Latest readings' })).toContainText('5,000')
  await expect(evidence.getByRole('link', { name: 'Messages' })).toHaveAttribute('href', /trace\?session=\d/)
  await evidence.getByRole('button', { name: 'Decide' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('row', { name: /Energy/ })).toContainText('3.000')
  await dialog.getByLabel('Note').fill('asked the driver')
  await dialog.getByRole('button', { name: 'Apply repair' }).click()
  await expect(dialog).toBeHidden()
  await expect(rows(page)).toHaveCount(2)

  await page.getByRole('tab', { name: 'Audit' }).click()
  const audit = page.getByRole('list', { name: 'Audit' })
  await expect(audit).toContainText('asked the driver')
  await audit.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click()
  await expect(audit).toContainText('Repair undone')
  await page.getByRole('tab', { name: 'Waiting' }).click()
  await expect(rows(page)).toHaveCount(3)

  await page.getByRole('button', { name: /Stop only/ }).click()
  await page.getByRole('button', { name: 'Apply 3 proposals' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Apply all' }).click()
  await expect(page.getByRole('dialog')).toContainText('3 sessions were repaired.')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByText('Nothing fits the filter')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(page.getByText('Nothing waits')).toBeVisible()
  close()
})
