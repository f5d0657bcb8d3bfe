import { createRPCError, RPCClient } from 'ocpp-rpc'
import type { Payload } from './wire'

export interface LinkOptions {
  url: string
  identity: string
  subprotocol: string
  password: string | null
  callTimeoutMs: number
  onFrame: (direction: 'in' | 'out', text: string) => void
  /** Answers a CALL. @throws refusal */
  onCall: (action: string, payload: Payload) => Payload
  /** The socket is gone; called once for each successful `open`, whoever ended it. */
  onClosed: (close: { code: number; reason: string }) => void
}

/** A peer that does not answer the close, or a pending CALL, is left alone after this. */
const closeTimeoutMs = 2_000

/** A CALLERROR to answer with. */
export function refusal(code: 'NotImplemented' | 'NotSupported', message: string): Error {
  // Typed as a record, but it is an Error.
  return createRPCError(code, message, {}) as unknown as Error
}

/** The answer was a CALLERROR: asking again will not help the way it does after a lost connection. */
export function isCallError(error: unknown): error is Error {
  // By its mark: Node finds no named export for the error classes in the CommonJS of ocpp-rpc.
  return error instanceof Error && 'rpcErrorCode' in error
}

/** The one socket of ocpp-rpc's client is protected; two faults need it. */
class Client extends RPCClient {
  cut(): void {
    this._ws?.terminate()
  }

  /** No frame goes out or comes in any more, and the peer is not told. */
  freeze(): void {
    this._ws?.pause()
  }
}

/**
 * One connection of a station: ocpp-rpc's client without its own reconnecting, so that a story decides when the
 * network is there. A link is used once.
 */
export class StationLink {
  readonly #client: Client
  readonly #options: LinkOptions
  readonly #waiting = new Set<(cause: Error) => void>()
  #open = false
  #closing = false

  constructor(options: LinkOptions) {
    this.#options = options
    this.#client = new Client({
      endpoint: options.url.replace(/\/+$/, ''),
      identity: options.identity,
      protocols: [options.subprotocol],
      password: options.password,
      callTimeoutMs: options.callTimeoutMs,
      wsOpts: { handshakeTimeout: 10_000 },
      // The central system pings.
      pingIntervalMs: 0,
      reconnect: false,
      // The typings ask for every option; the others keep their defaults.
    } as ConstructorParameters<typeof RPCClient>[0])
    this.#client.on('message', ({ message, outbound }: { message: string; outbound: boolean }) =>
      options.onFrame(outbound ? 'out' : 'in', message),
    )
    this.#client.handle(async ({ method, params }) => options.onCall(String(method), params ?? {}))
    this.#client.on('disconnect', ({ code, reason }: { code: number; reason: string }) =>
      this.#ended(code, reason),
    )
  }

  get isOpen(): boolean {
    return this.#open && !this.#closing
  }

  /** @throws when the handshake fails; `code` holds the HTTP status if there was one */
  async open(): Promise<void> {
    await this.#client.connect()
    this.#open = true
  }

  /** @throws a CALLERROR (`isCallError`), or any other error when no answer came */
  call(action: string, payload: Payload): Promise<Payload> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject)
      this.#client
        .call(action, payload)
        // An answer is an object by the schema of every action.
        .then((answer) => resolve(answer as Payload), reject)
        .finally(() => this.#waiting.delete(reject))
    })
  }

  sendRaw(text: string): void {
    this.#client.sendRaw(text)
  }

  /** Waits for pending answers and for the close of the peer, for a moment. */
  async close(code = 1000, reason = ''): Promise<void> {
    if (!this.#open) return this.cut()
    this.#closing = true
    const deadline = setTimeout(() => this.cut(), closeTimeoutMs)
    await this.#client.close({ code, reason })
    clearTimeout(deadline)
  }

  /** TCP ends without a close frame. */
  cut(): void {
    this.#client.cut()
    this.#ended(1006, 'cut')
  }

  /** The cable to the router is pulled: the peer goes on believing in this socket. */
  freeze(): void {
    this.#client.freeze()
    this.#ended(1006, 'frozen')
  }

  #ended(code: number, reason: string): void {
    if (!this.#open) return
    this.#open = false
    // A frozen socket would keep its callers waiting until the timeout.
    for (const reject of this.#waiting) reject(new Error(`connection lost (${code} ${reason})`))
    this.#options.onClosed({ code, reason })
  }
}
