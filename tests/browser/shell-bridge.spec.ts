import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { launchBrowser } from '../electron-stand-in/browser'
import { makeProbeRoot, probeMain } from '../electron-stand-in/probe/make-root'
import { Stage } from '../electron-stand-in/stage'

/** The typed bridge over the port of the desktop: the real preload and shell, around a core whose answers are known. */

let browser: Browser
let root: string
let stage: Stage
let page: Page

const log = () => readFileSync(join(root, 'log'), 'utf8')
const endedFeeds = () => log().split('overview ended').length - 1
/** The page's policy forbids evaluating text within it, so polling is done from outside. */
const isReady = () =>
  expect
    // A page that is just being loaded has no one to ask.
    .poll(() => page.evaluate('"connect" in globalThis && !("client" in globalThis)').catch(() => false))
    .toBe(true)

async function watchOverview(): Promise<void> {
  await page.evaluate(`void (async () => { for await (const _ of await client.overview.watch()) globalThis.isFed = true })().catch(() => {})`)
  await expect.poll(() => page.evaluate('globalThis.isFed')).toBe(true)
}

test.beforeAll(async () => {
  browser = await launchBrowser()
})
test.afterAll(async () => {
  await browser.close()
})
test.beforeEach(async () => {
  root = await makeProbeRoot()
  stage = await Stage.start({ browser, main: probeMain, args: [root, join(root, 'log')] })
  page = (await stage.shows(1))[0]!
  await isReady()
  await page.evaluate('connect()')
})
test.afterEach(async () => {
  stage.kill('SIGKILL')
  await stage.exited
})

test('carries a feed to the page and ends it in the core when the page leaves it', async () => {
  const values = await page.evaluate(`(async () => {
    const values = []
    for await (const overview of await client.overview.watch()) {
      values.push(overview.powerW)
      if (values.length === 20) break
    }
    return values
  })()`)
  expect(values).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  await expect.poll(log).toContain('overview ended')
})

test('carries a typed error with its data', async () => {
  const fault = await page.evaluate(`client.stations.refuse({ station: 'CP 1' }).catch((error) => (
    { code: error.code, data: error.data, defined: error.defined }
  ))`)
  expect(fault).toEqual({ code: 'STATION_NOT_FOUND', data: { station: 'CP 1' }, defined: true })
})

test('refuses an input that the contract does not know', async () => {
  const code = await page.evaluate(`client.stations.refuse({ station: '' }).catch((error) => error.code)`)
  expect(code).toBe('BAD_REQUEST')
})

test('conceals what a bug says, in an answer and in the middle of a feed, and reports it', async () => {
  const answer = await page.evaluate('client.sites.list().catch((error) => JSON.stringify([error.code, error.message, error.data]))')
  const feed = await page.evaluate(`(async () => {
    try {
      for await (const event of await client.stations.watch()) globalThis.seen = event
    } catch (error) {
      return JSON.stringify([error.code, error.message, error.data, seen])
    }
  })()`)
  expect(answer).toContain('INTERNAL_SERVER_ERROR')
  expect(feed).toContain('snapshot')
  expect(`${String(answer)}${String(feed)}`).not.toContain('secret')
  expect(log()).toContain('report: sites.list failed: Error: secret: no such table')
  expect(log()).toContain('report: stations.watch failed: Error: secret: the disk of /srv is on fire')
})

test('carries an abort to the core', async () => {
  const ended = page.evaluate(`(async () => {
    globalThis.asking = new AbortController()
    return client.trace.frame({ id: 2 }, { signal: asking.signal }).catch((error) => error.name)
  })()`)
  await expect.poll(log).toContain('frame asked')
  await page.evaluate('asking.abort()')
  expect(await ended).toBe('AbortError')
  await expect.poll(log).toContain('frame aborted')
})

test('carries large texts beyond ASCII whole', async () => {
  expect(await page.evaluate(`client.trace.frame({ id: 1 }).then((text) => text === 'ü'.repeat(200000))`)).toBe(true)
})

test('gives a page that asks again a new port, and ends the old one with its feeds', async () => {
  await watchOverview()
  await page.evaluate('connect()')
  await expect.poll(endedFeeds).toBe(1)
  expect(await page.evaluate(`client.stations.refuse({ station: 'A' }).catch((error) => error.code)`)).toBe('STATION_NOT_FOUND')
})

test('ends the feeds of a page that is loaded again, which then connects anew', async () => {
  await watchOverview()
  await stage.ask('clickMenu', { labels: ['View', 'Reload'] })
  await expect.poll(endedFeeds).toBe(1)
  await isReady()
  await page.evaluate('connect()')
  await watchOverview()
})

test('ends the feeds of a window that is closed, while another goes on', async () => {
  await stage.ask('clickMenu', { labels: ['File', 'New Window'] })
  await stage.shows(2)
  await watchOverview()
  await stage.ask('closeWindow', { window: 1 })
  await expect.poll(endedFeeds).toBe(1)
  await stage.shows(1)
})

test('shows the page one object of the preload and nothing of Electron or Node', async () => {
  expect(await page.evaluate('plugboardDesktop')).toEqual({ platform: process.platform })
  expect(await page.evaluate('[typeof require, typeof process, typeof ipcRenderer, typeof module]')).toEqual(Array(4).fill('undefined'))
})

test('gives no port to a frame that is not the main frame of our own page', async () => {
  const foreign = [
    { url: 'app://plugboard/', isMainFrame: false },
    { url: 'https://example.org/', isMainFrame: true },
    { url: 'app://plugboard.example.org/', isMainFrame: true },
    { url: 'https://plugboard/', isMainFrame: true },
    { url: 'about:blank', isMainFrame: true },
  ]
  await page.evaluate(`globalThis.ports = 0; addEventListener('message', (event) => { ports += event.ports.length })`)
  for (const frame of foreign) await stage.ask('ipc', { window: 1, frame, channel: 'plugboard:connect', args: [] })
  await expect.poll(() => log().split('a frame that is not ours asked for a port').length - 1).toBe(foreign.length)
  // The same way with an own frame does hand one out, so the zero above is no accident.
  expect(await page.evaluate('ports')).toBe(0)
  await stage.ask('ipc', { window: 1, frame: { url: 'app://plugboard/', isMainFrame: true }, channel: 'plugboard:connect', args: [] })
  await expect.poll(() => page.evaluate('ports')).toBe(1)
})

test('closes the core before it ends, and ends in time when the core does not close', async () => {
  await stage.ask('quit', null)
  expect(await stage.exited).toBe(0)
  expect(log()).toContain('core closed')

  const stuck = await Stage.start({ browser, main: probeMain, args: [root, join(root, 'log'), 'stuck'] })
  await stuck.shows(1)
  const began = Date.now()
  stuck.kill('SIGTERM')
  expect(await stuck.exited).toBe(1)
  expect(Date.now() - began).toBeLessThan(8_000)
  expect(log()).toContain('the core did not close in time')
})
