import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { failOnComplaints } from './complaints'
import { bodyRows, openConnectedCharger } from './connected-charger'
import { test, type Host } from './hosts'

/** The configuration of a charger; on every host, with the demo depot behind it. */

const listen = failOnComplaints()

async function openConfiguration(host: Host, version: string): Promise<Page> {
  const page = listen(await host.open('/stations'))
  await openConnectedCharger(page, version)
  await page.getByRole('main').getByRole('link', { name: 'Configuration', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Configuration: / })).toBeVisible()
  return page
}

const settings = (page: Page) => bodyRows(page.getByRole('table', { name: 'Settings', exact: true }))
const valueOf = (page: Page, name: string) => page.getByRole('textbox', { name: `Value of ${name}`, exact: true })

const names = {
  '1.6J': { interval: 'ConnectionTimeOut', fixed: 'NumberOfConnectors' },
  '2.0.1': { interval: 'TxCtrlr.EVConnectionTimeOut', fixed: 'ChargingStation.EVSECount' },
}

for (const [version, { interval, fixed }] of Object.entries(names)) {
  test(`${version}: settings are read, found, changed and read back`, async ({ host }) => {
    const page = await openConfiguration(host, version)
    await page.getByRole('button', { name: 'Read all' }).click()
    await expect(settings(page).filter({ hasText: fixed })).toContainText('read only')
    await page.getByRole('searchbox', { name: 'Find a setting' }).fill(interval)
    await expect(settings(page)).toHaveCount(1)
    await expect(settings(page).first()).toContainText('How long a token waits for the plug')
    await valueOf(page, interval).fill('soon')
    await expect(settings(page).first()).toContainText('A number is needed')
    await expect(page.getByRole('button', { name: 'Send changes' })).toBeDisabled()
    await valueOf(page, interval).fill('75')
    await valueOf(page, interval).press('Enter')
    const results = page.getByRole('status', { name: 'What became of the changes' })
    await expect(results).toContainText('Changed')
    await expect(results).toContainText('now 75')
    await expect(settings(page).first()).toContainText('changed here')
  })
}

test('M22: a charger is asked for more meter values, and says what it does not send', async ({ host }) => {
  const page = await openConfiguration(host, '1.6J')
  await page.getByRole('button', { name: 'Ask for more meter values' }).click()
  await expect(page.getByText('The charger sends all wanted meter values.', { exact: true }).first()).toBeVisible()
})

test('a file is shown row by row before anything is prepared, and what is exported can be compared', async ({ host }) => {
  const page = await openConfiguration(host, '1.6J')
  await page.getByRole('button', { name: 'Read all' }).click()
  await expect(settings(page).first()).toBeVisible()
  await page.getByRole('button', { name: 'Import' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('File', { exact: true }).setInputFiles({
    name: 'settings.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('name,value\r\nConnectionTimeOut,99\r\nNoSuchKey,1\r\nNumberOfConnectors,7\r\n'),
  })
  await expect(dialog.getByRole('row', { name: /NoSuchKey/ })).toContainText('unknown to this charger')
  await expect(dialog.getByRole('row', { name: /NumberOfConnectors/ })).toContainText('cannot be changed')
  await dialog.getByRole('button', { name: 'Prepare 1 change' }).click()
  await expect(page.getByText('1 change not sent')).toBeVisible()
  await page.getByRole('button', { name: 'Send changes' }).click()
  await expect(page.getByRole('status', { name: 'What became of the changes' })).toContainText('now 99')
  await page.getByRole('button', { name: 'Compare' }).click()
  await dialog.getByRole('combobox', { name: 'Compare with' }).click()
  await page.getByRole('option', { name: 'An earlier reading' }).click()
  await dialog.getByRole('combobox', { name: 'Choose' }).click()
  await page.getByRole('option').first().click()
  await expect(dialog.getByRole('row', { name: /ConnectionTimeOut/ })).toContainText('99')
})

test('a value that is kept is marked when the charger has another one', async ({ host }) => {
  const page = await openConfiguration(host, '2.0.1')
  await page.getByRole('button', { name: 'Read all' }).click()
  const name = 'OCPPCommCtrlr.WebSocketPingInterval'
  await page.getByRole('searchbox', { name: 'Find a setting' }).fill('WebSocketPing')
  await settings(page).first().getByRole('button', { name: 'Keep this value' }).click()
  await expect(settings(page).first().getByRole('button', { name: /^Kept: / })).toBeVisible()
  const before = await valueOf(page, name).inputValue()
  await valueOf(page, name).fill('41')
  await valueOf(page, name).press('Enter')
  await expect(settings(page).first()).toContainText(`should be ${before}`)
  await expect(page.getByText('1 not as desired')).toBeVisible()
})

test('a configuration is exported as JSON', async ({ host }) => {
  const page = await openConfiguration(host, '2.0.1')
  await page.getByRole('button', { name: 'Read all' }).click()
  await expect(settings(page).first()).toBeVisible()
  await page.getByRole('button', { name: 'Export' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'As JSON' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/-configuration\.json$/)
  const rows = JSON.parse(await readFile(await file.path(), 'utf8')) as { name: string }[]
  expect(rows.map(({ name }) => name)).toContain('OCPPCommCtrlr.HeartbeatInterval')
})
