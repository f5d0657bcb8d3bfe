import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { expect, test, type Browser } from '@playwright/test'
import { WebSocket } from 'ws'
import { launchBrowser } from '../electron-stand-in/browser'
import { Stage, standInMain } from '../electron-stand-in/stage'
import type { MenuEntry } from '../electron-stand-in/wire'

/** What the built app shows outside its windows: menu, tray, notifications, error boxes. Only the stand-in can see it. */

let browser: Browser
let directory: string
let stage: Stage
let port: number

async function start({ flags = [], env = {} }: { flags?: string[]; env?: Record<string, string> } = {}): Promise<Stage> {
  const args = ['--data-dir', directory, '--ocpp-host', '127.0.0.1', '--ocpp-port', String(port), ...flags]
  return (stage = await Stage.start({ browser, main: standInMain, args, env }))
}

/** A station of a few lines, to have exact control of what it says. */
async function plugIn(identity: string): Promise<{ call: (action: string, payload: object) => Promise<unknown>; leave: () => void }> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/${identity}`, 'ocpp1.6')
  await once(socket, 'open')
  let calls = 0
  return {
    async call(action, payload) {
      socket.send(JSON.stringify([2, String(++calls), action, payload]))
      const [frame] = (await once(socket, 'message')) as [Buffer]
      return JSON.parse(frame.toString('utf8'))
    },
    leave: () => socket.terminate(),
  }
}
const boot = { chargePointVendor: 'Voltaris', chargePointModel: 'AC22' }
const status = (word: string, errorCode = 'NoError') => ({ connectorId: 1, status: word, errorCode })
const toolTip = async () => (await stage.ask('tray', null))?.toolTip
const titles = async () => (await stage.ask('notifications', null)).map(({ title }) => title)

test.beforeAll(async () => {
  browser = await launchBrowser()
})
test.afterAll(async () => {
  await browser.close()
})
test.beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'plugboard-desk-'))
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as { port: number }).port
  server.close()
})
test.afterEach(async () => {
  stage.kill('SIGKILL')
  await stage.exited
  rmSync(directory, { recursive: true, force: true })
})

test('counts in the tray what charges, what failed and what is new', async () => {
  await start()
  await stage.shows(1)
  await expect.poll(toolTip).toBe('Plugboard: 0 charging, 0 faulted, 0 new')
  const station = await plugIn('NEW-1')
  await station.call('BootNotification', boot)
  await expect.poll(toolTip).toBe('Plugboard: 0 charging, 0 faulted, 1 new')
  await expect.poll(titles).toEqual(['New charger'])
  await stage.ask('clickNotification', { title: 'New charger' })
  await stage.finds((page) => page.url().endsWith('#/new?window=1'))
  station.leave()
})

test('follows a registered station from charging to a fault, and opens it from the notification', async () => {
  await start({ flags: ['--first-contact', 'accept'] })
  await stage.shows(1)
  const station = await plugIn('DEPOT-7')
  await station.call('BootNotification', boot)
  await station.call('StatusNotification', status('Charging'))
  await expect.poll(toolTip).toBe('Plugboard: 1 charging, 0 faulted, 0 new')
  await station.call('StatusNotification', status('Faulted', 'GroundFailure'))
  await expect.poll(toolTip).toBe('Plugboard: 0 charging, 1 faulted, 0 new')
  await expect.poll(titles).toEqual(['Charger fault'])
  expect((await stage.ask('notifications', null))[0]?.body).toBe('DEPOT-7 reports a fault: GroundFailure.')
  await stage.ask('clickNotification', { title: 'Charger fault' })
  await stage.finds((page) => page.url().includes('#/charger/DEPOT-7'))
  station.leave()
})

test('keeps running in the tray when the user chose so, comes back from it, and ends from it', async () => {
  await start()
  await stage.shows(1)
  await stage.ask('clickMenu', { labels: ['File', 'Keep Running in the Tray'] })
  await stage.ask('closeWindow', { window: 1 })
  await stage.shows(0)
  await stage.ask('clickTray', { label: 'Show Plugboard' })
  await stage.shows(1)
  await stage.ask('clickTray', { label: 'Quit' }).catch(() => null)
  expect(await stage.exited).toBe(0)
  expect(JSON.parse(readFileSync(join(directory, 'desktop/desk.json'), 'utf8'))).toMatchObject({ keepInTray: true })
})

test('speaks German where the system does', async () => {
  await start({ env: { STAND_IN_LOCALE: 'de-AT' } })
  await stage.shows(1)
  const labels = (await stage.ask('menuLabels', null)).map(({ label }) => label)
  expect(labels).toEqual(['Datei', 'Bearbeiten', 'Ansicht', 'Hilfe'])
  expect(await toolTip()).toBe('Plugboard: 0 laden, 0 gestört, 0 neu')
})

test('gives no accelerator to two menu items, and developer tools to developers alone', async () => {
  await start({ env: { STAND_IN_PACKAGED: '1' } })
  await stage.shows(1)
  const flat = (entries: MenuEntry[]): MenuEntry[] => entries.flatMap((entry) => [entry, ...flat(entry.entries)])
  const entries = flat(await stage.ask('menuLabels', null))
  const accelerators = entries.flatMap(({ accelerator }) => accelerator ?? [])
  expect(accelerators.length).toBeGreaterThan(5)
  expect(new Set(accelerators).size).toBe(accelerators.length)
  expect(entries.map(({ role }) => role)).not.toContain('toggleDevTools')
})

test('makes every window without Node, in a sandbox and in a world of its own', async () => {
  await start()
  await stage.shows(1)
  await stage.ask('clickMenu', { labels: ['View', 'Trace'] })
  await stage.shows(2)
  expect(stage.switches).toHaveLength(2)
  for (const switches of stage.switches) {
    expect(switches).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
    })
  }
})

test('brings a window back into sight whose display is gone', async () => {
  mkdirSync(join(directory, 'desktop'), { recursive: true })
  const places = { main: { x: 5000, y: 100, width: 900, height: 700, maximized: false } }
  writeFileSync(join(directory, 'desktop/desk.json'), JSON.stringify({ open: [], places, keepInTray: false }))
  await start({ env: { STAND_IN_DISPLAYS: '0,0,1920,1080' } })
  const [page] = await stage.shows(1)
  const { x, width } = stage.windowOf(page!).bounds
  expect(x + width).toBeLessThanOrEqual(1920)
})

test('says in one sentence why it cannot start, and ends with code 1', async () => {
  const taken = createServer().listen(port, '127.0.0.1')
  await once(taken, 'listening')
  await start()
  expect(await stage.exited).toBe(1)
  taken.close()
  expect(stage.errorBoxes).toHaveLength(1)
  expect(stage.errorBoxes[0]).toMatchObject({ title: 'Plugboard cannot start' })
  expect(stage.errorBoxes[0]?.content).toContain(String(port))
  expect(stage.windows.size).toBe(0)
})

test('says so when the data directory cannot be made', async () => {
  writeFileSync(join(directory, 'file'), '')
  directory = join(directory, 'file')
  await start()
  expect(await stage.exited).toBe(1)
  expect(stage.errorBoxes[0]?.content).toContain('Choose another with --data-dir')
  directory = join(directory, '..')
})

test('answers a wrong flag without opening anything', async () => {
  await start({ flags: ['--colour'] })
  expect(await stage.exited).toBe(2)
  expect(stage.output.join('')).toContain('--colour')
})
