import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { test } from './hosts'

const tableOf = (page: Page) => page.getByRole('table', { name: 'In progress' })
const firstRow = (page: Page) => tableOf(page).locator('tbody tr[data-index]').first()
const headings = async (page: Page) => (await tableOf(page).locator('thead th').allInnerTexts()).map((text) => text.trim())

test('the columns of running sessions are chosen, ordered, pinned, widened and remembered', async ({ host }) => {
  const page = await host.open('/sessions')
  await expect(firstRow(page)).toBeVisible({ timeout: 30_000 })
  await expect.poll(() => headings(page)).toEqual([
    'Actions', 'ID', 'Started at', 'Charging station', 'Connector', 'Duration', 'Inactivity', 'Power (kW)', 'Consumption (kWh)',
    'Battery', 'Price so far', 'Company', 'Site', 'Site area', 'User',
  ])

  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Company' }).click()
  await page.getByRole('checkbox', { name: 'State' }).click()
  await page.getByRole('button', { name: 'Move Power to the left' }).click()
  await page.getByRole('button', { name: 'Keep Charging station at the left' }).click()
  await page.keyboard.press('Escape')
  const chosen = [
    'Actions', 'Charging station', 'ID', 'Started at', 'Connector', 'Duration', 'Power (kW)', 'Inactivity', 'Consumption (kWh)',
    'Battery', 'Price so far', 'Site', 'Site area', 'User', 'State',
  ]
  await expect.poll(() => headings(page)).toEqual(chosen)

  const user = tableOf(page).getByRole('columnheader', { name: 'User' })
  const before = (await user.boundingBox())?.width ?? 0
  await user.getByRole('separator').focus()
  for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowRight')
  await expect.poll(async () => (await user.boundingBox())?.width ?? 0).toBeGreaterThan(before + 30)

  await page.reload()
  await expect(firstRow(page)).toBeVisible()
  await expect.poll(() => headings(page)).toEqual(chosen)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('button', { name: 'Reset' }).click()
  await page.keyboard.press('Escape')
  expect((await headings(page))[1]).toBe('ID')
})

test('every column of running sessions sorts', async ({ host }) => {
  const page = await host.open('/sessions')
  await expect(firstRow(page)).toBeVisible({ timeout: 30_000 })
  for (const heading of (await headings(page)).filter((text) => text !== 'Actions')) {
    const name = heading.replace(/ \(.*/, '')
    const column = tableOf(page).getByRole('columnheader', { name, exact: false }).filter({ hasText: name }).first()
    await column.getByRole('button', { name }).click()
    await expect(column).toHaveAttribute('aria-sort', /ascending|descending/)
  }
})

test('a row opens its session, and its menu leads to the charger, the messages and the answer of the charger', async ({ host }) => {
  const page = await host.open('/sessions')
  await expect(firstRow(page)).toBeVisible({ timeout: 30_000 })
  await firstRow(page).getByRole('link', { name: /^Open session/ }).click()
  await expect(page.getByRole('dialog', { name: /^Session \d+$/ })).toBeVisible()
  await expect(page).toHaveURL(/[?&]session=\d+/)

  await page.goBack()
  await expect(page.getByRole('dialog')).toBeHidden()
  await firstRow(page).getByRole('button', { name: /^More for session/ }).click()
  await page.getByRole('menuitem', { name: 'Unlock connector' }).click()
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(page.getByText(/unlocked the connector|did not unlock the connector/).first()).toBeVisible()

  await firstRow(page).getByRole('button', { name: /^More for session/ }).click()
  await page.getByRole('menuitem', { name: 'Show messages' }).click()
  await expect(page).toHaveURL(/trace\?session=\d+/)

  await page.goBack()
  await firstRow(page).getByRole('button', { name: /^More for session/ }).click()
  await page.getByRole('menuitem', { name: 'Show on the map' }).click()
  await expect(page).toHaveURL(/#\/\?station=/)
})

test('the user of a session is changed, which the audit keeps, and the session is exported', async ({ host }) => {
  const people = await host.open('/people')
  await people.getByRole('button', { name: 'Add a person' }).click()
  await people.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Zora Lend')
  await people.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
  await expect(people.getByRole('dialog')).toBeHidden()

  const page = await host.open('/sessions')
  await expect(firstRow(page)).toBeVisible({ timeout: 30_000 })
  const id = await firstRow(page).locator('td').nth(1).innerText()
  const row = tableOf(page).locator('tbody tr').filter({ has: page.getByRole('link', { name: `Open session ${id}`, exact: true }) })
  const choose = async (item: string) => {
    await row.getByRole('button', { name: /^More for session/ }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await choose('Change user')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^User/ }).click()
  await page.getByRole('option', { name: 'Zora Lend' }).click()
  await dialog.getByRole('button', { name: 'Change user' }).click()
  await expect(dialog).toBeHidden()
  await expect(row).toContainText('Zora Lend')

  const download = page.waitForEvent('download')
  await choose('Export (JSON)')
  const file = JSON.parse(readFileSync(await (await download).path(), 'utf8'))
  expect(file).toMatchObject({ session: { session: Number(id), person: 'Zora Lend' }, course: { from: expect.any(Number) }, readings: expect.any(Array) })

  await choose('Limit the power')
  await expect(page.getByRole('dialog')).toContainText(`${id}`)
  const desk = await host.open('/desk?tab=audit')
  await expect(desk.getByRole('list').filter({ hasText: 'User changed' })).toContainText('Zora Lend')
})
