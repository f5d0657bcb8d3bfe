import type { MenuItemConstructorOptions } from 'electron'
import { views } from './views'
import type { Words } from './words'

export interface MenuActions {
  newWindow(): void
  openView(route: string): void
  setKeepInTray(keep: boolean): void
  openDataFolder(): void
}

interface MenuOptions {
  words: Words
  platform: NodeJS.Platform
  developing: boolean
  keepInTray: boolean
  actions: MenuActions
}

/** The application menu. Labels are ours even where a role has its own, which would come in English. */
export function menuTemplate({ words, platform, developing, keepInTray, actions }: MenuOptions): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const about: MenuItemConstructorOptions = { role: 'about', label: words.about }
  const quit: MenuItemConstructorOptions = { role: 'quit', label: words.quit, accelerator: 'CmdOrCtrl+Q' }
  return [
    ...(isMac ? [{ label: 'Plugboard', submenu: [about, separator, quit] }] : []),
    {
      label: words.file,
      submenu: [
        { label: words.newWindow, accelerator: 'CmdOrCtrl+Shift+N', click: () => actions.newWindow() },
        separator,
        {
          label: words.keepInTray,
          type: 'checkbox',
          checked: keepInTray,
          // macOS apps stay without windows anyway.
          visible: !isMac,
          click: (item) => actions.setKeepInTray(item.checked),
        },
        separator,
        { role: 'close', label: words.closeWindow, accelerator: 'CmdOrCtrl+W' },
        ...(isMac ? [] : [quit]),
      ],
    },
    {
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo },
        { role: 'redo', label: words.redo },
        separator,
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
      ],
    },
    {
      label: words.view,
      submenu: [
        ...views.map(({ route, word }, index) => ({
          label: words[word],
          accelerator: `CmdOrCtrl+${index + 1}`,
          click: () => actions.openView(route),
        })),
        separator,
        { role: 'reload', label: words.reload, accelerator: 'CmdOrCtrl+R' },
        { role: 'resetZoom', label: words.actualSize },
        { role: 'zoomIn', label: words.zoomIn },
        { role: 'zoomOut', label: words.zoomOut },
        { role: 'togglefullscreen', label: words.fullScreen },
        ...(developing ? [separator, { role: 'toggleDevTools', label: words.developerTools } as const] : []),
      ],
    },
    {
      label: words.help,
      role: 'help',
      submenu: [{ label: words.dataFolder, click: () => actions.openDataFolder() }, ...(isMac ? [] : [separator, about])],
    },
  ]
}
