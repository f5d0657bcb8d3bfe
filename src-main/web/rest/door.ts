import { createServer, type Server } from 'node:http'
import type { ReportFault } from '../../bridge-faults'
import type { Core } from '../../core'
import { ownNames } from '../own-names'
import { createRest, type Rest } from './rest'

const host = '127.0.0.1'

/** The REST interface alone, on loopback: for the desktop app, which has no other listener for this machine. */
export function restDoor({ core, port, report }: { core: Pick<Core, 'router' | 'access'>; port: number; report: ReportFault }) {
  let open: { server: Server; rest: Rest } | null = null
  return {
    port,
    /** Null: the port is taken, or may not be opened. */
    async open(): Promise<{ url: string } | null> {
      const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 })
      const used = await new Promise<number | null>((resolve) => {
        server.once('error', () => resolve(null))
        server.listen(port, host, () => {
          const address = server.address()
          resolve(typeof address === 'object' && address !== null ? address.port : port)
        })
      })
      if (used === null) return null
      const rest = createRest({ ...core, names: ownNames({ host, port: used }), report })
      server.on('request', rest.handle)
      open = { server, rest }
      return { url: `http://${host}:${used}/api` }
    },
    async close(): Promise<void> {
      if (open === null) return
      const { server, rest } = open
      open = null
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      rest.close()
      server.closeAllConnections()
      await closed
    },
  }
}
