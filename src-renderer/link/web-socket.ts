import { RPCLink } from '@orpc/client/websocket'
import { LinkDenied } from './link'
import type { Connection, Transport } from './link'

/** Headless: signs in with the token of the printed address once, then opens the bridge with the session's cookie. */
export function webSocketTransport(): Transport {
  return async (signal) => {
    await signIn(signal)
    return openBridge()
  }
}

async function signIn(signal: AbortSignal): Promise<void> {
  const address = new URL(location.href)
  const token = address.searchParams.get('token')
  if (token !== null) {
    const response = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
      signal,
    })
    // A used token in a browser that is signed in already (page opened again from its history) is no reason to refuse.
    if (!response.ok && response.status !== 403) throw new Error(`Signing in failed with status ${response.status}`)
    // Out of the address bar, the history and every link: the token is a secret, though it works only once.
    address.searchParams.delete('token')
    history.replaceState(history.state, '', address)
    if (response.ok) return
  }
  const session = await fetch('/session', { signal })
  if (session.status === 401) throw new LinkDenied()
  if (!session.ok) throw new Error(`The session could not be checked, status ${session.status}`)
}

function openBridge(): Promise<Connection> {
  const websocket = new WebSocket(new URL('/bridge', location.href))
  websocket.binaryType = 'arraybuffer'
  const link = new RPCLink({ websocket })
  return new Promise((resolve, reject) => {
    const closed = new Promise<void>((settle) =>
      websocket.addEventListener('close', () => {
        reject(new Error('The bridge did not open'))
        settle()
      }, { once: true }))
    websocket.addEventListener('open', () => resolve({ link, closed, close: () => websocket.close() }), { once: true })
  })
}
