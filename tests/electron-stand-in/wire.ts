/** What the app's process and the stage (the test, which holds the browser) say to each other. Plain data only. */

export interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

export interface FrameInfo {
  url: string
  isMainFrame: boolean
}

/** Questions of the stage, each answered by the app. */
export interface Questions {
  protocol: { ask: { url: string; method: string }; answer: { status: number; headers: Record<string, string>; body: Uint8Array } | null }
  mayRequest: { ask: { url: string }; answer: boolean }
  mayNavigate: { ask: { window: number; url: string; isMainFrame: boolean }; answer: boolean }
  windowOpen: { ask: { window: number; url: string; features: string }; answer: 'allow' | 'deny' }
  navigatedInPage: { ask: { window: number; url: string }; answer: null }
  ipc: { ask: { window: number; frame: FrameInfo; channel: string; args: unknown[] }; answer: null }
  portData: { ask: { port: number; data: string | Uint8Array }; answer: null }
  portClosed: { ask: { port: number }; answer: null }
  clickMenu: { ask: { labels: string[] }; answer: null }
  menuLabels: { ask: null; answer: MenuEntry[] }
  tray: { ask: null; answer: { toolTip: string; entries: MenuEntry[] } | null }
  clickTray: { ask: { label: string | null }; answer: null }
  notifications: { ask: null; answer: { title: string; body: string }[] }
  clickNotification: { ask: { title: string }; answer: null }
  moveWindow: { ask: { window: number; bounds: Bounds }; answer: null }
  closeWindow: { ask: { window: number }; answer: null }
  permission: { ask: { permission: string; way: 'request' | 'check' }; answer: boolean }
  openExternal: { ask: null; answer: string[] }
  secondInstance: { ask: { argv: string[] }; answer: null }
  quit: { ask: null; answer: null }
}

export interface MenuEntry {
  label: string
  accelerator: string | null
  role: string | null
  entries: MenuEntry[]
}

/** What the app tells the stage; `load` alone is answered, by `loaded`. */
export type Tidings =
  | { tell: 'create'; window: number; bounds: Bounds; preload: string; secure: Record<string, unknown> }
  | { tell: 'load'; window: number; url: string }
  | { tell: 'bounds'; window: number; bounds: Bounds }
  | { tell: 'focus'; window: number }
  | { tell: 'reload'; window: number }
  | { tell: 'destroy'; window: number }
  | { tell: 'openPort'; window: number; port: number; channel: string; message: unknown }
  | { tell: 'portData'; window: number; port: number; data: string | Uint8Array }
  | { tell: 'closePort'; window: number; port: number }
  | { tell: 'errorBox'; title: string; content: string }
  | { tell: 'secondInstance'; pid: number; argv: string[] }
  | { tell: 'answer'; id: number; answer?: unknown; failed?: string }

/** From the stage to the app. */
export type StageMessage =
  | { question: keyof Questions; id: number; ask: unknown }
  | { loaded: number; failed: string | null }
