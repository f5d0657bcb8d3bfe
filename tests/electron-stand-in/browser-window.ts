import { EventEmitter } from 'node:events'
import { app, StoppableEvent } from './app-process.ts'
import { answering, load, tell } from './app-wire.ts'
import { WebContents } from './web-contents.ts'
import type { Bounds } from './wire.ts'

interface WindowOptions extends Partial<Bounds> {
  width: number
  height: number
  webPreferences: { preload: string } & Record<string, unknown>
}

const windows = new Map<number, BrowserWindow>()
let lastId = 0
let focused: BrowserWindow | null = null

/** A window, which the stage shows as a page. Its bounds live here, as the window manager of a person would set them. */
export class BrowserWindow extends EventEmitter {
  readonly id = ++lastId
  readonly webContents: WebContents
  #bounds: Bounds
  #isMaximized = false
  #isDestroyed = false

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()]
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focused
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...windows.values()].find((window) => window.webContents === contents) ?? null
  }

  constructor(options: WindowOptions) {
    super()
    if (!app.isReady) throw new Error('Cannot create BrowserWindow before app is ready')
    const { x = 100, y = 80, width, height, webPreferences } = options
    this.#bounds = { x, y, width, height }
    windows.set(this.id, this)
    const { preload, ...secure } = webPreferences
    tell({ tell: 'create', window: this.id, bounds: this.#bounds, preload, secure })
    this.webContents = new WebContents(this.id)
    app.emit('web-contents-created', new StoppableEvent(), this.webContents)
    this.focus()
  }

  async loadURL(url: string): Promise<void> {
    this.webContents.url = url
    await load(this.id, url)
    this.emit('ready-to-show')
  }

  getBounds(): Bounds {
    return this.#bounds
  }

  getNormalBounds(): Bounds {
    return this.#bounds
  }

  setBounds(bounds: Bounds): void {
    this.#bounds = bounds
    tell({ tell: 'bounds', window: this.id, bounds })
    this.emit('resize')
    this.emit('move')
  }

  maximize(): void {
    this.#isMaximized = true
    this.emit('maximize')
  }

  isMaximized(): boolean {
    return this.#isMaximized
  }

  isMinimized(): boolean {
    return false
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  show(): void {
    this.focus()
  }

  focus(): void {
    if (this.#isDestroyed) return
    focused = this
    tell({ tell: 'focus', window: this.id })
  }

  close(): boolean {
    const event = new StoppableEvent()
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
    return this.#isDestroyed
  }

  destroy(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    windows.delete(this.id)
    if (focused === this) focused = null
    this.webContents.leave()
    tell({ tell: 'destroy', window: this.id })
    this.emit('closed')
    if (windows.size > 0) return
    if (app.listenerCount('window-all-closed') === 0) app.quit()
    else app.emit('window-all-closed')
  }
}

app.closeAllWindows = () => [...windows.values()].every((window) => window.close())

function windowOf(id: number): BrowserWindow {
  const window = windows.get(id)
  if (!window) throw new Error(`there is no window ${id}`)
  return window
}

answering('moveWindow', ({ window, bounds }) => {
  windowOf(window).setBounds(bounds)
  return null
})
answering('closeWindow', ({ window }) => {
  windowOf(window).close()
  return null
})
// What a page still asks while its window is being closed is refused, not an error.
answering('mayNavigate', ({ window, url, isMainFrame }) => windows.get(window)?.webContents.mayNavigate(url, isMainFrame) ?? false)
answering('windowOpen', ({ window, url, features }) => windows.get(window)?.webContents.askToOpen(url, features) ?? 'deny')
answering('navigatedInPage', ({ window, url }) => {
  windows.get(window)?.webContents.navigatedInPage(url)
  return null
})
answering('ipc', ({ window, frame, channel, args }) => {
  windows.get(window)?.webContents.receive({ frame, channel, args })
  return null
})
