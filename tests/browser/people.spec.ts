import { expect, type Locator, type Page } from '@playwright/test'
import { test } from './hosts'

/** People, their tokens, what is unknown, and the lists at the chargers; on every host. */

const bodyRows = (table: Locator) => table.locator('tbody tr:not([aria-hidden])')
const tab = (page: Page, name: RegExp) => page.getByRole('tab', { name })

async function addPerson(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a person' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').first().fill(name)
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toBeHidden()
}

test('a person gets tokens, and a form says what is wrong beside the field', async ({ emptyHost }) => {
  const page = await emptyHost.open('/people')
  await expect(page.getByText('No people yet')).toBeVisible()
  await addPerson(page, 'Ada Byron')
  const people = page.getByRole('table', { name: 'People' })
  await expect(bodyRows(people)).toHaveCount(1)

  await page.getByRole('button', { name: 'Add a person' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').first().fill('ada byron')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog.getByText('There is a person of this name already.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await people.getByRole('button', { name: 'Add token' }).click()
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog.getByText('1 to 500 characters.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Token' }).fill('20:69:c0:21')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(people.getByText('2069C021')).toBeVisible()

  // The same card, and what may be the same card.
  await page.getByRole('button', { name: 'Add a token' }).click()
  await dialog.getByRole('textbox', { name: 'Token' }).fill('2069C021')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog.getByText('This token exists already and belongs to: Ada Byron')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Token' }).fill('21C06920')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog.getByText('The known token 20:69:c0:21 may be the same card, read by another reader.')).toBeVisible()
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toBeHidden()

  await tab(page, /^Tokens/).click()
  const tokens = page.getByRole('table', { name: 'Tokens', exact: true })
  await expect(bodyRows(tokens)).toHaveCount(2)
  const hers = bodyRows(tokens).filter({ hasText: 'Ada Byron' })
  await hers.getByRole('button', { name: 'Block' }).click()
  await expect(hers).toContainText('Blocked')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(hers).toContainText('Allowed')

  await tab(page, /^People/).click()
  await people.getByRole('button', { name: 'Delete Ada Byron' }).click()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('No people yet')).toBeVisible()
})

test('a card is waited for with a countdown, and the wait is cancelled', async ({ emptyHost }) => {
  const page = await emptyHost.open('/people')
  await page.getByRole('button', { name: 'Learn a card' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Wait for the card' }).click()
  await expect(dialog.getByText('Choose a person or name a new one.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Name of the new person' }).fill('Grace')
  await dialog.getByRole('button', { name: 'Wait for the card' }).click()
  const strip = page.getByRole('status').filter({ hasText: 'Grace' })
  await expect(strip).toContainText('Waiting for a card of Grace at any charger.')
  await expect(strip).toContainText(/0:00:[1-5]\d/)
  await strip.getByRole('button', { name: 'Cancel' }).click()
  await expect(strip).toContainText('No longer waiting for a card of Grace.')
})

test('an unknown token of the depot is assigned with one click, and its sessions show the person', async ({ host }) => {
  const page = await host.open('/people?tab=unknown')
  const unknown = page.getByRole('table', { name: 'Unknown tokens' })
  await expect(bodyRows(unknown).first()).toBeVisible({ timeout: 45_000 })
  const raw = await bodyRows(unknown).first().locator('td').first().innerText()
  await bodyRows(unknown).filter({ hasText: raw }).getByRole('button', { name: 'Assign' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'New' }).click()
  await dialog.getByRole('textbox', { name: 'Name of the new person' }).fill(`Driver of ${raw}`)
  await dialog.getByRole('button', { name: 'Assign' }).click()
  await expect(dialog).toBeHidden()
  await expect(bodyRows(unknown).filter({ hasText: raw })).toHaveCount(0)
  await tab(page, /^Tokens/).click()
  await expect(bodyRows(page.getByRole('table', { name: 'Tokens', exact: true })).filter({ hasText: `Driver of ${raw}` })).toContainText(raw)
})

test('the lists of all chargers are brought up to date, in every version', async ({ host }) => {
  const page = await host.open('/people?tab=lists')
  const lists = page.getByRole('table', { name: 'At the chargers' })
  await expect(bodyRows(lists).first()).toBeVisible()
  await expect(lists.getByRole('button', { name: 'Update', exact: true, disabled: false }).first()).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Update all' }).click()
  await expect.poll(() => bodyRows(lists).filter({ hasText: /Updated|Was up to date/ }).count(), { timeout: 45_000 }).toBeGreaterThan(8)
  const row = bodyRows(lists).filter({ hasText: 'up to date' }).first()
  await row.getByRole('button', { name: 'Whole' }).click()
  await expect(row).toContainText(/Updated/)
})

test('a file of people names its bad rows, comes in whole, and goes out again', async ({ emptyHost }) => {
  const page = await emptyHost.open('/people')
  const dialog = page.getByRole('dialog')
  const file = (text: string) => ({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') })
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await dialog.getByLabel('File', { exact: true }).setInputFiles(file('person;card\r\nAda;1\r\n'))
  await expect(dialog.getByText('There is no column “card”. Correct the heading.')).toBeVisible()

  const good = 'person;cost_centre;vehicle;plate;battery_kwh;token\r\nJ\xf6rg;K7;Van;B-AB 1;60,5;20:69:C0:21\r\n'
  await dialog.getByLabel('File', { exact: true }).setInputFiles(file(`${good}Ada;;;;;21C06920\r\n`))
  await expect(dialog.getByText('The same token stands in row 1, in another byte order.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: /^Import/ })).toBeDisabled()
  await page.screenshot({ path: `tests/results/screens/${emptyHost.name}-people-import.png`, animations: 'disabled' })
  await dialog.getByLabel('File', { exact: true }).setInputFiles(file(good))
  await expect(dialog.getByRole('status')).toContainText('1 row, separated by semicolons, WINDOWS-1252.')
  await dialog.getByRole('button', { name: 'Import 1 row' }).click()
  await expect(dialog).toBeHidden()
  const people = page.getByRole('table', { name: 'People' })
  for (const text of ['J\u00f6rg', 'K7', 'Van B-AB 1', '2069C021']) await expect(people).toContainText(text)

  // The dialog of a person holds the same.
  await people.getByText('J\u00f6rg').click()
  await expect(dialog.getByRole('textbox', { name: 'Battery' })).toHaveValue('60.5')
  await dialog.getByRole('textbox', { name: 'Battery' }).fill('0')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('0.5 to 2000 kWh.')).toBeVisible()
  await page.screenshot({ path: `tests/results/screens/${emptyHost.name}-person-dialog.png`, animations: 'disabled' })
  await dialog.getByRole('button', { name: 'Remove vehicle 1' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(people).not.toContainText('Van B-AB 1')

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  expect((await download).suggestedFilename()).toMatch(/^people-.*\.csv$/)
})
