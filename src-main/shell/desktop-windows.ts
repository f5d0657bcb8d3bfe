import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { DeskFile } from './desk-file'
import type { PageAddress } from './page-address'
import { besides, fitToDisplays, smallestWindow, type WindowPlace } from './window-place'

interface OpenWindow {
  window: BrowserWindow
  /** Follows the page as it goes from view to view. */
  route: string
  /** A view in a window of its own, without the navigation rail. */
  alone: boolean
}

interface Size {
  width: number
  height: number
}

export interface DesktopWindowsOptions {
  address: PageAddress
  preload: string
  icon: string
  deskFile: DeskFile
  developing: boolean
}

/** The open windows, their places and their routes. */
export class DesktopWindows {
  readonly #open = new Set<OpenWindow>()
  readonly #options: DesktopWindowsOptions
  #quitting = false

  constructor(options: DesktopWindowsOptions) {
    this.#options = options
  }

  /** Opens what was open at the end of the last run, or one window on the overview. */
  restore(): void {
    const { open } = this.#options.deskFile.desk
    if (open.length === 0) this.open('/')
    for (const { route, alone } of [...open]) this.open(route, { alone })
  }

  /** A view in a window of its own is there once: asked for again, it comes to the front. */
  open(route: string, { alone = false, size = null }: { alone?: boolean; size?: Size | null } = {}): void {
    const existing = [...this.#open].find((candidate) => alone && candidate.alone && candidate.route === route)
    if (existing) return raise(existing.window)
    this.#create(route, { alone, size })
  }

  /** Brings a window to the front, any; opens one when there is none. */
  show(): void {
    const last = BrowserWindow.getFocusedWindow() ?? [...this.#open].at(-1)?.window
    if (last) raise(last)
    else this.restore()
  }

  has(window: BrowserWindow | null): boolean {
    return [...this.#open].some((candidate) => candidate.window === window)
  }

  /** From now on closing windows no longer changes what the next start opens. */
  freeze(): void {
    this.#quitting = true
  }

  #create(route: string, { alone, size }: { alone: boolean; size: Size | null }): void {
    const { address, preload, icon, deskFile, developing } = this.#options
    const kind = placeKind(route, alone)
    const place = this.#placeFor(kind)
    const window = new BrowserWindow({
      ...(place ?? size ?? (alone ? { width: 960, height: 720 } : { width: 1280, height: 820 })),
      minWidth: smallestWindow.width,
      minHeight: smallestWindow.height,
      show: false,
      // Seen until the page is painted: without it a dark window starts with a white flash.
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f172a' : '#f8fafc',
      icon,
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        nodeIntegrationInWorker: false,
        webviewTag: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        navigateOnDragDrop: false,
        // The spelling checker fetches its dictionaries from the network.
        spellcheck: false,
        devTools: developing,
      },
    })
    const opened: OpenWindow = { window, route, alone }
    this.#open.add(opened)
    if (place?.maximized) window.maximize()

    const remember = () => deskFile.remember(kind, placeOf(window))
    for (const event of ['resize', 'move', 'maximize', 'unmaximize'] as const) window.on(event as 'resize', remember)
    window.once('ready-to-show', () => window.show())
    window.webContents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
      const there = isMainFrame ? address.routeOf(url) : null
      if (there === null) return
      opened.route = there.route
      this.#noteOpen()
    })
    window.on('closed', () => {
      this.#open.delete(opened)
      this.#noteOpen()
    })
    this.#noteOpen()
    // A load that fails shows Chromium's own page; the reason is in its title, and reload is in the menu.
    window.loadURL(address.ofRoute(route, alone)).catch(() => window.show())
  }

  #placeFor(kind: string): WindowPlace | null {
    const remembered = this.#options.deskFile.desk.places.get(kind)
    if (!remembered) return null
    const workAreas = screen.getAllDisplays().map((display) => display.workArea)
    const taken = [...this.#open].some(({ route, alone }) => placeKind(route, alone) === kind)
    return fitToDisplays(taken ? besides(remembered) : remembered, workAreas)
  }

  #noteOpen(): void {
    // With the last window gone the list stays: the next start opens it again.
    if (this.#quitting || this.#open.size === 0) return
    const { deskFile } = this.#options
    deskFile.desk.open = [...this.#open].map(({ route, alone }) => ({ route, alone }))
    deskFile.changed()
  }
}

/** Places are kept by view; what the view's query filters does not move its window. */
function placeKind(route: string, alone: boolean): string {
  return alone ? route.replace(/\?.*$/, '') : 'main'
}

function placeOf(window: BrowserWindow): WindowPlace {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() }
}

function raise(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
