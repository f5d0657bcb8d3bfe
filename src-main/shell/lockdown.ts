import { app, session, type WebContents } from 'electron'
import type { PageAddress } from './page-address'

interface Lock {
  address: PageAddress
  /** The page asked for a window on one of our own routes. */
  onOpen: (asked: { route: string; alone: boolean; size: { width: number; height: number } | null }) => void
}

/**
 * Nothing but our own page is ever shown or asked: no other origin, no webview, no permission, no foreign request. What
 * a page wants beyond its port it does not get, even if hostile text from a charger should come to run in it.
 */
export function lockDown({ address, onOpen }: Lock): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(isHarmless(permission)))
  defaultSession.setPermissionCheckHandler((_contents, permission) => isHarmless(permission))
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  defaultSession.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayRequest(details.url, address) }))
  app.on('web-contents-created', (_event, contents) => lockContents(contents, { address, onOpen }))
}

function lockContents(contents: WebContents, { address, onOpen }: Lock): void {
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || address.routeOf(event.url) === null) event.preventDefault()
  })
  // A second fence for the main frame, should the event above ever change.
  contents.on('will-navigate', (event) => {
    if (address.routeOf(event.url) === null) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url, features }) => {
    const asked = address.routeOf(url)
    // After the answer: the handler must not create windows while it is asked.
    if (asked !== null) setImmediate(() => onOpen({ ...asked, size: sizeIn(features) }))
    return { action: 'deny' }
  })
}

/** Copying text to the clipboard, which a page can do without a permission elsewhere too. */
function isHarmless(permission: string): boolean {
  return permission === 'clipboard-sanitized-write'
}

function mayRequest(url: string, address: PageAddress): boolean {
  if (address.isOwn(url) || /^(blob|data|devtools):/.test(url)) return true
  // The dev server speaks over a WebSocket on its own address.
  return url.startsWith('ws:') && address.isOwn(url.replace(/^ws:/, 'http:'))
}

/** The size in `window.open`'s features, e.g. "popup,width=900,height=600". */
function sizeIn(features: string): { width: number; height: number } | null {
  const side = (name: string) => Number(new RegExp(`(?:^|[\\s,])${name}=(\\d+)`).exec(features)?.[1])
  const width = side('width')
  const height = side('height')
  const isUsable = (pixels: number) => pixels >= 200 && pixels <= 10_000
  return isUsable(width) && isUsable(height) ? { width, height } : null
}
