import { answering } from './app-wire.ts'

type Handler = (request: Request) => Response | Promise<Response>
type Check = (contents: null, permission: string, origin: string, details: object) => boolean
type Ask = (contents: null, permission: string, answer: (isGranted: boolean) => void, details: object) => void
type BeforeRequest = (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void

const handlers = new Map<string, Handler>()
const privileged = new Set<string>()

export const protocol = {
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: { standard?: boolean } }[]): void {
    for (const { scheme, privileges } of schemes) if (privileges.standard) privileged.add(scheme)
  },
  handle(scheme: string, handler: Handler): void {
    handlers.set(scheme, handler)
  },
}

// As in Electron: whatever is not decided by a handler is granted.
let check: Check = () => true
let request: Ask = (_contents, _permission, answer) => answer(true)
let beforeRequest: BeforeRequest = (_details, answer) => answer({})

export const session = {
  defaultSession: {
    setPermissionCheckHandler: (handler: Check) => (check = handler),
    setPermissionRequestHandler: (handler: Ask) => (request = handler),
    setDevicePermissionHandler(): void {},
    setDisplayMediaRequestHandler(): void {},
    webRequest: { onBeforeRequest: (handler: BeforeRequest) => (beforeRequest = handler) },
  },
}

answering('permission', ({ permission, way }) => {
  if (way === 'check') return check(null, permission, 'app://plugboard', {})
  return new Promise((resolve) => request(null, permission, resolve, {}))
})

answering(
  'mayRequest',
  ({ url }) => new Promise((resolve) => beforeRequest({ url }, ({ cancel }) => resolve(cancel !== true))),
)

answering('protocol', async ({ url, method }) => {
  const scheme = new URL(url).protocol.slice(0, -1)
  const handler = handlers.get(scheme)
  // Only a standard scheme has an origin, and with it storage, modules and a same-origin rule.
  if (!handler || !privileged.has(scheme)) return null
  const response = await handler(new Request(url, { method }))
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  }
})
