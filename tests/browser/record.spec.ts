import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { WebSocket } from 'ws'
import { openConnectedCharger } from './connected-charger'
import { test, type Host } from './hosts'

/** What is particular of a charger, what it is sent unasked, and the letter to its vendor; on every host. */

const complaints: string[] = []
test.beforeEach(() => void complaints.splice(0))
test.afterEach(() => expect(complaints).toEqual([]))

/** The page of the first charger that speaks a version. */
async function openCharger(host: Host, version = '1.6J'): Promise<Page> {
  const page = await host.open('/stations')
  page.on('pageerror', (error) => complaints.push(String(error)))
  await openConnectedCharger(page, version)
  await expect(page.getByRole('region', { name: 'Commands' })).toBeVisible()
  return page
}

test('a charger can be left alone, and says so', async ({ host }) => {
  const page = await openCharger(host)
  const panel = page.getByRole('region', { name: 'Sent without being asked' })
  const boot = panel.getByRole('listitem').filter({ hasText: 'Request for a boot message' })
  await expect(boot).toContainText('Where none came within a minute')
  const handsOff = panel.getByRole('switch', { name: 'Hands off this charger' })
  await handsOff.click()
  await expect(page.getByText('Hands off', { exact: true })).toBeVisible()
  await expect(boot.getByRole('switch')).toBeDisabled()
  await handsOff.click()
  await expect(page.getByText('Hands off', { exact: true })).toBeHidden()
  await boot.getByRole('switch').click()
  await expect(boot).toContainText('off')
  await boot.getByRole('switch').click()
  await expect(boot.getByRole('switch')).toBeChecked()
})

test('all chargers can be left alone in the settings', async ({ host }) => {
  const page = await host.open('/settings')
  const all = page.getByRole('switch', { name: 'Hands off' })
  await all.click()
  await expect(page.getByRole('switch', { name: 'Local list of tokens' })).toBeDisabled()
  await page.goto(page.url().replace(/#.*/, '#/'))
  const charger = await openCharger(host)
  await expect(charger.getByText('Hands off is on for all chargers:')).toBeVisible()
  await charger.getByRole('region', { name: 'Sent without being asked' }).getByRole('link', { name: 'Settings' }).click()
  await charger.getByRole('switch', { name: 'Hands off' }).click()
  await expect(charger.getByRole('switch', { name: 'Local list of tokens' })).toBeEnabled()
})

test('a field of the record is set by hand, explained, and reset', async ({ host }) => {
  const page = await openCharger(host)
  const panel = page.getByRole('region', { name: 'Compatibility' })
  await panel.getByRole('button', { name: /default values$/ }).click()
  await panel.getByRole('button', { name: 'Change: Rated power of a connector' }).click()
  await expect(panel).toContainText('More energy than this power can deliver is implausible.')
  const input = panel.getByRole('textbox', { name: 'Rated power of a connector' })
  await input.fill('12')
  await panel.getByRole('button', { name: 'Save' }).click()
  await expect(panel.getByRole('alert')).toHaveText('Between 500 and 5,000,000')
  await input.fill('22000')
  await panel.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  const row = panel.getByRole('listitem').filter({ hasText: 'Rated power of a connector' })
  await expect(row).toContainText('22,000 W')
  await expect(row).toContainText('Set here')
  await panel.getByRole('button', { name: 'Change: Rated power of a connector' }).click()
  await panel.getByRole('button', { name: 'Reset' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(row).toContainText('Default')
})

/** A charger that deviates, accepted by a person; gives its page. */
async function openDeviant(host: Host): Promise<Page> {
  const start = await host.open('/stations')
  const text = await start.getByText(/ws:\/\/\S+:\d+/).first().innerText()
  const port = /:(\d+)/.exec(text.replace(/^.*ws:/s, ''))![1]!
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ODD-1`, ['ocpp1.6'])
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const answered = new Promise((resolve) => socket.once('message', resolve))
  socket.send(JSON.stringify([2, 'b', 'BootNotification', { chargePointVendor: 'Nordlicht', chargePointModel: 'NL22', firmwareVersion: '4.1.7' }]))
  await answered
  const page = await host.open('/new')
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.getByRole('button', { name: 'Accept' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Accept' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  socket.send('[2,"a","Authorize",{"idTag":"CAFECAFE01","vendorText":"x",,}]')
  await page.goto(page.url().replace(/#.*/, '#/charger/ODD-1'))
  return page
}

test('a finding shows its frame, becomes a letter that is read before it is saved, and is cleared', async ({ emptyHost }) => {
  const page = await openDeviant(emptyHost)
  const findings = page.getByRole('region', { name: 'Deviations from the standard' })
  await findings.getByText('Sends broken JSON').click()
  await expect(findings.getByRole('region', { name: 'Example frame' })).toContainText('vendorText')

  await findings.getByRole('button', { name: 'Letter' }).click()
  const dialog = page.getByRole('dialog', { name: 'Letter to the vendor' })
  const letter = dialog.getByLabel('The letter', { exact: true })
  await expect(letter).toContainText('# Observations on Nordlicht NL22, firmware 4.1.7')
  await expect(letter).not.toContainText('CAFECAFE01')
  await dialog.getByLabel('Sender').fill('Ada Lovelace')
  await expect(letter).toContainText('Ada Lovelace')
  await dialog.getByRole('checkbox', { name: 'Sends broken JSON' }).click()
  await expect(letter).not.toContainText('Sends broken JSON')
  await dialog.getByRole('combobox', { name: 'Language' }).click()
  await page.getByRole('option', { name: 'Deutsch' }).click()
  await expect(letter).toContainText('# Beobachtungen an')
  for (const [name, start] of [['Markdown', '# Beob'], ['PDF', '%PDF']] as const) {
    const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name, exact: true }).click()])
    expect(file.suggestedFilename()).toMatch(/^Beobachtungen-an-.*\.(md|pdf)$/)
    expect((await readFile(await file.path())).subarray(0, start.length).toString()).toBe(start)
  }
  await page.keyboard.press('Escape')
  await findings.getByRole('button', { name: 'Clear' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Clear' }).click()
  await expect(findings).toContainText('None seen so far.')
})
