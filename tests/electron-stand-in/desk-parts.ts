import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { app } from './app-process.ts'
import { answering, tell } from './app-wire.ts'
import { BrowserWindow } from './browser-window.ts'
import type { Bounds, MenuEntry } from './wire.ts'

/** Menu, tray, notifications, dialogs and displays: recorded, so that a test can look at them and act on them. */

interface ItemTemplate {
  label?: string
  role?: string
  type?: string
  accelerator?: string
  checked?: boolean
  visible?: boolean
  submenu?: ItemTemplate[]
  click?: (item: ItemTemplate) => void
}

const roles: Record<string, (window: BrowserWindow | null) => void> = {
  quit: () => app.quit(),
  close: (window) => window?.close(),
  reload: (window) => window?.webContents.reload(),
}

export class Menu {
  static application: Menu | null = null
  readonly items: ItemTemplate[]

  static buildFromTemplate(template: ItemTemplate[]): Menu {
    return new Menu(template.map((item) => ({ ...item })))
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.application = menu
  }

  constructor(items: ItemTemplate[]) {
    this.items = items
  }
}

/** Mnemonics (`&File`) are how a label is typed, not what a person reads. */
function readable(item: ItemTemplate): string {
  return (item.label ?? '').replace('&', '')
}

function shown(items: ItemTemplate[]): ItemTemplate[] {
  return items.filter((item) => item.visible !== false && item.type !== 'separator')
}

function entriesOf(items: ItemTemplate[]): MenuEntry[] {
  return shown(items).map((item) => ({
    label: readable(item),
    accelerator: item.accelerator ?? null,
    role: item.role ?? null,
    entries: entriesOf(item.submenu ?? []),
  }))
}

function click(items: ItemTemplate[], labels: string[]): void {
  const [label, ...rest] = labels
  const item = shown(items).find((candidate) => readable(candidate) === label)
  if (!item) throw new Error(`no menu item "${label}" among ${shown(items).map(readable).join(', ')}`)
  if (rest.length > 0) return click(item.submenu ?? [], rest)
  if (item.type === 'checkbox') item.checked = !item.checked
  if (item.click) return item.click(item)
  const role = roles[item.role ?? '']
  if (!role) throw new Error(`the stand-in does not carry out the role "${item.role}"`)
  role(BrowserWindow.getFocusedWindow())
}

let tray: Tray | null = null

export class Tray extends EventEmitter {
  toolTip = ''
  menu: Menu | null = null

  constructor(image: string) {
    super()
    if (!existsSync(image)) throw new Error(`the tray's picture ${image} is missing`)
    tray = this
  }

  setToolTip(toolTip: string): void {
    this.toolTip = toolTip
  }

  setContextMenu(menu: Menu): void {
    this.menu = menu
  }

  destroy(): void {
    tray = null
  }
}

const notifications: Notification[] = []

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true
  }

  readonly options: { title: string; body: string }

  constructor(options: { title: string; body: string }) {
    super()
    this.options = options
  }

  show(): void {
    notifications.push(this)
  }

  close(): void {
    this.emit('close')
  }
}

export const dialog = {
  showErrorBox(title: string, content: string): void {
    tell({ tell: 'errorBox', title, content })
  },
}

export const nativeTheme = { shouldUseDarkColors: false }

const displays = (process.env.STAND_IN_DISPLAYS ?? '0,0,1920,1080').split(';').map((display): Bounds => {
  const [x = 0, y = 0, width = 0, height = 0] = display.split(',').map(Number)
  return { x, y, width, height }
})
export const screen = { getAllDisplays: () => displays.map((workArea) => ({ workArea })) }

const openedOutside: string[] = []
export const shell = {
  openPath: async (path: string) => (openedOutside.push(path), ''),
  openExternal: async (url: string) => void openedOutside.push(url),
}

answering('clickMenu', ({ labels }) => (click(Menu.application?.items ?? [], labels), null))
answering('menuLabels', () => entriesOf(Menu.application?.items ?? []))
answering('tray', () => tray && { toolTip: tray.toolTip, entries: entriesOf(tray.menu?.items ?? []) })
answering('clickTray', ({ label }) => {
  if (label === null) tray?.emit('click')
  else click(tray?.menu?.items ?? [], [label])
  return null
})
answering('notifications', () => notifications.map(({ options: { title, body } }) => ({ title, body })))
answering('clickNotification', ({ title }) => {
  const notification = notifications.findLast(({ options }) => options.title === title)
  if (!notification) throw new Error(`no notification "${title}"`)
  notification.emit('click')
  return null
})
answering('openExternal', () => openedOutside)
