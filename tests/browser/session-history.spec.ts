import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import readSheet from 'read-excel-file/node'
import { test } from './hosts'

/** The history of sessions: filters that live in the address, what they add up to, and files of it; on every host. */

test('history is filtered, the filter is in the address and can be saved, and what is found becomes a file', async ({ host }) => {
  const page = await host.open('/sessions')
  // The depot has just begun, so that one of its sessions has to end first.
  const running = page.getByRole('table', { name: 'In progress' }).locator('tbody tr:not([aria-hidden])')
  await running.first().getByRole('button', { name: /^More for session/ }).click({ timeout: 45_000 })
  await page.getByRole('menuitem', { name: /^Stop/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop session' }).click()
  await page.getByRole('tab', { name: 'History' }).click()
  const table = page.getByRole('table', { name: 'History' })
  const rows = table.locator('tbody tr:not([aria-hidden])')
  await expect(rows.first()).toBeVisible({ timeout: 45_000 })
  const summary = page.getByRole('status', { name: 'All sessions that are found' })
  await expect(summary).toContainText('kWh')
  await page.screenshot({ path: 'tests/results/history-light.png' })

  await page.getByRole('button', { name: 'Time: Any time' }).click()
  await page.getByRole('button', { name: 'Yesterday' }).click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/range=yesterday/)
  await page.getByRole('button', { name: 'Filters', exact: true }).click()
  await page.getByRole('textbox', { name: 'Consumption (kWh), from' }).fill('0,5')
  await page.screenshot({ path: 'tests/results/history-filters.png' })
  await page.getByRole('textbox', { name: 'Connector', exact: true }).fill('1')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/energyFrom=0\.5/)
  await expect(page).toHaveURL(/connector=1/)
  await page.getByRole('button', { name: 'Saved filters' }).click()
  await page.getByRole('textbox', { name: 'Name of this filter' }).fill('Yesterday, first connector')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(page).not.toHaveURL(/range=/)
  await page.getByRole('button', { name: 'Saved filters' }).click()
  await page.getByRole('button', { name: 'Yesterday, first connector', exact: true }).click()
  await expect(page).toHaveURL(/range=yesterday/)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Clear' }).click()

  await expect(rows.first()).toBeVisible()
  await table.getByRole('button', { name: 'Consumption' }).or(table.getByRole('button', { name: 'Energy' })).first().click()
  await expect(rows.first()).toBeVisible()
  await page.getByRole('button', { name: 'Export' }).click()
  await page.screenshot({ path: 'tests/results/history-export.png' })
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save file' }).click()
  const sheets = await readSheet(readFileSync(await (await download).path()))
  expect(sheets[0]?.data.length).toBeGreaterThan(1)
  expect(sheets[0]?.data[0]?.slice(0, 2)).toEqual(['session', 'start (UTC)'])
})
