import { expect, type Page } from '@playwright/test'
import { failOnComplaints } from './complaints'
import { bodyRows, openConnectedCharger } from './connected-charger'
import { test, type Host } from './hosts'

/** The command console of a charger; on every host, with the demo depot behind it. */

const listen = failOnComplaints()

/** The console of the first connected charger of a version. */
async function openConsole(host: Host, version: string): Promise<Page> {
  const page = listen(await host.open('/stations'))
  await openConnectedCharger(page, version)
  await page.getByRole('link', { name: 'Console' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Console: / })).toBeVisible()
  return page
}

async function choose(page: Page, action: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Find a message' }).fill(action)
  await page.getByRole('button', { name: action, exact: true }).click()
  await expect(page.getByRole('heading', { level: 2, name: action, exact: true })).toBeVisible()
}

const json = (page: Page) => page.getByRole('textbox', { name: 'Message as JSON' })
const send = (page: Page) => page.getByRole('button', { name: /^Send( Ctrl|$)/i })
const sent = (page: Page) => page.getByRole('region', { name: 'Sent', exact: true })
/** Of one action: Plugboard sends messages of its own accord as well, e.g. the local list, and they may come in between. */
const sentOf = (page: Page, action: string) => sent(page).getByRole('listitem').filter({ hasText: action })
const newest = (page: Page, action: string) => sentOf(page, action).first()
const answer = (page: Page, action: string) => newest(page, action).getByRole('region', { name: 'Answer' })

test('1.6: the configuration is asked for through the form, and the answer shows', async ({ host }) => {
  const page = await openConsole(host, '1.6J')
  await choose(page, 'GetConfiguration')
  await page.getByRole('button', { name: 'key', exact: true }).click()
  await page.getByRole('button', { name: 'Add to key' }).click()
  await page.getByRole('textbox', { name: 'key[0]' }).fill('HeartbeatInterval')
  await expect(json(page)).toHaveValue(/"HeartbeatInterval"/)
  await page.keyboard.press('Control+Enter')
  await expect(answer(page, 'GetConfiguration')).toContainText('configurationKey')
  await expect(answer(page, 'GetConfiguration')).toContainText('"300"')
  await expect(newest(page, 'GetConfiguration')).toContainText(host.name === 'shell' ? 'Desktop app' : 'Browser')
  await expect(newest(page, 'GetConfiguration')).toContainText(/\d\sms/)
})

for (const version of ['2.0.1', '2.1']) {
  test(`${version}: a variable is asked for through the form, and what lacks is named`, async ({ host }) => {
    const page = await openConsole(host, version)
    await choose(page, 'GetVariables')
    await expect(page.getByText('2 values missing or wrong')).toBeVisible()
    await expect(page.getByText('is missing', { exact: true })).toHaveCount(0)
    await send(page).click()
    await expect(page.getByText('is missing', { exact: true })).toHaveCount(2)
    await page.getByRole('group', { name: 'component' }).getByRole('textbox', { name: 'name' }).fill('OCPPCommCtrlr')
    await page.getByRole('group', { name: 'variable', exact: true }).getByRole('textbox', { name: 'name' }).fill('HeartbeatInterval')
    await expect(page.getByText('missing or wrong')).toBeHidden()
    await send(page).click()
    await expect(answer(page, 'GetVariables')).toContainText('"attributeStatus": "Accepted"')
  })
}

test('the JSON is checked as it is typed, beside the field as well', async ({ host }) => {
  const page = await openConsole(host, '1.6J')
  await choose(page, 'ChangeConfiguration')
  await json(page).fill('{"key": "HeartbeatInterval", "value": 5, "more": true')
  await expect(page.getByText('This is not a JSON object.')).toBeVisible()
  await expect(send(page)).toBeDisabled()
  await json(page).fill('{"key": "HeartbeatInterval", "value": 5, "more": true}')
  const issues = page.getByRole('list', { name: 'What is wrong with the message' })
  await expect(issues).toContainText('value: must be of type string')
  await expect(issues).toContainText('more: is not part of this message')
  await expect(page.getByRole('textbox', { name: 'value' })).toHaveAttribute('aria-invalid', 'true')
  await json(page).fill('{"key": "HeartbeatInterval", "value": "300"}')
  await expect(issues).toBeHidden()
  await expect(page.getByRole('textbox', { name: 'value' })).toHaveValue('300')
})

test('what was sent is sent again, and edited before it is', async ({ host }) => {
  const page = await openConsole(host, '1.6J')
  await choose(page, 'TriggerMessage')
  await page.getByRole('button', { name: 'Heartbeat', exact: true }).click()
  await send(page).click()
  await expect(newest(page, 'TriggerMessage')).toContainText('Accepted')
  const count = await sentOf(page, 'TriggerMessage').count()
  await newest(page, 'TriggerMessage').getByRole('button', { name: 'Send again' }).click()
  await expect(sentOf(page, 'TriggerMessage')).toHaveCount(count + 1)
  await expect(answer(page, 'TriggerMessage')).toContainText('"Accepted"')
  await choose(page, 'GetLocalListVersion')
  await newest(page, 'TriggerMessage').getByRole('button', { name: 'Edit and send' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'TriggerMessage' })).toBeVisible()
  await expect(json(page)).toHaveValue(/"Heartbeat"/)
  await page.reload()
  await expect(page.getByRole('heading', { level: 2, name: 'TriggerMessage' })).toBeVisible()
  await expect(sentOf(page, 'TriggerMessage')).toHaveCount(count + 1)
})

test('what interrupts a charger is asked for once more', async ({ host }) => {
  const page = await openConsole(host, '2.0.1')
  await choose(page, 'ClearCache')
  const count = await sentOf(page, 'ClearCache').count()
  await send(page).click()
  const dialog = page.getByRole('dialog', { name: 'Send ClearCache' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
  await expect(sentOf(page, 'ClearCache')).toHaveCount(count)
  await send(page).click()
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(sentOf(page, 'ClearCache')).toHaveCount(count + 1)
  await expect(answer(page, 'ClearCache')).toContainText('Accepted')
})

test('one message goes to many chargers, with a table of the answers', async ({ host }) => {
  const page = await openConsole(host, '2.1')
  await choose(page, 'GetVariables')
  await page.getByRole('button', { name: 'Heartbeat interval' }).click()
  await page.getByRole('button', { name: 'Send to several' }).click()
  const dialog = page.getByRole('dialog', { name: 'Send GetVariables to several chargers' })
  const rows = bodyRows(dialog.getByRole('table', { name: 'Chargers to send to' }))
  const all = await rows.count()
  expect(all).toBeGreaterThan(3)
  expect((await rows.allInnerTexts()).filter((text) => text.includes('1.6'))).toEqual([])
  await dialog.getByRole('button', { name: /^Choose all \d+$/ }).click()
  const chosen = Number(/\d+/.exec(await dialog.getByText(/\d+ chargers chosen/).innerText())?.[0])
  expect(chosen).toBeGreaterThan(3)
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(dialog.getByText(`${chosen} of ${chosen} done`)).toBeVisible()
  await expect(rows).toHaveCount(chosen)
  for (const text of await rows.allInnerTexts()) expect(text).toContain('getVariableResult')
  await expect(dialog.getByRole('button', { name: 'Copy as CSV' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(dialog).toBeHidden()
  await expect(newest(page, 'GetVariables')).toContainText('Answered')
})
