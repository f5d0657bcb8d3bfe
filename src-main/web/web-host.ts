import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { isIPv6, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import sirv from 'sirv'
import type { ReportFault } from '../bridge-faults'
import type { Core } from '../core'
import { StartError } from '../start-options'
import { openBridge } from './bridge'
import { httpHandler } from './http-handler'
import { ownNames } from './own-names'
import { createRest } from './rest/rest'
import { createSignIn } from './sign-in'

export interface WebHostOptions {
  router: Core['router']
  access: Core['access']
  host: string
  /** Port 0 picks a free one. */
  port: number
  /** The built renderer. */
  rendererDirectory: string
  /** Told the new address with its token whenever one was used. */
  onNewAddress: (address: string) => void
  report: ReportFault
}

export interface WebHost {
  port: number
  /** The address with the current one-time token. */
  address(): string
  /** Tells every tab with 1001 and frees the port. */
  close(): Promise<void>
}

/** Serves the windows to browsers on this machine. @throws StartError when the port or the build cannot be used. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { router, access, host, rendererDirectory, onNewAddress, report } = options
  if (!existsSync(join(rendererDirectory, 'index.html'))) {
    throw new StartError(`The windows are not built: ${rendererDirectory} has no index.html. Run npm start or npm run build.`)
  }
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 })
  const port = await listen(server, { host, port: options.port })
  const origin = `http://${isIPv6(host) ? `[${host}]` : host}:${port}`
  const names = ownNames({ host, port })
  const addressWith = (token: string) => `${origin}/?token=${token}`
  const signIn = createSignIn({ port, browsers: access.browsers, onRenewed: (token) => onNewAddress(addressWith(token)) })
  const files = sirv(rendererDirectory, { etag: true, single: true, setHeaders: cacheByName })
  const rest = createRest({ router, access, names, report })
  server.on('request', httpHandler({ names, signIn, rest: rest.handle, files }))
  const bridge = openBridge({ server, router, names, signIn, report })
  access.browsers.onSignedOut(bridge.signOut)
  access.rest.servedAt(`${origin}/api`)
  return {
    port,
    address: () => addressWith(signIn.token()),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      bridge.close()
      rest.close()
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), 500).unref()
      await closed
    },
  }
}

/** Built files carry a hash of their content in their name, the page that names them does not. */
function cacheByName(response: { setHeader(name: string, value: string): void }, path: string): void {
  response.setHeader('Cache-Control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(asStartError(error, { host, port })))
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

function asStartError(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): Error {
  const where = `Port ${port} on ${host}`
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(`${where} is in use by another program. Stop it, or choose another port with --web-port.`)
    case 'EACCES':
      return new StartError(`${where} is not allowed for this user. Choose a port above 1023 with --web-port.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(`${host} is not an address of this machine. Choose another with --host.`)
    default:
      return error
  }
}
