import { createServer } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { runHeadless, type HeadlessProcess } from './headless-process'

let directory: string
let running: HeadlessProcess[]
test.beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'plugboard-test-'))
  running = []
})
test.afterEach(async () => {
  for (const app of running) app.kill('SIGKILL')
  await Promise.all(running.map((app) => app.exited))
  rmSync(directory, { recursive: true, force: true })
})

function start(...flags: string[]): HeadlessProcess {
  const app = runHeadless(['--data-dir', directory, '--ocpp-port', '0', '--web-port', '0', ...flags])
  running.push(app)
  return app
}

test('says where chargers and browsers connect, and that it is healthy', async ({ request }) => {
  const app = start()
  const { chargers, web } = await app.ready()
  expect(chargers).toMatch(/^ws:\/\/[^/]+:\d+\/<identity>$/)
  expect(web).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
  expect(app.output().match(/Plugboard ready/g)).toHaveLength(1)
  const health = await request.get(new URL('/healthz', web).href)
  expect(await health.json()).toEqual({ status: 'ok' })
})

test('an empty console explains how a charger gets here, with the addresses', async ({ page }) => {
  const app = start()
  const { web, chargers } = await app.ready()
  await page.goto(web)
  await expect(page.getByText('No chargers yet')).toBeVisible()
  await expect(page.getByText(`:${new URL(chargers.replace('<identity>', '')).port}/`).first()).toBeVisible()
  // The token is used up; left in the address bar it would end up in bookmarks and screenshots.
  await expect(page).not.toHaveURL(/token/)
})

test('an address works once, and the console prints the next one', async ({ browser }) => {
  const app = start()
  const { web } = await app.ready()
  const [first, late, second] = await Promise.all([1, 2, 3].map(async () => (await browser.newContext()).newPage()))
  await first!.goto(web)
  await expect(first!.getByText('Connected', { exact: true })).toBeVisible()
  await late!.goto(web)
  await expect(late!.getByText('This address was already used or has expired')).toBeVisible()
  const next = /next browser can join at (\S+)/.exec(app.output())?.[1]
  await second!.goto(next!)
  await expect(second!.getByText('Connected', { exact: true })).toBeVisible()
  await first!.reload()
  await expect(first!.getByText('Connected', { exact: true })).toBeVisible()
  for (const page of [first, late, second]) await page!.context().close()
})

test('a page that is not signed in sees no data', async ({ page }) => {
  const { web } = await start().ready()
  await page.goto(new URL('/', web).href)
  await expect(page.getByText('Not signed in').first()).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(0)
})

test('ends with exit code 0 within 5 s of SIGTERM, with a browser connected', async ({ page }) => {
  const app = start('--demo')
  const { web } = await app.ready()
  await page.goto(web)
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  const startedAt = Date.now()
  app.kill('SIGTERM')
  expect(await app.exited).toBe(0)
  expect(Date.now() - startedAt).toBeLessThan(5000)
  expect(app.errors()).toBe('')
  await expect(page.getByText('No link', { exact: true })).toBeVisible()
})

test('a second console on the same directory is refused with a sentence', async () => {
  await start().ready()
  const second = start()
  expect(await second.exited).toBe(1)
  expect(second.errors()).toMatch(/^plugboard: .*another.*\n$/i)
})

for (const flag of ['--web-port', '--ocpp-port']) {
  test(`a busy ${flag} is a clear error`, async () => {
    const busy = createServer().listen(0, '0.0.0.0')
    await new Promise((resolve) => busy.once('listening', resolve))
    const port = (busy.address() as { port: number }).port
    const app = start(flag, String(port))
    expect(await app.exited).toBe(1)
    expect(app.errors()).toMatch(new RegExp(`^plugboard: .*${port}.*in use.*\\n$`, 'i'))
    busy.close()
  })
}

test('a wrong command line is explained, with exit code 2', async () => {
  const app = start('--host', '0.0.0.0')
  expect(await app.exited).toBe(2)
  expect(app.errors()).toContain('--host 0.0.0.0 is refused')
  expect(app.output()).toBe('')
})

test('help and version need no console', async () => {
  const help = start('--help')
  expect(await help.exited).toBe(0)
  expect(help.output()).toContain('--first-contact')
  const version = start('--version')
  expect(await version.exited).toBe(0)
  expect(version.output()).toMatch(/^\d+\.\d+\.\d+\n$/)
})
