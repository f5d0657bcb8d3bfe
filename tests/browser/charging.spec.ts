import { expect, type Page } from '@playwright/test'
import { test, type Host } from './hosts'

/** Charging profiles and reservations, with the demo depot at the other end. */

/** A charger that is connected; each test takes one of its own. */
async function chargerAt(host: Host, index: number): Promise<Page> {
  const page = await host.open('/stations')
  const row = page.locator('tbody tr:not([aria-hidden])').nth(index)
  await expect(row).toBeVisible({ timeout: 45_000 })
  await row.locator('td').first().click()
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Chargers')
  return page
}

const profiles = (page: Page) => page.getByRole('table', { name: 'Profiles' })

test('a profile is drawn with the keyboard and in numbers, sent, and cleared after a question', async ({ host }) => {
  const page = await chargerAt(host, 0)
  await page.getByRole('link', { name: 'Charging profiles' }).click()
  await page.getByRole('button', { name: 'New profile' }).click()
  const editor = page.getByRole('dialog', { name: 'New charging profile' })
  await editor.getByRole('button', { name: 'Night at full power' }).click()
  const periods = editor.getByRole('table', { name: 'Periods of the schedule' })
  await expect(periods.locator('tbody tr')).toHaveCount(3)

  // The second point, one ampere higher by the keys, and five by the table.
  const chart = editor.getByRole('group', { name: /^Schedule\. Arrow keys/ })
  await expect(chart.locator('canvas')).toBeVisible()
  await chart.focus()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(periods.getByLabel('Limit').nth(1)).toHaveValue('7')
  await periods.getByLabel('Limit').nth(1).fill('3')
  await expect(editor.getByText('Period 2: Below 6 A no car charges: it pauses.')).toBeVisible()
  await periods.getByLabel('Limit').nth(1).fill('12')
  await expect(editor.getByText(/Period 2/)).toBeHidden()

  await editor.getByRole('button', { name: 'Send to the charger' }).click()
  await expect(editor).toBeHidden({ timeout: 20_000 })
  await expect(profiles(page)).toContainText('6:00 12 A')
  await expect(profiles(page)).toContainText('Each day')

  await profiles(page).getByRole('button', { name: 'Clear', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Clear' }).click()
  await expect(profiles(page)).toBeHidden()
  await page.getByRole('button', { name: '1 ended one' }).click()
  await expect(profiles(page)).toContainText('Cleared')
})

test('a point of the schedule is dragged', async ({ host }) => {
  const page = await chargerAt(host, 1)
  await page.getByRole('link', { name: 'Charging profiles' }).click()
  await page.getByRole('button', { name: 'New profile' }).click()
  const editor = page.getByRole('dialog', { name: 'New charging profile' })
  const limit = editor.getByRole('table', { name: 'Periods of the schedule' }).getByLabel('Limit')
  await editor.getByRole('button', { name: 'Night at full power' }).click()
  await expect(limit.nth(1)).toHaveValue('6')
  const canvas = editor.getByRole('group', { name: /^Schedule\. Arrow keys/ }).locator('canvas')
  await expect(canvas).toBeVisible()
  const box = await canvas.boundingBox()
  if (!box) throw new Error('no chart')
  // The point of six o'clock stands a quarter of the way; where the axes end is the chart's affair, so it is searched for.
  for (let y = box.height - 30; y > box.height / 2 && (await limit.nth(1).inputValue()) === '6'; y -= 14) {
    for (let x = box.width * 0.24; x < box.width * 0.32 && (await limit.nth(1).inputValue()) === '6'; x += 14) {
      await page.mouse.move(box.x + x, box.y + y)
      await page.mouse.down()
      await page.mouse.move(box.x + x, box.y + y - 40, { steps: 4 })
      await page.mouse.up()
    }
  }
  expect(Number(await limit.nth(1).inputValue())).toBeGreaterThan(6)
})

test('the power is limited in one step and freed again', async ({ host }) => {
  const page = await chargerAt(host, 2)
  await page.getByRole('link', { name: 'Charging profiles' }).click()
  await page.getByRole('button', { name: 'Limit the power' }).click()
  const dialog = page.getByRole('dialog', { name: 'Limit the power' })
  await dialog.getByLabel('Limit').fill('10')
  await dialog.getByRole('button', { name: 'Set the limit' }).click()
  await expect(dialog).toBeHidden({ timeout: 20_000 })
  await expect(profiles(page)).toContainText('quick limit')
  await page.getByRole('button', { name: 'Limit the power' }).click()
  await dialog.getByRole('button', { name: 'Remove the limit' }).click()
  await expect(dialog).toBeHidden({ timeout: 20_000 })
  await expect(profiles(page)).toBeHidden()
})

test('a connector is reserved, or the charger says why not', async ({ host }) => {
  const page = await chargerAt(host, 3)
  const panel = page.getByRole('region', { name: 'Reservations' })
  await expect(panel).toContainText('No connector is reserved.')
  await panel.getByRole('button', { name: 'Reserve' }).click()
  const dialog = page.getByRole('dialog', { name: 'Reserve' })
  await dialog.getByRole('button', { name: 'Reserve' }).click()
  await expect(dialog.getByText('1 to 36 characters, no umlauts')).toBeVisible()
  await dialog.getByLabel('Token').fill('04A2B9C1D27480')
  await dialog.getByRole('button', { name: 'Reserve' }).click()
  // The cars of the depot come and go: both are right.
  await expect(page.getByText(/^(?:Reserved|Refused: occupied)$/).first()).toBeVisible({ timeout: 20_000 })
})
