import { connect } from 'node:net'
import { expect, type Page } from '@playwright/test'
import { WebSocket } from 'ws'
import { type Host, test } from './hosts'

/** A technician whose charger does not come: the address to type, the attempts with their remedy, and what if nothing arrives. */

async function ocppPort(host: Host): Promise<number> {
  const page = await host.open('/doctor?tab=addresses')
  const address = await page.getByText(/^ws:\/\/[^/]+:\d+$/).first().innerText()
  return Number(/:(\d+)$/.exec(address)?.[1])
}

/** Bytes on a bare socket, until the other side is done with it. */
const knock = (port: number, bytes: string) =>
  new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes))
    socket.on('error', () => undefined).on('close', () => resolve()).resume()
  })

const line = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text })

test('attempts are lines with their evidence and remedy, live, and are found again', async ({ emptyHost }) => {
  const port = await ocppPort(emptyHost)
  const page = await emptyHost.open('/doctor')
  await expect(page.getByText('Nothing has arrived yet')).toBeVisible()

  await knock(port, 'POST /OLD-1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/soap+xml\r\nAuthorization: Basic c2VjcmV0\r\nContent-Length: 0\r\n\r\n')
  await knock(port, 'SSH-2.0-scanner\r\n')
  const soap = line(page, 'The charger uses OCPP over SOAP.')
  await expect(soap).toBeVisible()
  await knock(port, 'SSH-2.0-scanner\r\n')
  await expect(line(page, 'Something that is no charger')).toContainText('2×')

  await soap.locator('summary').press('Enter')
  await expect(soap).toContainText('Switch the charger to JSON')
  await expect(soap.getByLabel('Request as received')).toContainText('Authorization: Basic [removed]')
  await expect(soap.getByLabel('Request as received')).not.toContainText('c2VjcmV0')
  await soap.locator('summary').press('Enter')

  await page.getByRole('searchbox', { name: 'Address or identity' }).fill('old-1')
  await expect(line(page, 'Something that is no charger')).toBeHidden()
  await expect(soap).toBeVisible()
  await page.getByRole('searchbox', { name: 'Address or identity' }).fill('')
  await page.getByRole('switch', { name: 'By address' }).click()
  await expect(page.getByRole('heading', { name: '127.0.0.1' })).toContainText('3 times')
})

test('a charger that arrives leads from its page to its attempts', async ({ emptyHost }) => {
  const port = await ocppPort(emptyHost)
  const page = await emptyHost.open('/new?add=1')
  const identity = page.getByRole('textbox', { name: 'Identity' })
  await identity.fill('CP/1')
  await expect(page.getByText('The identity may not contain')).toBeVisible()
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true })).toBeDisabled()
  await identity.fill('CP-1')
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeHidden()

  const refused = new WebSocket(`ws://127.0.0.1:${port}/CP-1`, ['ocpp1.5'])
  await new Promise((resolve) => refused.once('error', resolve))
  const charger = await emptyHost.open('/charger/CP-1')
  await expect(charger.getByText('The charger only offers OCPP versions that are not supported.')).toBeVisible()
  await charger.getByRole('link', { name: 'Attempts' }).click()
  await expect(line(charger, 'only offers OCPP versions')).toContainText('CP-1')
  await expect(charger.getByRole('button', { name: 'CP-1' })).toBeVisible()
})

test('the address sheet says what to type, and the ports how they stand', async ({ emptyHost }) => {
  const page = await emptyHost.open('/doctor?tab=addresses')
  await page.getByRole('textbox', { name: 'Identity of the charger' }).fill('CP 7')
  await expect(page.getByText(/^ws:\/\/.*\/CP%207$/).first()).toBeVisible()
  await expect(page.getByRole('img', { name: /QR code of ws:.*CP%207/ }).first()).toBeVisible()
  await expect(page.getByText('Answers here').first()).toBeVisible()
  await page.getByRole('tab', { name: 'Nothing arrives' }).click()
  await expect(page.getByRole('region', { name: 'Ports of this computer' })).toContainText('Open, and answers on this computer')
  await expect(page.getByText('Does the charger use mobile data?')).toBeVisible()
})
