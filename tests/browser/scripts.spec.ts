import { expect } from '@playwright/test'
import { test } from './hosts'

/** Tokens for scripts in the settings; on every host. */

test('a token is made, shown once, listed, and revoked after a question', async ({ emptyHost }) => {
  const page = await emptyHost.open('/settings')
  await expect(page.getByText('No tokens yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Make a token' }).click()
  await expect(page.getByText('1 to 40 letters, digits, blanks, dots and dashes.')).toBeVisible()
  await page.locator('form', { hasText: '1 to 40 letters' }).getByRole('textbox', { name: 'Name' }).fill('Nightly report')
  await page.getByRole('button', { name: 'Make a token' }).click()
  await expect(page.getByText('Copy it now: it is not shown again.')).toBeVisible()
  const tokens = page.getByRole('table', { name: 'Tokens of scripts' })
  await expect(tokens.getByRole('row', { name: /Nightly report/ })).toContainText('Read')
  await page.getByRole('button', { name: 'Hide' }).click()
  await expect(page.getByText('Copy it now')).toBeHidden()
  await page.getByRole('button', { name: 'Revoke the token Nightly report?' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Scripts that use it are refused from now on.')
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click()
  await expect(page.getByText('No tokens yet.')).toBeVisible()
})
