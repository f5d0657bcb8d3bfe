import { createRouterClient } from '@orpc/server'
import { app, dialog, Menu, protocol, safeStorage, shell } from 'electron'
import { join } from 'node:path'
import type { ReportFault } from '../bridge-faults'
import { serveBridge, type ContractRouter } from './bridge'
import { DeskFile } from './desk-file'
import { DesktopWindows } from './desktop-windows'
import { followCore } from './follow'
import { lockDown } from './lockdown'
import { menuTemplate } from './menu'
import { Notifier } from './notifier'
import { pageAddress } from './page-address'
import { appScheme, serveRendererFiles } from './renderer-files'
import { TrayIcon } from './tray-icon'
import { wordsFor, wordsLanguage } from './words'

/** The key store of the operating system; without one, secrets are kept in a file of the user alone. */
export interface SecretCipher {
  isAvailable(): boolean
  encrypt(text: string): Buffer
  decrypt(bytes: Buffer): string
}

/** What the desktop needs of a running core. */
export interface ServedCore {
  router: ContractRouter
  close(): Promise<void>
}

export interface DesktopOptions {
  /** The folder that holds `out` and `resources`. */
  root: string
  dataDirectory: string
  /** Makes the folder for Chromium's profile and the window places, within the data directory, and names it. */
  prepareProfile: () => string
  startCore: (cipher: SecretCipher) => Promise<ServedCore>
  /** The sentence for a failure that the user can do something about; null for a bug. */
  sentenceFor: (error: unknown) => string | null
  report: ReportFault
}

/** The core has 4 s to close; after this the process ends in any case. */
const quitDeadlineMs = 5_000

/**
 * Runs the desktop host: one instance per data directory. Must be called before the app is ready, since schemes can be
 * declared only until then.
 */
export function runDesktop(options: DesktopOptions): void {
  app.enableSandbox()
  app.setAppUserModelId('io.plugboard.console')
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
  start(options).catch((error: unknown) => {
    const sentence = options.sentenceFor(error)
    if (sentence === null) options.report('the desktop could not start', error)
    dialog.showErrorBox(wordsFor(app.getLocale()).cannotStart, sentence ?? String(error))
    app.exit(1)
  })
}

async function start(options: DesktopOptions): Promise<void> {
  // Chromium's profile lies within the data directory, and with it the lock: the demo runs beside the real console.
  app.setPath('userData', options.prepareProfile())
  if (!app.requestSingleInstanceLock()) {
    // The first instance comes to the front instead.
    app.exit(0)
    return
  }
  await app.whenReady()
  const core = await options.startCore(keyStore)
  openDesk(core, options)
}

function openDesk(core: ServedCore, { root, dataDirectory, report }: DesktopOptions): void {
  const developing = !app.isPackaged
  const address = pageAddress((developing && process.env.ELECTRON_RENDERER_URL) || null)
  const icons = join(root, 'resources/icons')
  const words = wordsFor(app.getLocale())
  const deskFile = new DeskFile(join(app.getPath('userData'), 'desk.json'), report)
  const windows = new DesktopWindows({
    address,
    preload: join(root, 'out/preload/preload.cjs'),
    icon: join(icons, 'icon.png'),
    deskFile,
    developing,
  })
  const openView = (route: string) => windows.open(route, { alone: true })

  protocol.handle(appScheme, serveRendererFiles(join(root, 'out/renderer')))
  lockDown({ address, onOpen: ({ route, alone, size }) => windows.open(route, { alone, size }) })
  serveBridge({ router: core.router, address, isOurs: (window) => windows.has(window), report })

  const menu = () =>
    menuTemplate({
      words,
      platform: process.platform,
      developing,
      keepInTray: deskFile.desk.keepInTray,
      actions: {
        newWindow: () => windows.open('/'),
        openView,
        setKeepInTray: (keep) => {
          deskFile.desk.keepInTray = keep
          deskFile.changed()
        },
        openDataFolder: () => void shell.openPath(dataDirectory),
      },
    })
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu()))

  const ended = new AbortController()
  const trayImage = process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'
  const tray = new TrayIcon({
    icon: join(icons, trayImage),
    words,
    actions: { show: () => windows.show(), openView, quit: () => app.quit() },
  })
  const notifier = new Notifier({ words, icon: join(icons, 'icon.png'), openView })
  followCore({
    client: createRouterClient(core.router),
    signal: ended.signal,
    onOverview: (overview) => tray.update(overview),
    onAlert: (alert) => notifier.add(alert),
    onNotice: (notice) => notifier.show(notice, wordsLanguage(app.getLocale())),
    report,
  })

  app.on('second-instance', () => windows.show())
  app.on('activate', () => windows.show())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' && !deskFile.desk.keepInTray) app.quit()
  })
  closeBeforeQuit(async () => {
    windows.freeze()
    deskFile.flush()
    ended.abort()
    notifier.close()
    tray.close()
    await core.close()
  }, report)
  windows.restore()
}

const keyStore: SecretCipher = {
  // On Linux without a key ring, Chromium would only obfuscate with a password that everybody knows.
  isAvailable: () => safeStorage.isEncryptionAvailable() && (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  encrypt: (text) => safeStorage.encryptString(text),
  decrypt: (bytes) => safeStorage.decryptString(bytes),
}

/** Holds the quit back until everything is closed, within the deadline, and then leaves for good. */
function closeBeforeQuit(close: () => Promise<void>, report: ReportFault): void {
  let closing = false
  app.on('before-quit', (event) => {
    event.preventDefault()
    if (closing) return
    closing = true
    setTimeout(() => {
      report('the core did not close in time', new Error(`waited ${quitDeadlineMs} ms`))
      app.exit(1)
    }, quitDeadlineMs)
    close().then(
      () => app.exit(0),
      (error: unknown) => {
        report('the core could not be closed', error)
        app.exit(1)
      },
    )
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit())
}
