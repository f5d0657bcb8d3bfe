import { expect, type Page } from '@playwright/test'
import { anAcceptedCharger } from './accepted-charger'
import { test } from './hosts'

/** Tariffs are written, tried, assigned and changed, and a session says what it costs; on every host. */

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const field = (page: Page, name: string | RegExp) => page.getByRole('textbox', { name }).first()
const picture = async (page: Page, name: string) => {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `tests/results/screens/${name}-${colorScheme}.png`, animations: 'disabled' })
  }
}

/** A day and a night price with an idle fee, given to all. */
async function aTariff(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Add a tariff' }).click()
  await expect(page.getByText('The example appears when the prices are complete.')).toBeVisible()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('2 fields are not right')).toBeVisible()
  await field(page, 'Name').fill('Depot, day and night, with an idle fee for those who stay too long')
  await field(page, /EUR per kWh/).fill('-0.49')
  await expect(page.getByText('It cannot be below zero.')).toBeVisible()
  await field(page, /EUR per kWh/).fill('0,49')
  await field(page, 'Tax in %').fill('19')
  await expect(page.getByText('20.00 kWh over 2 h 0 min on Monday at 17:00 costs €9.80.')).toBeVisible()

  await page.getByRole('button', { name: 'Add prices with other conditions' }).click()
  const night = page.getByRole('region', { name: 'Prices 2' })
  await night.getByRole('textbox', { name: /EUR per kWh/ }).fill('0.2975')
  await night.getByLabel('From, time of day').fill('22:00')
  await night.getByLabel('To, time of day').fill('06:00')
  // The first that fits is in force, so the narrower one goes first.
  await night.getByRole('button', { name: 'Move up' }).click()
  const week = page.getByRole('figure', { name: 'Which price holds when' })
  await expect(week.getByText('€0.2975').first()).toBeVisible()
  await page.getByRole('checkbox', { name: /Idle fee/ }).check()
  await field(page, /EUR per minute/).fill('0.10')
  await page.getByRole('spinbutton', { name: 'Stays, minutes' }).fill('30')
  await expect(page.getByText('20.00 kWh over 2 h 0 min on Monday at 17:00, and 30 min of staying, costs €12.80.')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Lines of the price' })).toContainText('The vehicle stays after charging')
  await picture(page, 'tariff')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('table', { name: 'Tariffs' })).toContainText('Depot, day and night')
}

test('a tariff is written, tried, given to all, and a session says what it costs', async ({ emptyHost }) => {
  const { call, close } = await anAcceptedCharger(emptyHost, 'PAY-1')
  const page = await emptyHost.open('/tariffs')
  await expect(page.getByText('No tariffs yet')).toBeVisible()
  await aTariff(page)

  await page.getByRole('table', { name: 'Tariffs' }).getByRole('button', { name: 'Assign', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('tab', { name: /Assigned to/ }).click()
  await expect(page.getByRole('table', { name: 'Assigned to' })).toContainText('everybody')
  await picture(page, 'tariff-assignments')

  // A voucher and a discount, which show as lines.
  await page.getByRole('button', { name: 'Add a discount or credit' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('This is needed.').first()).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Ten per cent for all')
  await dialog.getByRole('textbox', { name: 'Off, in %' }).fill('10')
  await picture(page, 'tariff-rule')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('tab', { name: /Discounts and credits/ }).click()
  await expect(page.getByRole('table', { name: 'Discounts and credits' })).toContainText('-10% on everything')

  await call('StartTransaction', { connectorId: 1, idTag: 'CAFE', meterStart: 0, timestamp: minutesAgo(60) })
  await call('MeterValues', { connectorId: 1, transactionId: 1, meterValue: [{ timestamp: minutesAgo(30), sampledValue: [{ value: '5000' }] }] })
  const session = await emptyHost.open('/session/1?tab=price')
  await expect(session.getByText('Price so far')).toBeVisible()
  await expect(session.getByRole('table', { name: 'Lines of the price' })).toContainText('Ten per cent for all')
  await expect(session.getByText('Default', { exact: true })).toBeVisible()
  await call('StopTransaction', { transactionId: 1, idTag: 'CAFE', meterStop: 10_000, timestamp: minutesAgo(10) })
  await expect(session.getByRole('definition').first()).toHaveText(/^€\d/)
  await expect(session.getByRole('button', { name: 'Price again' })).toBeVisible()
  await picture(session, 'session-price')

  // A version that a session began with becomes a new one.
  const again = await emptyHost.open('/tariffs')
  await again.getByRole('table', { name: 'Tariffs' }).getByText('Depot, day and night').click()
  await expect(again.getByText(/a change makes a new one/)).toBeVisible()
  await again.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(again.getByText('The time overlaps with another version or assignment. Let this one begin when that one ends.')).toBeVisible()
  await again.getByLabel('Valid from').fill('2031-01-01T00:00')
  await again.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(again.getByRole('table', { name: 'Tariffs' }).locator('tbody tr').first()).toContainText('2')

  // Removing is asked for, and then nothing is assigned.
  await again.getByRole('tab', { name: /Assigned to/ }).click()
  await again.getByRole('button', { name: 'Remove the assignment' }).click()
  await again.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(again.getByText('No tariff is assigned')).toBeVisible()
  close()
})
