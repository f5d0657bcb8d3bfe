import type { Locator, Page } from '@playwright/test'

export const bodyRows = (table: Locator) => table.locator('tbody tr:not([aria-hidden])')

/** From the list of chargers to the page of the first connected one that speaks a version, e.g. "1.6J". */
export async function openConnectedCharger(page: Page, version: string): Promise<void> {
  const row = bodyRows(page.getByRole('table', { name: 'Chargers' }))
    .filter({ has: page.getByRole('cell', { name: version, exact: true }) })
    .filter({ hasText: /Connected for/ })
    .first()
  await row.locator('td').first().click()
}
