import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { test } from './hosts'

/** Logs come and firmware goes, on both hosts, with the demo depot at the other end. */

async function pickCharger(page: Page, index: number): Promise<string> {
  await page.getByRole('combobox', { name: 'Chargers' }).or(page.getByRole('button', { name: 'Chargers' })).first().click()
  const option = page.getByRole('option').nth(index)
  const name = (await option.innerText()).split('\n')[0] ?? ''
  await option.click()
  await page.keyboard.press('Escape')
  return name
}

const detail = (page: Page) => page.getByRole('complementary', { name: 'Transfer' })

test('a log is fetched, opened, searched and downloaded', async ({ host }) => {
  const page = await host.open('/transfers')
  await page.getByRole('button', { name: 'Get logs' }).click()
  await pickCharger(page, 0)
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click()
  await expect(detail(page).getByText('Done')).toBeVisible({ timeout: 20_000 })
  await expect(detail(page)).toContainText('•••')
  await detail(page).getByRole('button', { name: 'Open' }).click()
  const archive = page.getByRole('dialog')
  await expect(archive.getByRole('region', { name: 'var/log/station.log' })).toContainText('meter read')
  await archive.getByRole('searchbox', { name: 'Search all entries' }).fill('error')
  await archive.getByRole('button', { name: /station\.log:\d+/ }).nth(2).click()
  await expect(archive.getByRole('region')).toContainText('ERROR')
  await page.keyboard.press('Escape')
  await expect(archive).toBeHidden()
  if (host.name === 'headless') {
    const download = page.waitForEvent('download')
    await detail(page).getByRole('button', { name: /^Download/ }).click()
    const file = await (await download).path()
    expect(readFileSync(file).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]))
  }
})

test('a firmware file is added and a charger is updated with it', async ({ host }) => {
  const page = await host.open('/transfers?tab=firmware')
  const name = `image-${Date.now()}.bin`
  await page.getByLabel('Add file').last().setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.alloc(700_000, 3) })
  await expect(page.getByRole('cell', { name, exact: true })).toBeVisible()
  await expect(page.getByRole('row', { name })).toContainText('700 KB')
  await page.getByRole('button', { name: 'Update firmware' }).click()
  await pickCharger(page, 2)
  await page.getByRole('combobox', { name: 'Firmware file' }).or(page.getByText('Choose a file')).first().click()
  await page.getByRole('option', { name }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByRole('dialog').last().getByRole('button', { name: 'Update firmware' }).click()
  await expect(detail(page).getByText('Done')).toBeVisible({ timeout: 20_000 })
  await expect(detail(page).getByText('Installed', { exact: true })).toBeVisible()
  await page.getByRole('tab', { name: 'Firmware files' }).click()
  await page.getByRole('button', { name: `Delete ${name}?` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('cell', { name, exact: true })).toBeHidden()
})

test('the transfers say what will appear there', async ({ emptyHost }) => {
  const page = await emptyHost.open('/transfers')
  await expect(page.getByText('No transfers yet')).toBeVisible()
  await page.getByRole('tab', { name: 'Firmware files' }).click()
  await expect(page.getByText('No firmware files')).toBeVisible()
})
