import { readFileSync } from 'node:fs'
import type { BrowserContext, CDPSession, Page, Route } from '@playwright/test'
import { fromBrowser, toBrowser } from './addresses.ts'
import { bindingName, decodeData, encodeData, pageWorldScript, preloadScript, preloadWorld, type PageTidings } from './page-scripts.ts'
import type { Bounds, Questions } from './wire.ts'

export type AskApp = <Q extends keyof Questions>(question: Q, ask: Questions[Q]['ask']) => Promise<Questions[Q]['answer']>

interface PageWindowOptions {
  id: number
  preload: string
  bounds: Bounds
  context: BrowserContext
  ask: AskApp
}

/** A window of the app as a page of the browser, with the built preload in a world of its own. */
export class PageWindow {
  readonly id: number
  readonly page: Page
  bounds: Bounds
  /** What the page tried and did not get, in order. */
  readonly refused: { url: string; what: 'navigation' | 'request' }[] = []
  #cdp: CDPSession
  #ask: AskApp
  /** The address that the app itself is loading; all other navigations are the page's wish. */
  #loading: string | null = null
  #world: number | null = null
  #ports = new Set<number>()

  static async open({ id, preload, bounds, context, ask }: PageWindowOptions): Promise<PageWindow> {
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    const window = new PageWindow({ id, page, cdp, bounds, ask })
    await page.setViewportSize({ width: bounds.width, height: bounds.height })
    await window.#prepare(readFileSync(preload, 'utf8'))
    return window
  }

  private constructor({ id, page, cdp, bounds, ask }: { id: number; page: Page; cdp: CDPSession; bounds: Bounds; ask: AskApp }) {
    this.id = id
    this.page = page
    this.bounds = bounds
    this.#cdp = cdp
    this.#ask = ask
  }

  async #prepare(source: string): Promise<void> {
    const cdp = this.#cdp
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === preloadWorld) this.#enterWorld(context.id)
    })
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.#world) this.#leaveWorld()
    })
    cdp.on('Runtime.executionContextsCleared', () => this.#leaveWorld())
    cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === bindingName) this.#told(JSON.parse(payload) as PageTidings)
    })
    cdp.on('Page.navigatedWithinDocument', ({ url }) => void this.#ask('navigatedInPage', { window: this.id, url: fromBrowser(url) }))
    cdp.on('Page.windowOpen', ({ url, windowFeatures }) => this.#windowOpen(url, windowFeatures))
    // The handler's refusal comes too late for Chromium: a page that it opened regardless is shut at once.
    this.page.on('popup', (popup) => void popup.close())
    await cdp.send('Page.enable')
    await cdp.send('Runtime.enable')
    await cdp.send('Runtime.addBinding', { name: bindingName, executionContextName: preloadWorld })
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldScript })
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: preloadScript({ source, platform: process.platform }),
      worldName: preloadWorld,
    })
  }

  load(url: string): Promise<void> {
    return this.#arriveAt(url, () => this.#cdp.send('Page.navigate', { url: toBrowser(url) }))
  }

  reload(): Promise<void> {
    return this.#arriveAt(fromBrowser(this.page.url()), () => this.#cdp.send('Page.reload'))
  }

  /**
   * Not by the page's own `goto`: its answer names a response, and a page that is closed meanwhile, as windows are,
   * makes Playwright stumble over the name.
   */
  async #arriveAt(url: string, go: () => Promise<{ errorText?: string } | void>): Promise<void> {
    this.#loading = url
    try {
      const left = new Promise<void>((resolve) => {
        this.#cdp.once('Page.domContentEventFired', () => resolve())
        this.page.once('close', () => resolve())
      })
      const answer = await go()
      if (answer?.errorText !== undefined) throw new Error(answer.errorText)
      await left
    } finally {
      this.#loading = null
    }
  }

  async show(bounds: Bounds): Promise<void> {
    this.bounds = bounds
    await this.page.setViewportSize({ width: bounds.width, height: bounds.height })
  }

  /** Every request of the page passes the app's fences and ends at its protocol handler; there is no network. */
  async serve(route: Route): Promise<void> {
    const request = route.request()
    const url = fromBrowser(request.url())
    if (request.isNavigationRequest()) {
      const isMainFrame = request.frame() === this.page.mainFrame()
      const isOurs = isMainFrame && this.#loading !== null && withoutHash(this.#loading) === withoutHash(url)
      if (!isOurs && !(await this.#ask('mayNavigate', { window: this.id, url, isMainFrame }))) {
        this.refused.push({ url, what: 'navigation' })
        return route.abort('aborted')
      }
    }
    const answer = (await this.#ask('mayRequest', { url })) ? await this.#ask('protocol', { url, method: request.method() }) : null
    if (answer === null) {
      this.refused.push({ url, what: 'request' })
      return route.abort('blockedbyclient')
    }
    await route.fulfill({ status: answer.status, headers: answer.headers, body: Buffer.from(answer.body) })
  }

  openPort(port: number, { channel, message }: { channel: string; message: unknown }): void {
    // A page that navigated away in between has no one to take the port.
    if (this.#world === null) return void this.#ask('portClosed', { port })
    this.#ports.add(port)
    this.#deliver('port', { port, channel, message })
  }

  sendData(port: number, data: string | Uint8Array): void {
    if (this.#ports.has(port)) this.#deliver('data', { port, ...encodeData(data) })
  }

  closePort(port: number): void {
    if (this.#ports.delete(port)) this.#deliver('close', { port })
  }

  async close(): Promise<void> {
    await this.page.close()
  }

  #deliver(kind: 'port' | 'data' | 'close', detail: object): void {
    if (this.#world === null) return
    const expression = `__deliver.${kind}(${JSON.stringify(detail)})`
    // The page may go away while this is under way; its ports are then reported closed.
    this.#cdp.send('Runtime.evaluate', { expression, contextId: this.#world }).catch(() => undefined)
  }

  #told(tidings: PageTidings): void {
    switch (tidings.kind) {
      case 'ipc': {
        const frame = { url: fromBrowser(this.page.url()), isMainFrame: true }
        return void this.#ask('ipc', { window: this.id, frame, channel: tidings.channel, args: tidings.args })
      }
      case 'data':
        return void this.#ask('portData', { port: tidings.port, data: decodeData(tidings) })
      case 'closed':
        if (this.#ports.delete(tidings.port)) void this.#ask('portClosed', { port: tidings.port })
    }
  }

  #windowOpen(url: string, features: string[]): void {
    void this.#ask('windowOpen', { window: this.id, url: fromBrowser(url), features: features.join(',') }).then((answer) => {
      if (answer === 'allow') throw new Error('the stand-in opens no windows without the app: answer "deny" and open one')
    })
  }

  #enterWorld(context: number): void {
    this.#leaveWorld()
    this.#world = context
  }

  #leaveWorld(): void {
    this.#world = null
    for (const port of this.#ports) void this.#ask('portClosed', { port })
    this.#ports.clear()
  }
}

function withoutHash(url: string): string {
  return url.replace(/#.*$/, '')
}
