import { expect } from '@playwright/test'
import { Stage, standInMain } from '../electron-stand-in/stage'
import type { Host, HostStart } from './hosts'

/** The windows of the desktop app, on the stand-in for Electron. */
export async function startShellHost({ browser, flags }: HostStart): Promise<Host> {
  const stage = await Stage.start({ browser, main: standInMain, args: ['.', ...flags] })
  await expect
    .poll(() => stage.pages.length, { message: `the app opens its window\n${stage.output.join('')}`, timeout: 30_000 })
    .toBeGreaterThan(0)
  const page = stage.pages[0]!
  return {
    name: 'shell',
    async open(route) {
      await page.getByText('Connected', { exact: true }).waitFor()
      await page.evaluate(`location.hash = ${JSON.stringify(route)}`)
      return page
    },
    async close() {
      stage.kill('SIGTERM')
      await stage.exited
    },
  }
}
