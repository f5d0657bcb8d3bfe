import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { desktopKinds, startDesktop, type Desktop } from '../electron-stand-in/desktop'
import { launchBrowser } from '../electron-stand-in/browser'

/** Windows of the built app: where they open, what they remember, and what a page in them cannot do. */

for (const kind of desktopKinds) {
  test.describe(`on ${kind}`, () => {
    let browser: Browser
    let directory: string
    let desktop: Desktop
    const start = async () => (desktop = await startDesktop(kind, { browser, flags: ['--data-dir', directory, '--ocpp-port', '0'] }))
    /** The first window, once it shows what the core told it. */
    async function connected(): Promise<Page> {
      const page = await desktop.windowOn('/')
      await expect(page.getByText('Connected', { exact: true })).toBeVisible()
      return page
    }

    test.beforeAll(async () => {
      browser = await launchBrowser()
    })
    test.afterAll(async () => {
      await browser.close()
    })
    test.beforeEach(async () => {
      directory = mkdtempSync(join(tmpdir(), 'plugboard-desk-'))
      await start()
      await desktop.shows(1)
    })
    test.afterEach(async () => {
      await desktop.kill()
      rmSync(directory, { recursive: true, force: true })
    })

    test('starts with the overview, connected to the core over its port', async () => {
      const page = await connected()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview')
    })

    test('opens every view from the menu, each in a window of its own that is connected', async () => {
      const views = { Overview: '/', 'New Chargers': '/new', Sessions: '/sessions', 'Data Quality': '/desk', Trace: '/trace', Settings: '/settings' }
      for (const [index, [label, route]] of Object.entries(views).entries()) {
        await desktop.clickMenu('View', label)
        const page = (await desktop.shows(index + 2)).at(-1)!
        await expect(page).toHaveURL(new RegExp(`#${route}\\?window=1$`))
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(new RegExp(label, 'i'))
      }
      await desktop.clickMenu('File', 'New Window')
      await desktop.shows(8)
    })

    test('brings a view that has its window to the front instead of opening it twice', async () => {
      await desktop.clickMenu('View', 'Trace')
      const trace = await desktop.windowOn('/trace')
      await desktop.clickMenu('View', 'Sessions')
      await desktop.shows(3)
      await desktop.clickMenu('View', 'Trace')
      await expect.poll(() => desktop.front()).toBe(trace)
      await desktop.shows(3)
    })

    test('pops a view out of its page, and opens it again at its place after a restart', async () => {
      const first = await connected()
      await first.getByRole('button', { name: 'Open in a window of its own' }).click()
      const own = (await desktop.shows(2))[1]!
      await expect(own).toHaveURL(/window=1/)
      await desktop.move(own, { x: 333, y: 222, width: 777, height: 555 })
      await desktop.move(first, { x: 40, y: 60, width: 1000, height: 700 })
      expect(await desktop.quit()).toBe(0)

      await start()
      const [main, again] = await desktop.shows(2)
      await expect(again!).toHaveURL(/#\/\?window=1/)
      expect(await desktop.boundsOf(again!)).toEqual({ x: 333, y: 222, width: 777, height: 555 })
      expect(await desktop.boundsOf(main!)).toEqual({ x: 40, y: 60, width: 1000, height: 700 })
    })

    test('opens a window again on the view that it had gone to', async () => {
      const page = await connected()
      await page.evaluate(`location.hash = '#/sessions'`)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sessions')
      expect(await desktop.quit()).toBe(0)
      await start()
      await desktop.windowOn('/sessions')
    })

    test('keeps a second start on the same data from running, and comes to the front instead', async () => {
      await desktop.clickMenu('View', 'Trace')
      await desktop.shows(2)
      const raised = desktop.stage?.focused.length ?? 0
      expect(await desktop.startAgain()).toBe(0)
      await desktop.shows(2)
      await expect.poll(() => desktop.front()).not.toBeNull()
      if (desktop.stage) await expect.poll(() => desktop.stage!.focused.length).toBeGreaterThan(raised)
    })

    test('ends when its last window is closed', async () => {
      await desktop.clickMenu('View', 'Trace')
      const [first, second] = await desktop.shows(2)
      await desktop.closeWindow(first!)
      await desktop.shows(1)
      await desktop.closeWindow(second!)
      expect(await desktop.ended).toBe(0)
    })

    test('stays on its own page when the page wants to go elsewhere', async () => {
      const page = await connected()
      const address = page.url()
      const attempts = [
        `location.href = 'https://example.org/'`,
        `location.href = new URL('/nothing.html', location.href).href`,
        `location.href = 'file:///etc/passwd'`,
        `document.body.append(Object.assign(document.createElement('a'), { href: 'https://example.org/', id: 'out' })); document.getElementById('out').click()`,
      ]
      for (const attempt of attempts) {
        await page.evaluate(`void (() => { ${attempt} })()`)
        await expect(page.getByRole('heading', { level: 1 }), attempt).toHaveText('Overview')
        expect(page.url()).toBe(address)
      }
      await desktop.shows(1)
    })

    test('opens no window on another origin, and one on its own', async () => {
      const page = await connected()
      await page.evaluate(`void window.open('https://example.org/')`)
      await page.evaluate(`void window.open('javascript:alert(1)')`)
      await page.evaluate(`void window.open('about:blank')`)
      await page.evaluate(`void window.open('#/trace?window=1', '_blank', 'popup,width=640,height=480')`)
      const own = (await desktop.shows(2))[1]!
      await expect(own).toHaveURL(/#\/trace\?window=1$/)
      expect(await desktop.boundsOf(own)).toMatchObject({ width: 640, height: 480 })
    })

    test('reaches nothing but its own files', async () => {
      const page = await connected()
      const fetched = (path: string) =>
        page.evaluate(`fetch(${JSON.stringify(path)}).then(({ status }) => status, (error) => error.name)`)
      expect(await fetched('/index.html')).toBe(200)
      expect(await fetched('/nothing.js')).toBe(404)
      expect(await fetched('/..%2f..%2fpackage.json')).toBe(404)
      expect(await fetched('/%2e%2e/%2e%2e/package.json')).toBe(404)
      expect(await fetched('/assets')).toBe(404)
      expect(await fetched('https://example.org/')).toBe('TypeError')
      expect(await page.evaluate(`fetch('/index.html', { method: 'POST' }).then(({ status }) => status)`)).toBe(405)
    })

    test('runs no script that is not of its build', async () => {
      const page = await connected()
      await page.evaluate(`document.head.append(Object.assign(document.createElement('script'), { textContent: 'globalThis.isHostile = true' }))`)
      expect(await page.evaluate('globalThis.isHostile')).toBeUndefined()
    })

    test('grants no permission but copying', async () => {
      const page = await connected()
      expect(await desktop.isGranted(page, 'geolocation')).toBe(false)
      expect(await desktop.isGranted(page, 'notifications')).toBe(false)
      expect(await desktop.isGranted(page, 'clipboard-sanitized-write')).toBe(true)
    })
  })
}
