/**
 * What the shell imports from `electron`, played by Node: the app's process is real, its windows are pages of a Chromium
 * that the test drives. Only what the shell uses is here; anything else is `undefined` and fails loudly.
 */
export { app } from './app-process.ts'
export { BrowserWindow } from './browser-window.ts'
export { dialog, Menu, nativeTheme, Notification, screen, shell, Tray } from './desk-parts.ts'
export { ipcMain, MessageChannelMain } from './message-ports.ts'
export { safeStorage } from './safe-storage.ts'
export { protocol, session } from './session.ts'
