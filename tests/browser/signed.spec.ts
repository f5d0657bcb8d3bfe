import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { test } from './hosts'

/** Signed values of meters: in an opened session, confirmed by a person, saved as a file, and checked over a month. */

/** Of a charger of the demo depot whose meters sign from the begin on. */
async function openSigned(page: Page) {
  await page.getByRole('textbox', { name: 'Charger, user, token, connector' }).fill('MIL-AC-03')
  const row = page.getByRole('table', { name: 'In progress' }).locator('tbody tr[data-index]')
    .filter({ has: page.locator('a[href$="/charger/MIL-AC-03"]') }).first()
  await expect(row).toBeVisible({ timeout: 45_000 })
  await row.getByRole('link', { name: /^Open session/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Session \d+$/ })
  await dialog.getByRole('tab', { name: 'Signed values' }).click()
  return dialog
}

test('a session tells what its meter signed, its key is confirmed, and a month is checked', async ({ host }) => {
  const page = await host.open('/sessions')
  const dialog = await openSigned(page)
  await expect(dialog.getByText('Runs, fine so far')).toBeVisible()
  await dialog.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.getByRole('button', { name: 'Stop session' }).click()
  await expect(dialog.getByText('Checked, key not confirmed', { exact: true })).toBeVisible({ timeout: 45_000 })
  const checks = dialog.getByRole('table', { name: 'Checks' })
  await expect(checks.getByRole('row', { name: /^Signature/ })).toContainText('2 of 2 signatures match')
  for (const check of ['Begin and end', 'Register', 'Pagination', 'Meter serial', 'Meter state', 'Energy']) {
    await expect(checks.getByRole('row', { name: new RegExp(`^${check}`) })).toContainText('Passed')
  }
  await expect(checks.getByRole('row', { name: /^Key/ })).toContainText('Compare it with the one on the meter')
  await page.screenshot({ path: 'tests/results/screens/signed-session.png' })

  await dialog.getByText('As it was signed').first().click()
  await expect(dialog.getByText(/^OCMF\|/).first()).toBeVisible()
  const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Save for the Transparenzsoftware' }).click()])
  const xml = readFileSync(await file.path(), 'utf8')
  expect(xml.match(/<signedData format="OCMF" encoding="plain">OCMF\|/g)).toHaveLength(2)

  await dialog.getByRole('button', { name: 'Confirm key' }).click()
  await page.getByRole('button', { name: 'It is the same' }).click()
  await expect(checks.getByRole('row', { name: /^Key/ })).toContainText('A person has typed or confirmed the key')
  await expect(dialog.getByText('Checked', { exact: true })).toBeVisible()
  await dialog.getByRole('button', { name: 'Keys of the meter' }).click()
  const keys = page.getByRole('dialog', { name: /^Keys of the meters/ })
  await expect(keys.getByRole('list', { name: 'Known keys' })).toContainText('secp256r1')
  await keys.getByRole('textbox', { name: /^Public key on the meter/ }).fill('hello')
  await keys.getByRole('button', { name: 'Add key' }).click()
  await expect(keys.getByRole('alert')).toContainText('no public key')
  await page.screenshot({ path: 'tests/results/screens/signed-keys.png' })
  await page.keyboard.press('Escape')
  await expect(keys).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await page.getByRole('tab', { name: 'Signed values' }).click()
  const month = page.getByRole('table', { name: 'Signed values of the month' })
  await expect(month.locator('tbody tr').first()).toContainText('Checked')
  await page.screenshot({ path: 'tests/results/screens/signed-month.png' })
  await page.getByRole('button', { name: /^Failed/ }).click()
  await expect(page.getByText('None with this result')).toBeVisible()
  await page.getByRole('button', { name: /^Checked \d/ }).click()
  await month.locator('tbody tr').first().click()
  await expect(page.getByRole('dialog', { name: /^Session \d+$/ }).getByRole('table', { name: 'Checks' })).toBeVisible()
})
