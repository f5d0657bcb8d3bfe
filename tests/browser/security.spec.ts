import { expect, type Page } from '@playwright/test'
import { WebSocket } from 'ws'
import { type Host, test } from './hosts'
import { anEcKey, aSigningRequest } from '../stories/security/requests'

/** The inbox, the certificates and the ports of the Security window, and the box on a charger's page. */

async function ocppPort(host: Host): Promise<number> {
  const page = await host.open('/doctor?tab=addresses')
  const address = await page.getByText(/^ws:\/\/[^/]+:\d+$/).first().innerText()
  return Number(/:(\d+)$/.exec(address)?.[1])
}

async function register(host: Host, identity: string): Promise<Page> {
  const page = await host.open('/new?add=1')
  await page.getByRole('textbox', { name: 'Identity' }).fill(identity)
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  return page
}

/** A station of OCPP 1.6 that takes whatever it is sent. */
async function aStation(port: number, identity: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/${encodeURIComponent(identity)}`, ['ocpp1.6'])
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const waiting = new Map<string, () => void>()
  let count = 0
  socket.on('message', (data: Buffer) => {
    const [kind, id] = JSON.parse(data.toString('utf8')) as [number, string]
    if (kind === 2) socket.send(JSON.stringify([3, id, { status: 'Accepted' }]))
    else waiting.get(id)?.()
  })
  const call = (action: string, payload: object) =>
    new Promise<void>((resolve) => {
      const id = `m${++count}`
      waiting.set(id, resolve)
      socket.send(JSON.stringify([2, id, action, payload]))
    })
  await call('BootNotification', { chargePointVendor: 'V', chargePointModel: 'M' })
  return { call, close: () => socket.terminate() }
}

const long = 'CP-VERY-LONG-IDENTITY-OF-A-CHARGER-IN-THE-THIRD-UNDERGROUND-PARKING-LEVEL-0001'

test('events are counted in lines, acknowledged with a note, and found again', async ({ emptyHost }) => {
  const port = await ocppPort(emptyHost)
  await register(emptyHost, long)
  const station = await aStation(port, long)
  for (let time = 0; time < 2; time++) {
    await station.call('SecurityEventNotification', { type: 'StartupOfTheDevice', timestamp: new Date().toISOString() })
    await station.call('SecurityEventNotification', { type: 'SettingSystemTime', timestamp: new Date().toISOString() })
  }
  await station.call('SecurityEventNotification', { type: 'TamperDetectionActivated', timestamp: new Date().toISOString(), techInfo: 'x'.repeat(255) })
  await station.call('SecurityEventNotification', { type: 'VendorEventWithoutAWord', timestamp: new Date().toISOString() })

  const page = await emptyHost.open('/security')
  const lines = page.getByRole('list', { name: 'Inbox' }).getByRole('listitem')
  await expect(lines).toHaveCount(3)
  await expect(page.getByRole('link', { name: 'Security' })).toContainText('3')
  await expect(lines.filter({ hasText: 'Charger started, Clock set' })).toContainText('4 times')
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `tests/results/screens/security-inbox-${colorScheme}.png`, animations: 'disabled' })
  }
  await lines.filter({ hasText: 'Tampering detected' }).getByRole('button', { name: 'Acknowledge' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Note' }).fill('door was open')
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click()
  await expect(lines).toHaveCount(2)
  await page.getByRole('switch', { name: 'Show acknowledged' }).click()
  await expect(lines.filter({ hasText: 'door was open' })).toBeVisible()
  await page.getByRole('searchbox').fill('vendorevent')
  await expect(lines).toHaveCount(1)
  station.close()
})

test('a request for a certificate waits for a person, and the page of the charger tells what is known', async ({ emptyHost }) => {
  const port = await ocppPort(emptyHost)
  await register(emptyHost, 'CP-1')
  const station = await aStation(port, 'CP-1')
  await station.call('SignCertificate', { csr: await aSigningRequest('CN=CP-1, O=Depot', await anEcKey()) })
  await station.call('SignCertificate', { csr: await aSigningRequest('CN=CP-9', await anEcKey()) })

  let page = await emptyHost.open('/security?tab=certificates')
  const requests = page.getByRole('region', { name: 'Requests of chargers' }).getByRole('listitem')
  await expect(requests).toHaveCount(2)
  await expect(requests.nth(1)).toContainText('Its name is neither the serial number nor the identity')
  await requests.nth(0).getByRole('button', { name: 'Grant' }).click()
  await expect(requests.filter({ hasText: 'Installed' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Authority of this installation' })).toContainText('Plugboard root EC')
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `tests/results/screens/security-certificates-${colorScheme}.png`, animations: 'disabled', fullPage: true })
  }

  page = await emptyHost.open('/charger/CP-1')
  const box = page.getByRole('region', { name: 'Security', exact: true })
  await expect(box).toContainText('issued, until')
  await box.getByRole('button', { name: 'Change password' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(dialog).toBeHidden()
  await expect(box).toContainText('counts when the charger comes with it')
  await box.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Install EC root' }).click()
  await expect(box.getByText('EC', { exact: true })).toBeVisible()
  await box.getByRole('button', { name: 'Raise profile' }).click()
  await dialog.getByRole('combobox').click()
  await page.getByRole('option', { name: '2: TLS and password' }).click()
  await expect(dialog.getByRole('list', { name: 'Before that' })).toContainText('The port for this profile is open · missing')
  await expect(dialog.getByRole('button', { name: 'Ask the charger' })).toBeDisabled()
  await page.screenshot({ path: 'tests/results/screens/security-raise.png', animations: 'disabled' })
  station.close()
})

test('the ports say what they are for and what is open', async ({ emptyHost }) => {
  const page = await emptyHost.open('/security?tab=listeners')
  const ports = page.getByRole('list', { name: 'Ports' }).getByRole('listitem')
  await expect(ports).toHaveCount(4)
  await expect(ports.nth(0)).toContainText('Open')
  await expect(ports.nth(1)).toContainText('Off')
  await ports.nth(3).getByRole('switch').click()
  await expect(page.getByRole('dialog')).toContainText('TLS 1.0 and 1.1 are broken')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await expect(ports.nth(3)).toContainText('Off')
  await page.screenshot({ path: 'tests/results/screens/security-ports.png', animations: 'disabled' })
})
