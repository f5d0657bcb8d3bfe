import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { _electron, type Page } from '@playwright/test'
import { routeOf, type Desktop, type DesktopStart } from './desktop'

const repository = fileURLToPath(new URL('../../', import.meta.url))

/** Electron's own binary where it was fetched and has a display to open windows on. */
export function electronBinary(): string | null {
  const folder = join(repository, 'node_modules/electron')
  const pathFile = join(folder, 'path.txt')
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
  if (!hasDisplay || !existsSync(pathFile)) return null
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(binary) ? binary : null
}

/** The app on Electron itself, driven by Playwright. */
export async function startRealDesktop({ flags }: DesktopStart): Promise<Desktop> {
  const executablePath = electronBinary()
  if (executablePath === null) throw new Error('There is no Electron to start')
  // Chromium refuses its sandbox to root, who runs many a build machine.
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '.', ...flags]
  const app = await _electron.launch({ executablePath, args, cwd: repository })
  const exited = once(app.process(), 'exit').then(([code]) => code as number | null)

  async function until<T>(find: () => T | undefined | Promise<T | undefined>, what: string): Promise<T> {
    const deadline = Date.now() + 20_000
    for (;;) {
      const found = await find()
      if (found !== undefined) return found
      if (Date.now() > deadline) throw new Error(`the app did not show ${what}`)
      await wait(50)
    }
  }

  return {
    stage: null,
    ended: exited,
    pages: () => app.windows(),
    shows: (count) => until(() => (app.windows().length === count ? app.windows() : undefined), `${count} windows`),
    windowOn: (route) => until(() => app.windows().find((page) => routeOf(page) === route), route),
    clickMenu: (...labels) =>
      app.evaluate(({ Menu, BrowserWindow }, path) => {
        let items = Menu.getApplicationMenu()?.items ?? []
        for (const [depth, label] of path.entries()) {
          const item = items.find((candidate) => candidate.label.replace('&', '') === label)
          if (!item) throw new Error(`no menu item ${label}`)
          const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
          if (depth === path.length - 1) item.click(undefined, window, window?.webContents)
          items = item.submenu?.items ?? []
        }
      }, labels),
    async move(page, bounds) {
      const window = await app.browserWindow(page)
      await window.evaluate((browserWindow, to) => browserWindow.setBounds(to), bounds)
    },
    async boundsOf(page) {
      const window = await app.browserWindow(page)
      return window.evaluate((browserWindow) => browserWindow.getNormalBounds())
    },
    async closeWindow(page) {
      const window = await app.browserWindow(page)
      await window.evaluate((browserWindow) => browserWindow.close())
    },
    async front() {
      for (const page of app.windows()) if (await isFocused(page)) return page
      return null
    },
    async startAgain() {
      const [code] = (await once(spawn(executablePath, args, { cwd: repository }), 'exit')) as [number | null]
      return code
    },
    async isGranted(page, permission) {
      // Chromium's own answer, for which it asks the handlers that the app has set.
      const name = permission === 'clipboard-sanitized-write' ? 'clipboard-write' : permission
      return (await page.evaluate(`navigator.permissions.query({ name: '${name}' }).then(({ state }) => state)`)) === 'granted'
    },
    async quit() {
      // The connection ends in the middle of the call.
      await app.evaluate(({ app: electronApp }) => electronApp.quit()).catch(() => undefined)
      return exited
    },
    async kill() {
      app.process().kill('SIGKILL')
      await exited
    },
  }

  async function isFocused(page: Page): Promise<boolean> {
    const window = await app.browserWindow(page)
    return window.evaluate((browserWindow) => browserWindow.isFocused())
  }
}
