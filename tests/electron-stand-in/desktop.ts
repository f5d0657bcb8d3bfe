import type { Browser, Page } from '@playwright/test'
import { electronBinary, startRealDesktop } from './real-electron'
import { Stage, standInMain } from './stage'
import type { Bounds } from './wire'

/** The running desktop app, as a person at the desk has it: the same on Electron itself and on its stand-in. */
export interface Desktop {
  /** The open windows, in the order of their opening. */
  pages(): Page[]
  /** Waits until so many windows are open. */
  shows(count: number): Promise<Page[]>
  /** Waits for a window on the route, e.g. `/sessions`. */
  windowOn(route: string): Promise<Page>
  clickMenu(...labels: string[]): Promise<void>
  move(page: Page, bounds: Bounds): Promise<void>
  boundsOf(page: Page): Promise<Bounds>
  closeWindow(page: Page): Promise<void>
  /** The window that was last brought to the front. */
  front(): Promise<Page | null>
  /** Starts the app a second time on the same data directory, and waits for that process to end. */
  startAgain(): Promise<number | null>
  /** What the app's permission handlers say. */
  isGranted(page: Page, permission: 'geolocation' | 'clipboard-sanitized-write' | 'notifications'): Promise<boolean>
  quit(): Promise<number | null>
  /** The exit code, once the app has ended by itself. */
  ended: Promise<number | null>
  kill(): Promise<void>
  /** What only the stand-in can see: tray, notifications, error boxes. Null on Electron itself. */
  stage: Stage | null
}

export interface DesktopStart {
  browser: Browser
  flags: string[]
}

export type DesktopKind = 'stand-in' | 'electron'

/** The stand-in always, and Electron itself where it can run. */
export const desktopKinds: DesktopKind[] = electronBinary() === null ? ['stand-in'] : ['stand-in', 'electron']

export function startDesktop(kind: DesktopKind, start: DesktopStart): Promise<Desktop> {
  return kind === 'stand-in' ? startStandIn(start) : startRealDesktop(start)
}

/** The address of a window without the mark of a window of its own. */
export function routeOf(page: Page): string {
  return new URL(page.url()).hash.slice(1).replace(/[?&]window=1$/, '')
}

async function startStandIn({ browser, flags }: DesktopStart): Promise<Desktop> {
  const stage = await Stage.start({ browser, main: standInMain, args: flags })
  return {
    stage,
    ended: stage.exited,
    pages: () => stage.pages,
    shows: (count) => stage.shows(count),
    windowOn: (route) => stage.finds((page) => routeOf(page) === route),
    async clickMenu(...labels) {
      await stage.ask('clickMenu', { labels })
    },
    async move(page, bounds) {
      await stage.ask('moveWindow', { window: stage.windowOf(page).id, bounds })
    },
    boundsOf: (page) => Promise.resolve(stage.windowOf(page).bounds),
    async closeWindow(page) {
      await stage.ask('closeWindow', { window: stage.windowOf(page).id })
    },
    front: () => Promise.resolve(stage.windows.get(stage.focused.at(-1) ?? -1)?.page ?? null),
    async startAgain() {
      const second = await Stage.start({ browser, main: standInMain, args: flags })
      return second.exited
    },
    async isGranted(_page, permission) {
      const answers = [
        await stage.ask('permission', { permission, way: 'check' }),
        await stage.ask('permission', { permission, way: 'request' }),
      ]
      return answers.includes(true)
    },
    async quit() {
      // The app may be gone before its answer to this is.
      await stage.ask('quit', null).catch(() => null)
      return stage.exited
    },
    async kill() {
      stage.kill('SIGKILL')
      await stage.exited
    },
  }
}
