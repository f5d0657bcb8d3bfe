import { createORPCClient } from '@orpc/client'
import { messagePortTransport } from '../../../src-renderer/link/message-port'

/** A page with the renderer's own transport and nothing around it: the spec drives `client` from outside. */
globalThis.connect = async () => {
  const connection = await messagePortTransport()(new AbortController().signal)
  connection.closed.then(() => (globalThis.isClosed = true))
  globalThis.connection = connection
  globalThis.client = createORPCClient(connection.link)
}
