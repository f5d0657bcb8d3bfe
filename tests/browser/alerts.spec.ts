import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { anAcceptedCharger } from './accepted-charger'
import { test } from './hosts'

async function expectAccessible(page: Page) {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))])).toEqual([])
  }
}

/** The bell, the list, a rule and a channel, from the first look to the end of an alert. */
test('a rule is changed, a channel tried, and an alert noticed, acknowledged and over', async ({ emptyHost }) => {
  const received: string[] = []
  const server = createServer((request, response) => {
    request.on('data', (part: Buffer) => received.push(part.toString('utf8')))
    request.on('end', () => response.end('thanks'))
  }).listen(0, '127.0.0.1')
  const charger = await anAcceptedCharger(emptyHost, 'CP-WITH-A-VERY-LONG-IDENTITY-IN-THE-THIRD-UNDERGROUND-LEVEL')
  const page = await emptyHost.open('/alerts')
  await expect(page.getByText('No alerts', { exact: true })).toBeVisible()

  await page.getByRole('tab', { name: 'Channels' }).click()
  await page.getByRole('button', { name: 'Add channel' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').first().click()
  await page.getByRole('option', { name: 'Webhook' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('A name is needed')).toBeVisible()
  await expect(dialog.getByText('A whole address, without a password in it')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Control room')
  await dialog.getByRole('textbox', { name: 'Address' }).fill(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await dialog.getByLabel('Key for the signature').fill('shared key')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('listitem').filter({ hasText: 'Control room' }).getByRole('button', { name: 'Test' }).click()
  await expect(page.getByText('HTTP 200 OK thanks').first()).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('tab', { name: 'Rules' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Fault' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('row').filter({ hasText: 'Fault' }).getByRole('cell').nth(2).click()
  await dialog.getByRole('textbox', { name: 'Threshold' }).fill('-3')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('From 0 to 1,440')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Threshold' }).fill('0')
  await dialog.getByRole('textbox', { name: 'Over for' }).fill('0')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()

  const status = (word: string, errorCode: string) => charger.call('StatusNotification', { connectorId: 1, status: word, errorCode, timestamp: new Date().toISOString() })
  await status('Faulted', 'GroundFailure')
  await expect(page.getByRole('link', { name: '1 open alert' })).toBeVisible()
  await page.getByRole('link', { name: '1 open alert' }).click()
  await page.getByRole('tab', { name: 'Alerts', exact: true }).click()
  const row = page.getByRole('row').filter({ hasText: 'The socket reports a fault: GroundFailure.' })
  await expect(row).toBeVisible()
  await expect.poll(() => received.some((body) => body.includes('"opened"'))).toBe(true)
  await expectAccessible(page)
  await row.getByText('Fault', { exact: true }).click()
  await expect(dialog.getByText('HTTP 200 OK thanks')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Note' }).fill('on the way')
  await dialog.getByRole('button', { name: 'Acknowledge' }).click()
  await expect(row).toContainText('Acknowledged')
  await expect(page.getByRole('link', { name: 'No open alerts' })).toBeVisible()
  await status('Available', 'NoError')
  await expect(row).toBeHidden()
  charger.close()
  server.close()
})
