import { RPCLink } from '@orpc/client/message-port'
import type { Connection, Transport } from './link'

/**
 * Desktop: the preload answers a request with a window message that carries one port. A port that does not come
 * within the deadline counts as a failed attempt; the link tries again.
 */
export function messagePortTransport(deadlineMs = 5_000): Transport {
  return (signal) =>
    new Promise<Connection>((resolve, reject) => {
      const listening = new AbortController()
      const finish = (settle: () => void) => {
        listening.abort()
        clearTimeout(timer)
        settle()
      }
      const timer = setTimeout(() => finish(() => reject(new Error('The preload sent no port in time'))), deadlineMs)
      signal.addEventListener('abort', () => finish(() => reject(new Error('closed'))), { signal: listening.signal })
      window.addEventListener(
        'message',
        (event) => {
          const port = event.ports[0]
          if (event.source !== window || event.data?.type !== 'plugboard:port' || !port) return
          finish(() => resolve(overPort(port)))
        },
        { signal: listening.signal },
      )
      window.postMessage({ type: 'plugboard:request-port' }, location.origin)
    })
}

function overPort(port: MessagePort): Connection {
  const link = new RPCLink({ port })
  const closed = new Promise<void>((resolve) => port.addEventListener('close', () => resolve(), { once: true }))
  port.start()
  return { link, closed, close: () => port.close() }
}
