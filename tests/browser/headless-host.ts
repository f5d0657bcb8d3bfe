import { runHeadless } from './headless-process'
import type { Host, HostStart } from './hosts'

/** The windows as tabs of a browser that is signed in. */
export async function startHeadlessHost({ browser, flags }: HostStart): Promise<Host> {
  const app = runHeadless(flags)
  const { web } = await app.ready()
  const context = await browser.newContext()
  const first = await context.newPage()
  await first.goto(web)
  await first.getByText('Connected', { exact: true }).waitFor()
  await first.close()
  return {
    name: 'headless',
    async open(route) {
      // Tabs of earlier specs would go on drawing live charts, at the cost of the one that is looked at.
      for (const page of context.pages()) await page.close()
      const page = await context.newPage()
      await page.goto(`${new URL(web).origin}/#${route}`)
      return page
    },
    async close() {
      await context.close()
      app.kill('SIGTERM')
      const code = await app.exited
      if (code !== 0 || app.errors() !== '') throw new Error(`the console ended with ${code}\n${app.errors()}`)
    },
  }
}
