import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { anAcceptedCharger } from './accepted-charger'
import { test } from './hosts'

/** The landing view: what each click of it leads to; on every host. */

const complaints: string[] = []
test.beforeEach(() => void complaints.splice(0))
test.afterEach(() => expect(complaints).toEqual([]))

const view = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const sockets = (page: Page) => view(page, 'Sockets of online chargers')
const listed = (page: Page) => page.getByRole('table', { name: 'Chargers' }).locator('tbody tr:not([aria-hidden])')
const status = (connectorId: number, word: string, errorCode = 'NoError') => ({ connectorId, status: word, errorCode })

test('four views follow the chargers, and lead to the list of what they count', async ({ emptyHost }) => {
  const charger = await anAcceptedCharger(emptyHost, 'CP-1')
  // Accepted by a person: its next boot is told the heartbeat interval.
  await charger.call('BootNotification', { chargePointVendor: 'Acme', chargePointModel: 'Desk' })
  for (const [connector, word] of [[0, 'Available'], [1, 'Available'], [2, 'Charging']] as const) await charger.call('StatusNotification', status(connector, word))

  const page = await emptyHost.open('/')
  page.on('pageerror', (error) => complaints.push(String(error)))
  await expect(view(page, 'Charger connection').getByRole('link', { name: 'Online: 1 (100.0%)' })).toBeVisible()
  await expect(view(page, 'Last OCPP message received').getByRole('link', { name: 'Up to 15 minutes: 1 (100.0%)' })).toBeVisible()
  await expect(view(page, 'Charger status').getByRole('link', { name: 'Enabled: 1 (100.0%)' })).toBeVisible()
  await expect(sockets(page).getByRole('link', { name: 'Charging: 1 (50.0%)' })).toBeVisible()

  await charger.call('StatusNotification', status(2, 'Faulted', 'GroundFailure'))
  const faulted = sockets(page).getByRole('link', { name: 'Faulted: 1 (50.0%)' })
  await expect(faulted).toBeVisible()

  // A bar of the legend hides its slice and shows it again.
  await sockets(page).getByRole('button', { name: 'Hide Faulted' }).click()
  await expect(faulted).toBeHidden()
  await sockets(page).getByRole('button', { name: 'Show Faulted' }).click()
  await expect(faulted).toBeVisible()

  // A click on the number in the slice.
  await faulted.locator('text').click()
  await expect(page).toHaveURL(/#\/stations\?sockets=faulted/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 charger, 1 socket')
  await expect(listed(page)).toHaveCount(1)
  await page.getByRole('tab', { name: /^Offline/ }).click()
  await expect(page.getByText('No charger matches the filters.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all chargers' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Chargers')

  // The number in the legend, by keyboard.
  await page.goto(page.url().replace(/#.*/, '#/'))
  await sockets(page).getByRole('link', { name: 'Available: 1, show in the list' }).press('Enter')
  await expect(page).toHaveURL(/sockets=available/)
  await expect(listed(page)).toHaveCount(1)
  charger.close()
})

test('each view says what it measures, is read again, and fills the screen', async ({ host }) => {
  const page = await host.open('/')
  page.on('pageerror', (error) => complaints.push(String(error)))
  for (const [name, says] of [
    ['Charger connection', 'three heartbeat intervals plus 10 seconds'],
    ['Sockets of online chargers', 'The chart counts sockets, the list counts chargers'],
    ['Last OCPP message received', 'Pings and pongs do not count'],
    ['Charger status', 'connector 0'],
  ] as const) {
    await view(page, name).getByRole('button', { name: `What ${name} measures` }).click()
    await expect(page.getByRole('dialog').getByText(says)).toBeVisible()
    await page.keyboard.press('Escape')
    await view(page, name).getByRole('button', { name: `Read ${name} again` }).click()
    await expect(view(page, name).getByText(/^Read again at/)).toBeVisible()
    await view(page, name).getByRole('button', { name: `Full screen: ${name}` }).click()
    const { width = 0 } = (await view(page, name).boundingBox()) ?? {}
    expect(width).toBe(await page.evaluate(() => window.innerWidth))
    await view(page, name).getByRole('button', { name: 'Leave full screen' }).click()
    await expect(view(page, name).getByRole('button', { name: `Full screen: ${name}` })).toBeVisible()
  }
})

test('the map draws what is near as one, splits it, and its pins lead to place and charger', async ({ host }) => {
  const page = await host.open('/')
  page.on('pageerror', (error) => complaints.push(String(error)))
  const map = view(page, 'Charger connection')
  // Two sites of one town, and one far away.
  await map.getByRole('button', { name: /^9 chargers: .*Zoom in$/ }).click({ timeout: 45_000 })
  await map.getByRole('button', { name: /^5 chargers: / }).click()
  const popup = map.getByRole('dialog', { name: 'Harbour Depot' })
  await expect(popup.getByRole('listitem')).toHaveCount(5)
  await expect(popup.getByRole('listitem').first()).toContainText(/Online|Offline|Unknown/)
  await popup.getByRole('link', { name: 'Van yard fast' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Van yard fast')

  await page.goto(page.url().replace(/#.*/, '#/'))
  const far = map.getByRole('button', { name: /^3 chargers: / })
  await far.focus()
  await page.keyboard.press('Enter')
  await map.getByRole('dialog').getByRole('link', { name: 'Northgate Car Park' }).click()
  await expect(page).toHaveURL(/#\/stations\?site=/)
  await expect(listed(page)).toHaveCount(3)

  // What the legend hides is gone from the map.
  await page.goto(page.url().replace(/#.*/, '#/'))
  await expect(far).toBeVisible()
  for (const slice of ['Online', 'Offline', 'Unknown']) await map.getByRole('button', { name: `Hide ${slice}` }).click()
  await expect(far).toBeHidden()
  await expect(map.getByText('All slices are hidden. The legend shows them again.')).toBeVisible()
})

test('the landing view has no serious finding of the accessibility check', async ({ host }) => {
  const page = await host.open('/')
  await expect(sockets(page).locator('[data-slice]').first()).toBeVisible()
  await expect(view(page, 'Charger connection').getByRole('button', { name: /chargers: / }).first()).toBeVisible({ timeout: 45_000 })
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))])).toEqual([])
  }
})
