import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page, Route } from '@playwright/test'
import { PageWindow, type AskApp } from './page-window.ts'
import type { Questions, Tidings } from './wire.ts'

export interface StageOptions {
  browser: Browser
  /** The built main bundle, or any module that imports `electron`. */
  main: string
  args: string[]
  env?: Record<string, string>
  /** Pass the context of an earlier run to keep what its pages stored, as a profile on disk would. */
  context?: BrowserContext
}

class AppEnded extends Error {
  constructor(output: string) {
    super(`the app has ended\n${output}`)
  }
}

/** Processes that run now; a second instance finds the first by its process id. */
const running = new Map<number, Stage>()

/** The screen of one app: runs its main bundle in a Node process and shows its windows in a browser. */
export class Stage {
  readonly windows = new Map<number, PageWindow>()
  readonly errorBoxes: { title: string; content: string }[] = []
  /** Windows in the order in which they were brought to the front. */
  readonly focused: number[] = []
  /** The security switches that each window was created with. */
  readonly switches: Record<string, unknown>[] = []
  readonly output: string[] = []
  readonly exited: Promise<number | null>
  readonly context: BrowserContext
  #app: ChildProcess
  #ids = 0
  #waiting = new Map<number, { resolve: (answer: never) => void; reject: (error: Error) => void }>()
  #order: Promise<void> = Promise.resolve()

  static async start(options: StageOptions): Promise<Stage> {
    const context = options.context ?? (await options.browser.newContext({ viewport: null }))
    return new Stage(context, options)
  }

  private constructor(context: BrowserContext, { main, args, env }: StageOptions) {
    this.context = context
    this.#app = fork(main, args, {
      execArgv: ['--import', new URL('./register.ts', import.meta.url).href, '--enable-source-maps'],
      env: { ...process.env, ...env },
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    running.set(this.pid, this)
    for (const stream of [this.#app.stdout!, this.#app.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => this.output.push(text))
    }
    this.#app.on('message', (tidings: Tidings) => this.#hear(tidings))
    this.exited = once(this.#app, 'exit').then(async ([code]) => {
      running.delete(this.pid)
      for (const { reject } of this.#waiting.values()) reject(new AppEnded(this.output.join('')))
      this.#waiting.clear()
      await Promise.all([...this.windows.values()].map((window) => window.close()))
      this.windows.clear()
      return code as number | null
    })
  }

  get pid(): number {
    return this.#app.pid!
  }

  /** Waits until the app shows this many windows. @throws with the app's output when it does not, or ends before. */
  shows(count: number): Promise<Page[]> {
    return this.#until(() => (this.pages.length === count ? this.pages : undefined), `${count} windows`)
  }

  /** Waits for a window's page. @throws as above */
  finds(isWanted: (page: Page) => boolean): Promise<Page> {
    return this.#until(() => this.pages.find(isWanted), 'that window')
  }

  get pages(): Page[] {
    return [...this.windows.values()].map((window) => window.page)
  }

  windowOf(page: Page): PageWindow {
    const window = [...this.windows.values()].find((candidate) => candidate.page === page)
    if (!window) throw new Error('that page is no window of the app')
    return window
  }

  ask<Q extends keyof Questions>(question: Q, ask: Questions[Q]['ask']): Promise<Questions[Q]['answer']> {
    const id = ++this.#ids
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#app.send({ question, id, ask })
    })
  }

  kill(signal: NodeJS.Signals): void {
    this.#app.kill(signal)
  }

  async #until<T>(find: () => T | undefined, what: string): Promise<T> {
    const deadline = Date.now() + 20_000
    for (;;) {
      const found = find()
      if (found !== undefined) return found
      if (Date.now() > deadline || this.#app.exitCode !== null) break
      await wait(20)
    }
    const shown = this.pages.map((page) => page.url()).join(', ')
    throw new Error(`the app does not show ${what} but: ${shown}\n${this.output.join('')}`)
  }

  #hear(tidings: Tidings): void {
    if (tidings.tell === 'answer') {
      const waiting = this.#waiting.get(tidings.id)
      this.#waiting.delete(tidings.id)
      if (tidings.failed !== undefined) waiting?.reject(new Error(tidings.failed))
      else waiting?.resolve(tidings.answer as never)
      return
    }
    // A load awaits questions of its own page, so it must not hold up what comes behind it.
    if (tidings.tell === 'load') return void this.#order.then(() => this.#load(tidings))
    this.#order = this.#order.then(() => this.#carryOut(tidings)).catch((error: unknown) => void this.output.push(String(error)))
  }

  async #carryOut(tidings: Exclude<Tidings, { tell: 'answer' | 'load' }>): Promise<void> {
    const window = 'window' in tidings ? this.windows.get(tidings.window) : undefined
    switch (tidings.tell) {
      case 'create':
        return this.#create(tidings)
      case 'bounds':
        return window?.show(tidings.bounds)
      case 'focus':
        this.focused.push(tidings.window)
        return
      case 'reload':
        window?.reload().catch((error: unknown) => void this.output.push(String(error)))
        return
      case 'destroy':
        this.windows.delete(tidings.window)
        return window?.close()
      case 'openPort':
        return window?.openPort(tidings.port, tidings)
      case 'portData':
        return window?.sendData(tidings.port, tidings.data)
      case 'closePort':
        return window?.closePort(tidings.port)
      case 'errorBox':
        this.errorBoxes.push({ title: tidings.title, content: tidings.content })
        return
      case 'secondInstance':
        await running.get(tidings.pid)?.ask('secondInstance', { argv: tidings.argv })
    }
  }

  async #create({ window: id, bounds, preload, secure }: Extract<Tidings, { tell: 'create' }>): Promise<void> {
    const never = new Promise<never>(() => undefined)
    // What a page still wants of an app that has ended gets no answer; anything else that fails is the test's to see.
    const ask: AskApp = (question, detail) =>
      this.#app.connected
        ? this.ask(question, detail).catch((error: unknown) => (error instanceof AppEnded ? never : Promise.reject(error)))
        : never
    const window = await PageWindow.open({ id, preload, bounds, context: this.context, ask })
    await window.page.route('**/*', (route: Route) => window.serve(route).catch(() => route.abort().catch(() => undefined)))
    this.switches.push(secure)
    this.windows.set(id, window)
  }

  async #load({ window, url }: Extract<Tidings, { tell: 'load' }>): Promise<void> {
    const failed = await this.windows.get(window)?.load(url).then(() => null, String)
    if (this.#app.connected) this.#app.send({ loaded: window, failed: failed ?? null })
  }
}

export const standInMain = fileURLToPath(new URL('../../out/main/electron.js', import.meta.url))
