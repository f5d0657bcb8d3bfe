import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import readSheet from 'read-excel-file/node'
import { pdfText } from '../stories/pdf-text'
import { anAcceptedCharger } from './accepted-charger'
import { test } from './hosts'

/** A month is billed, closed and corrected in the window; what it needs is entered by the interface of scripts. */

const HOUR = 3_600_000
/** The middle of last month: it is over, and no month border is near. */
const lastMonth = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - 1, 12, 9))
const month = lastMonth.toISOString().slice(0, 7)
const longName = 'Dr. Maximiliane Freifrau von und zu Hohenstaufen-Donaudampfschifffahrt'

async function aScript(page: Page) {
  await page.getByRole('textbox', { name: 'Name' }).last().fill('Set-up')
  await page.getByRole('combobox', { name: 'Allows' }).click()
  await page.getByRole('option', { name: 'Everything' }).click()
  await page.getByRole('button', { name: 'Make a token' }).click()
  const secret = await page.locator('code.select-all').innerText()
  const { origin } = new URL(page.url())
  return async (path: string, body: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`${origin}/api${path}`, {
      method: 'POST', headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }, body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.status === 204 ? {} : ((await response.json().catch(() => ({}))) as Record<string, unknown>)
  }
}
type Script = Awaited<ReturnType<typeof aScript>>

async function people(script: Script) {
  const { company } = await script('/companies', { company: null, name: 'Hafenbetriebe Nord GmbH & Co. KG', note: '' })
  const vehicles = [{ name: 'Van', plate: 'B-AB 1', batteryWh: null }, { name: 'Bus', plate: 'B-CD 2', batteryWh: null }]
  const driver = await script('/people', { person: null, name: longName, note: '', company, costCentre: 'K-4711', vehicles })
  await script('/tokens', {
    token: 'CAFE0001', status: 'accepted', validFrom: null, validUntil: null, group: null, person: driver['person'], note: '', evenIfSimilar: true,
  })
  await script('/people', { person: null, name: 'Bob', note: '' })
  const price = { dimension: 'energy', price: 42_300, taxRatePpm: 190_000, stepSize: 1 }
  await script('/tariffs', {
    version: null,
    tariff: {
      id: 'T1', name: 'Depot', currency: 'EUR', taxIncluded: 'no', elements: [{ priceComponents: [price], restrictions: null }],
      minPrice: null, maxPrice: null, idleFee: null, billsAllConnectedTime: false, validFrom: null, validUntil: null,
    },
  })
  await script('/tariffs/assignments', { assignment: null, entityType: 'default', entityId: null, tariffId: 'T1', validFrom: null, validUntil: null })
}

async function pictures(page: Page, name: string) {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `tests/results/screens/${name}-${colorScheme}.png`, animations: 'disabled' })
  }
}

test('a month is billed, what is not assigned is assigned, and a closed month is corrected in the next', async ({ emptyHost }) => {
  const { call, close } = await anAcceptedCharger(emptyHost, 'BILL-1')
  const settings = await emptyHost.open('/settings')
  const script = await aScript(settings)
  await people(script)
  const charge = async (idTag: string, day: number, kwh: number) => {
    const at = lastMonth.getTime() + day * 24 * HOUR
    await call('StartTransaction', { connectorId: 1, idTag, meterStart: 1_000_000, timestamp: new Date(at).toISOString() })
    await call('StopTransaction', { transactionId: day + 1, idTag, meterStop: 1_000_000 + kwh * 1000, timestamp: new Date(at + HOUR).toISOString() })
  }
  for (let day = 0; day < 6; day += 1) await charge(day === 2 ? 'FFFF0009' : 'CAFE0001', day, 7 + day)

  const page = await emptyHost.open('/bills')
  await page.getByLabel('Month', { exact: true }).fill('2019-01')
  await expect(page.getByText('Nothing was charged in January 2019')).toBeVisible()
  await page.getByRole('button', { name: 'Month after' }).click()
  await expect(page.getByText('Nothing was charged in February 2019')).toBeVisible()
  await page.getByLabel('Month', { exact: true }).fill(month)
  const byPerson = page.getByRole('table', { name: 'By person' })
  await expect(byPerson).toContainText(longName)
  await expect(byPerson).toContainText('€20.30')
  await expect(page.getByText('Missing: name, address, tax number.')).toBeVisible()
  await expect(page.getByText('1 session is on no statement')).toBeVisible()
  await pictures(page, 'bills')

  // Nobody is known to have charged: it is assigned, and stands on a statement.
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  const left = page.getByRole('table', { name: 'Not assigned' })
  await expect(left).toContainText('FFFF0009')
  await pictures(page, 'bills-not-assigned')
  await left.getByRole('button', { name: 'Assign a person' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^User/ }).click()
  await page.getByRole('option', { name: 'Bob' }).click()
  await dialog.getByRole('button', { name: 'Change user' }).click()
  await expect(page.getByText(/^Every session of .* is on a statement$/)).toBeVisible()

  // Who writes the bills is entered once.
  await page.getByRole('tab', { name: 'By person' }).click()
  await page.getByRole('link', { name: 'Open the settings' }).click()
  await page.getByRole('textbox', { name: 'Name' }).first().fill('Grid & Sons')
  await page.getByRole('textbox', { name: 'Tax number' }).fill('DE 123')
  await page.getByRole('textbox', { name: 'Address' }).fill('Quay 1\n10115 Berlin')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved.').first()).toBeVisible()
  await pictures(page, 'settings-issuer')
  await page.goBack()

  // The statement, and its file.
  await expect(page.getByText('Missing:')).toBeHidden()
  await byPerson.getByText(longName).click()
  await expect(page.getByRole('table', { name: 'Sum by tax rate' })).toContainText('€3.86')
  await expect(page.getByRole('table', { name: 'Sessions', exact: true }).locator('tbody tr:not([aria-hidden])')).toHaveCount(5)
  await expect(page.getByText('Draft: the month is open')).toBeVisible()
  await pictures(page, 'bill')
  const saved = async (name: string) => {
    await page.getByRole('button', { name: 'Save as file' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name, exact: true }).click()
    const file = await download
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
  }
  const pdf = await saved('PDF')
  expect(pdf.name).toMatch(new RegExp(`^${month}-P0001-.*\\.pdf$`))
  expect((await pdfText(pdf.bytes)).join('\n')).toMatch(/Grid & Sons[\s\S]*Tax number: DE 123[\s\S]*Draft[\s\S]*19%/)

  // What is given back: the car of each session has to be known.
  await page.getByRole('tab', { name: 'Reimbursement' }).click()
  await expect(page.getByText('Nothing to reimburse')).toBeVisible()
  const unknownCar = page.getByRole('table', { name: 'Not assigned, in no sum' })
  await unknownCar.getByRole('combobox', { name: 'With which car' }).first().click()
  await page.getByRole('option', { name: /B-AB 1/ }).click()
  const reimbursed = page.getByRole('table', { name: 'Reimbursement' })
  await expect(reimbursed).toContainText('B-AB 1')
  await page.getByRole('textbox', { name: /Base price of the month/ }).fill('-3')
  await expect(page.getByText('Enter a number of 0 or more.')).toBeVisible()
  await page.getByRole('textbox', { name: /Base price of the month/ }).fill('12,00')
  await page.getByRole('textbox', { name: 'Energy of the household, kWh' }).fill('240')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(reimbursed).toContainText('€0.35')
  await pictures(page, 'reimbursement')

  // Closed after a question; a correction stands in the month after.
  await page.getByRole('link', { name: 'Bills' }).last().click()
  await page.getByRole('button', { name: 'Close the month' }).click()
  await expect(dialog).toContainText('becomes a credit and a new entry')
  await pictures(page, 'bills-close')
  await dialog.getByRole('button', { name: 'Close the month' }).click()
  await expect(page.getByText('Closed', { exact: true })).toBeVisible()
  const sheets = await readSheet((await saved('XLSX')).bytes)
  expect(sheets[1]?.data).toHaveLength(7)
  await script('/sessions/1/person', { session: 1, person: 2, note: 'it was Bob' })
  await page.getByRole('button', { name: 'Month after' }).click()
  await expect(byPerson).toContainText('Bob')
  await expect(byPerson.locator('tbody tr:not([aria-hidden])')).toHaveCount(2)
  await byPerson.getByText('Bob').click()
  await page.getByText(/^Replaces the entry of/).click()
  await page.getByRole('tab', { name: /^Pric/ }).click()
  await expect(page.getByText(/^Billed in .*, which is closed\. A change becomes a credit and a new entry in /)).toBeVisible()

  // Opened again for a reason, which stays.
  await page.getByRole('link', { name: 'Bills' }).last().click()
  await page.getByRole('tab', { name: 'Closed months' }).click()
  await page.getByRole('button', { name: 'Open again' }).click()
  await dialog.getByRole('button', { name: 'Open again' }).click()
  await expect(dialog.getByText('This is needed.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Why it is opened' }).fill('Wrong person')
  await dialog.getByRole('button', { name: 'Open again' }).click()
  await expect(page.getByRole('table', { name: 'Closed months' })).toContainText('Wrong person')
  await pictures(page, 'bills-closings')

  const list = await emptyHost.open('/people')
  await expect(list.getByRole('table', { name: 'People' })).toContainText(longName)
  close()
})
