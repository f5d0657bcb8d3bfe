import { expect, type Page } from '@playwright/test'
import { WebSocket } from 'ws'
import { type Host, test } from './hosts'

/** What a technician does with the messages: finds, follows, marks and takes them along; with 5,000 of them in the list. */

const lines = (page: Page) => page.getByRole('listbox', { name: 'Messages, newest last' }).getByRole('option')

/** A charger that says 2,500 things, which makes 5,000 messages. @returns when all are answered */
async function talkative(host: Host): Promise<void> {
  const page = await host.open('/')
  const text = await page.getByText(/ws:\/\/\S+:\d+/).first().innerText()
  const socket = new WebSocket(`ws://127.0.0.1:${/:(\d+)/.exec(text.replace(/^.*ws:/s, ''))![1]!}/TALK-1`, 'ocpp1.6')
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  let answers = 0
  socket.on('message', () => void answers++)
  const vendor = `"vendorId":"=HYPERLINK(1)"`
  for (let count = 0; count < 2_500; count++) socket.send(`[2,"t-${count}","DataTransfer",{${vendor},"data":"number ${count} of many"}]`)
  await expect.poll(() => answers, { timeout: 45_000 }).toBeGreaterThanOrEqual(2_500)
  socket.close()
}

test('5,000 messages: searched, paired, bookmarked, followed and exported', async ({ emptyHost }) => {
  test.setTimeout(120_000)
  await talkative(emptyHost)
  const page = await emptyHost.open('/trace?station=TALK-1')
  await expect(lines(page).first()).toBeVisible()
  for (let load = 0; load < 10 && (await page.getByText('No older messages').count()) === 0; load++) {
    await page.getByRole('listbox').evaluate((list) => list.scrollTo(0, 0))
    const more = page.getByRole('button', { name: 'Load older messages' })
    if (await more.isVisible()) await more.click()
    await page.waitForTimeout(100)
  }
  expect(await lines(page).count(), 'only what is visible is in the page').toBeLessThan(120)

  await page.getByLabel('Text in the message').fill('number 17 of')
  await expect(lines(page)).toHaveCount(1)
  await lines(page).first().click()
  const detail = page.getByRole('region', { name: 'Message', exact: true })
  // Its answer does not hold the text: it comes from the store, and the list opens around it.
  await detail.getByRole('button', { name: 'Bookmark', exact: true }).click()
  await detail.getByLabel('Note').fill('where it began')
  await detail.getByLabel('Note').press('Enter')
  await detail.getByRole('link', { name: 'In its surroundings' }).click()
  await expect(page.getByRole('button', { name: 'Back to live' })).toBeVisible()
  await expect.poll(() => lines(page).count()).toBeGreaterThan(10)
  await detail.getByRole('button', { name: 'Go to answer' }).click()
  await expect(detail.getByRole('heading')).toContainText('Answer')
  await expect(page).toHaveURL(/frame=\d+/)

  await page.getByRole('button', { name: 'Back to live' }).click()
  await page.getByRole('button', { name: 'Bookmarks' }).click()
  await page.getByRole('button', { name: /where it began/ }).click()
  await expect(detail.locator('pre')).toContainText('number 17 of many')

  await page.goto(page.url().replace(/#.*/, '#/trace?station=TALK-1&direction=in&action=datatransfer'))
  await expect(lines(page).first()).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'CSV' }).click()
  const stream = await (await download).createReadStream()
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  const csv = Buffer.concat(chunks).toString('utf8').trimEnd().split('\r\n')
  expect(csv).toHaveLength(2_501)
  expect(csv[0]).toMatch(/^id,time,charger/)
})

// The dialog is gone before it can be cancelled here; not understood yet.
test('less is kept only after it was confirmed what that deletes', async ({ emptyHost }) => {
  const page = await emptyHost.open('/settings')
  const days = page.getByLabel('Keep recorded messages for')
  await days.fill('3')
  await days.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('are deleted within minutes')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByLabel('Keep recorded messages for')).toHaveValue('14')
})
