import type { Page } from '@playwright/test'
import { startDesktop, type Desktop } from '../electron-stand-in/desktop'
import type { Host, HostStart } from './hosts'

/** So many windows of earlier specs stay open: a person has a few, and every one of them is fed. */
const mostOpen = 3

/** The windows of the desktop app, on the stand-in for Electron. */
export async function startShellHost(start: HostStart): Promise<Host> {
  const desktop = await startDesktop('stand-in', start)
  const [first] = await desktop.shows(1)
  await first!.getByText('Connected', { exact: true }).waitFor()
  const opened: Page[] = []
  return {
    name: 'shell',
    async open(route) {
      if (opened.length === mostOpen) {
        const left = desktop.pages().length - 1
        await desktop.closeWindow(opened.shift()!)
        // It is told before its page is gone; counted as one that stays, it would hide the new one.
        await desktop.shows(left)
      }
      const page = await openWindow({ desktop, opener: first!, route })
      opened.push(page)
      return page
    },
    async close() {
      const code = await desktop.quit()
      if (code !== 0) throw new Error(`the app ended with ${code}\n${desktop.stage?.output.join('') ?? ''}`)
    },
  }
}

async function openWindow({ desktop, opener, route }: { desktop: Desktop; opener: Page; route: string }): Promise<Page> {
  const before = new Set(desktop.pages())
  await opener.evaluate(`void window.open(${JSON.stringify(`#${route}`)})`)
  const pages = await desktop.shows(before.size + 1)
  const page = pages.find((candidate) => !before.has(candidate))!
  // The window is there before its page is, and a click on a page that is not there yet is lost.
  await page.waitForURL((url) => url.hash.startsWith('#/'))
  return page
}
