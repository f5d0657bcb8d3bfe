import { expect, type Page } from '@playwright/test'
import { WebSocket } from 'ws'
import { type Host, test } from './hosts'

/** What a 2.1 charger tells of itself is on its page, in its session and in the console; and it can be refused. */

type Payload = Record<string, unknown>

async function aCharger(host: Host, identity: string, answers: Record<string, Payload> = {}) {
  const first = await host.open('/')
  const text = await first.getByText(/ws:\/\/\S+:\d+/).first().innerText()
  const port = /:(\d+)/.exec(text.replace(/^.*ws:/s, ''))![1]!
  const socket = new WebSocket(`ws://127.0.0.1:${port}/${identity}`, ['ocpp2.1'])
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const asked: { action: string; payload: Payload }[] = []
  const waiting = new Map<string, (frame: unknown[]) => void>()
  socket.on('message', (data) => {
    const [kind, id, ...rest] = JSON.parse(String(data)) as [number, string, ...unknown[]]
    if (kind !== 2) return waiting.get(id)?.(rest)
    const [action, payload] = rest as [string, Payload]
    asked.push({ action, payload })
    socket.send(JSON.stringify([3, id, answers[action] ?? { status: 'Accepted' }]))
  })
  let count = 0
  const call = (action: string, payload: Payload) =>
    new Promise<unknown[]>((resolve) => {
      const id = `b${++count}`
      waiting.set(id, resolve)
      socket.send(JSON.stringify([2, id, action, payload]))
    })
  const lastAsked = (action: string) => asked.findLast((one) => one.action === action)
  const boot = () => call('BootNotification', { reason: 'PowerUp', chargingStation: { vendorName: 'Acme', model: 'Talker' } })
  await boot()
  return { call, boot, send: (frame: unknown[]) => socket.send(JSON.stringify(frame)), lastAsked, close: () => socket.terminate() }
}

async function pictures(page: Page, name: string) {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `tests/results/screens/${name}-${colorScheme}.png`, animations: 'disabled', fullPage: true })
  }
}

test('monitors, display, streams, events and asks in vain are told on the page of a charger', async ({ emptyHost }) => {
  const charger = await aCharger(emptyHost, 'TALK-1')
  const newcomers = await emptyHost.open('/new')
  // First refused, which lets it stay connected, then accepted after all.
  await newcomers.getByRole('button', { name: 'Refuse' }).click()
  await newcomers.getByRole('dialog').getByRole('radio', { name: 'Boot answered with Rejected' }).check()
  await pictures(newcomers, 'refuse')
  await newcomers.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click()
  const refused = newcomers.getByRole('region', { name: 'Refused chargers' })
  await expect(refused).toContainText('TALK-1')
  expect(await charger.boot()).toMatchObject([{ status: 'Rejected' }])
  await pictures(newcomers, 'refused')
  await refused.getByRole('button', { name: 'Accept TALK-1' }).click()
  await newcomers.getByRole('dialog').getByRole('button', { name: 'Accept' }).click()
  await expect(refused).toBeHidden()
  expect(await charger.boot()).toMatchObject([{ status: 'Accepted' }])

  const page = await emptyHost.open('/charger/TALK-1')
  const monitors = page.getByRole('region', { name: 'Monitors' })
  await expect(monitors).toContainText('Read them to see them here')
  await monitors.getByRole('button', { name: 'Read monitors' }).click()
  await expect.poll(() => charger.lastAsked('GetMonitoringReport')).toBeTruthy()
  const now = new Date().toISOString()
  const monitor = (id: number, component: object, name: string, type: string, value: number) => ({
    component, variable: { name },
    variableMonitoring: [{ id, transaction: id % 2 === 0, value, type, severity: id % 10, eventNotificationType: 'CustomMonitor' }],
  })
  const part = (seqNo: number, tbc: boolean, ...list: object[]) =>
    charger.call('NotifyMonitoringReport', { requestId: charger.lastAsked('GetMonitoringReport')!.payload.requestId, seqNo, tbc, generatedAt: now, monitor: list })
  await part(0, true, monitor(1, { name: 'Connector', evse: { id: 1, connectorId: 1 } }, 'Temperature', 'UpperThreshold', 80))
  await expect(monitors).toContainText('Parts are arriving.')
  const many = Array.from({ length: 12 }, (_, n) => monitor(10 + n, { name: 'ElectricalFeedWithAVeryLongComponentName', instance: 'inverter-left-hand' }, 'ActivePowerOfThePhaseThatIsMeasured', n % 2 ? 'Periodic' : 'Delta', 1234.5 + n))
  await part(1, false, ...many)
  await expect(monitors).toContainText('Connector@1:1.Temperature')
  await expect(monitors).toContainText('tells above 80 (unit not told)')

  const display = page.getByRole('region', { name: 'Display' })
  await display.getByRole('button', { name: 'Read display messages' }).click()
  await expect.poll(() => charger.lastAsked('GetDisplayMessages')).toBeTruthy()
  await charger.call('NotifyDisplayMessages', {
    requestId: charger.lastAsked('GetDisplayMessages')!.payload.requestId,
    messageInfo: [
      { id: 1, priority: 'AlwaysFront', state: 'Faulted', endDateTime: now, message: { format: 'UTF8', language: 'de', content: 'Außer Betrieb. '.repeat(12) } },
      { id: 2, priority: 'NormalCycle', message: { format: 'UTF8', content: 'Welcome' } },
    ],
  })
  await expect(display).toContainText('always in front')

  await charger.call('OpenPeriodicEventStream', { constantStreamData: { id: 2, variableMonitoringId: 1, params: { interval: 5 } } })
  charger.send([6, 's1', 'NotifyPeriodicEventStream', { id: 2, pending: 0, basetime: now, data: [{ t: 0, v: '41' }, { t: 1, v: '42' }] }])
  await expect(page.getByRole('region', { name: 'Streams' })).toContainText('42')
  await charger.call('NotifyEvent', {
    generatedAt: now, seqNo: 0,
    eventData: [{ eventId: 1, timestamp: now, trigger: 'Alerting', actualValue: '81', techCode: 'T-17', techInfo: 'Plug is hot', severity: 4, eventNotificationType: 'CustomMonitor', component: { name: 'Connector', evse: { id: 1 } }, variable: { name: 'Temperature' } }],
  })
  await expect(page.getByRole('region', { name: 'Events', exact: true })).toContainText('T-17: Plug is hot')
  await charger.call('VatNumberValidation', { vatNumber: 'DE123456789' })
  await charger.call('Get15118EVCertificate', { action: 'Install', exiRequest: 'x', iso15118SchemaVersion: 'urn:iso:15118:2:2013:MsgDef' })
  const declined = page.getByRole('region', { name: 'Asked in vain' })
  await expect(declined).toContainText('contract certificates come from a service on the internet')
  await page.setViewportSize({ width: 1280, height: 2600 })
  await pictures(page, 'own-words')

  // What a vehicle asks for is with its session.
  await charger.call('TransactionEvent', { eventType: 'Started', timestamp: now, triggerReason: 'CablePluggedIn', seqNo: 0, transactionInfo: { transactionId: 'T-1', chargingState: 'EVConnected' }, evse: { id: 1, connectorId: 1 } })
  await charger.call('NotifyEVChargingNeeds', { evseId: 1, timestamp: now, chargingNeeds: { requestedEnergyTransfer: 'AC_three_phase', departureTime: now, acChargingParameters: { energyAmount: 22_500, evMinCurrent: 6, evMaxCurrent: 16, evMaxVoltage: 400 } } })
  const session = await emptyHost.open('/session/1')
  await expect(session.getByText('Asked by the vehicle')).toBeVisible()
  await expect(session.getByText('22.50 kWh')).toBeVisible()
  await pictures(session, 'needs')

  const console = await emptyHost.open('/charger/TALK-1/console')
  await console.getByRole('button', { name: 'CustomerInformation', exact: true }).click()
  await console.getByRole('textbox', { name: 'Message as JSON' }).fill('{"requestId":7,"report":true,"clear":false,"customerIdentifier":"Ada"}')
  await console.getByRole('button', { name: /^Send( Ctrl|$)/i }).click()
  await expect.poll(() => charger.lastAsked('CustomerInformation')).toBeTruthy()
  await charger.call('NotifyCustomerInformation', { requestId: 7, seqNo: 1, generatedAt: now, data: 'and 12 sessions' })
  await charger.call('NotifyCustomerInformation', { requestId: 7, seqNo: 0, tbc: true, generatedAt: now, data: 'Ada Example ' })
  await expect(console.getByRole('region', { name: 'Told afterwards' })).toContainText('Ada Example and 12 sessions')
  await pictures(console, 'customer')
  charger.close()

  // A page of no charger leads back; a limit that cannot be is told where it was typed; a password that is too short as well.
  const nobody = await emptyHost.open('/charger/NOBODY')
  await nobody.getByRole('link', { name: 'All chargers' }).click()
  await expect(nobody.getByRole('heading', { level: 1 })).toHaveText(/Chargers/)
  const settings = await emptyHost.open('/settings')
  await settings.locator('#heartbeat').fill('-5')
  await settings.locator('#heartbeat').press('Enter')
  await expect(settings.getByText('A whole number from 10 to 86,400 seconds. Not saved.')).toBeVisible()
  await pictures(settings, 'settings-wrong')
  // The rail says where it leads, to the keyboard too; with room its names are there to be read.
  await settings.getByRole('link', { name: 'Alerts', exact: true }).focus()
  await settings.keyboard.press('Shift+Tab')
  await expect(settings.locator('[data-slot=content]', { hasText: 'Security' })).toBeVisible()
  await pictures(settings, 'rail-focus')
  await settings.setViewportSize({ width: 1700, height: 900 })
  await expect(settings.getByRole('navigation').getByText('Connection doctor').first()).toBeVisible()
  await pictures(settings, 'rail-wide')
  const again = await emptyHost.open('/charger/TALK-1')
  await again.getByRole('button', { name: 'Password', exact: true }).click()
  await again.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(again.getByRole('dialog').getByText('this one has 0.')).toBeVisible()
  await pictures(again, 'password')
})
