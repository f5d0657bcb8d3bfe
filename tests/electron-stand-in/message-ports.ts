import { EventEmitter } from 'node:events'
import { answering, tell } from './app-wire.ts'

export const ipcMain = new EventEmitter()

const moved = new Map<number, MessagePortMain>()
let lastId = 0

/** A port of the app. Messages wait until `start`; the end of either side ends both. */
export class MessagePortMain extends EventEmitter {
  partner: MessagePortMain | null = null
  #remote: { window: number; id: number } | null = null
  #waiting: unknown[] | null = []
  #isClosed = false

  start(): void {
    const waiting = this.#waiting ?? []
    this.#waiting = null
    for (const data of waiting) this.emit('message', { data, ports: [] })
  }

  postMessage(data: unknown): void {
    if (this.#isClosed) return
    this.partner?.deliver(structuredClone(data))
  }

  close(): void {
    if (this.#isClosed) return
    this.#end()
    this.partner?.partnerClosed()
  }

  /** Hands this end over to a page; what its partner sends goes there from now on. */
  moveTo(window: number): number {
    const id = ++lastId
    this.#remote = { window, id }
    moved.set(id, this)
    return id
  }

  fromPage(data: unknown): void {
    this.partner?.deliver(data)
  }

  /** The page's end is gone: closed, navigated away, or its window was closed. */
  lost(): void {
    this.#end()
    this.partner?.partnerClosed()
  }

  protected deliver(data: unknown): void {
    if (this.#isClosed) return
    if (this.#remote) tell({ tell: 'portData', window: this.#remote.window, port: this.#remote.id, data: carried(data) })
    else if (this.#waiting) this.#waiting.push(data)
    else this.emit('message', { data, ports: [] })
  }

  protected partnerClosed(): void {
    if (this.#isClosed) return
    if (this.#remote) tell({ tell: 'closePort', window: this.#remote.window, port: this.#remote.id })
    this.#end()
  }

  #end(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    if (this.#remote) moved.delete(this.#remote.id)
    this.emit('close')
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain()
  readonly port2 = new MessagePortMain()

  constructor() {
    this.port1.partner = this.port2
    this.port2.partner = this.port1
  }
}

/** oRPC sends text, and bytes where a value holds a blob. */
function carried(data: unknown): string | Uint8Array {
  if (typeof data === 'string') return data
  if (data instanceof Uint8Array) return data
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  throw new Error(`the stand-in's ports carry text and bytes, not ${typeof data}`)
}

answering('portData', ({ port, data }) => {
  moved.get(port)?.fromPage(data)
  return null
})
answering('portClosed', ({ port }) => {
  moved.get(port)?.lost()
  return null
})
