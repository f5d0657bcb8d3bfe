import { createLink } from './link'
import type { Link, Transport } from './link'
import { messagePortTransport } from './message-port'
import { webSocketTransport } from './web-socket'

/** The link over a transport of its own; the page's default is the desktop's port or the headless host's socket. */
export function createContractClient(transport: Transport = pageTransport()): Link {
  return createLink({ transport })
}

function pageTransport(): Transport {
  return 'plugboardDesktop' in window ? messagePortTransport() : webSocketTransport()
}
