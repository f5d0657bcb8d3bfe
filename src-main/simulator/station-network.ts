import { Outbox } from './outbox'
import { StationLink, type LinkOptions } from './station-link'
import type { Message, Payload } from './wire'

export interface RecordedFrame {
  at: number
  direction: 'in' | 'out'
  text: string
}

export interface NetworkOptions extends Omit<LinkOptions, 'onFrame' | 'onClosed'> {
  now: () => number
  /** How many frames are kept, newest last. */
  frameLimit: number
  /** False holds messages back although there is a connection. */
  maySend: () => boolean
  onLost: (close: { code: number; reason: string }) => void
}

/** The way from a station to its central system: one link at a time, the queue in front of it, and its faults. */
export class StationNetwork {
  readonly frames: RecordedFrame[] = []
  callsSent = 0
  readonly #options: NetworkOptions
  readonly #outbox: Outbox
  #link: StationLink | null = null
  /** Links that the peer still believes in. */
  readonly #frozen: StationLink[] = []

  constructor(options: NetworkOptions) {
    this.#options = options
    this.#outbox = new Outbox({
      isOnline: () => this.isOnline,
      send: (action, payload) => this.call(action, payload),
    })
  }

  get isConnected(): boolean {
    return this.#link?.isOpen === true
  }

  get isOnline(): boolean {
    return this.isConnected && this.#options.maySend()
  }

  get queued(): number {
    return this.#outbox.size
  }

  async connect(): Promise<void> {
    if (this.isConnected) return
    const link = new StationLink({
      ...this.#options,
      onFrame: (direction, text) => this.#record(direction, text),
      onClosed: (close) => {
        if (this.#link === link) this.#link = null
        this.#outbox.pause()
        this.#options.onLost(close)
      },
    })
    await link.open()
    this.#link = link
    void this.#outbox.flush()
  }

  drop(frozen: boolean): void {
    const link = this.#link
    if (!link) return
    if (frozen) {
      this.#frozen.push(link)
      link.freeze()
    } else link.cut()
  }

  async close(code: number, reason: string): Promise<void> {
    for (const link of this.#frozen.splice(0)) link.cut()
    await this.#link?.close(code, reason)
  }

  loseAnswers(count: number): void {
    this.#outbox.loseAnswers(count)
  }

  /** In order, and later when there is no connection: null. */
  push(message: Message): Promise<Payload | null> {
    return this.#outbox.push(message)
  }

  flush(): Promise<void> {
    return this.#outbox.flush()
  }

  /** Right now, past the queue. */
  async call(action: string, payload: Payload): Promise<Payload> {
    this.callsSent++
    return this.#linkOrThrow().call(action, payload)
  }

  sendRaw(text: string): void {
    this.#linkOrThrow().sendRaw(text)
  }

  #linkOrThrow(): StationLink {
    if (!this.#link) throw new Error(`${this.#options.identity} is not connected`)
    return this.#link
  }

  #record(direction: 'in' | 'out', text: string): void {
    if (this.#options.frameLimit === 0) return
    this.frames.push({ at: this.#options.now(), direction, text })
    if (this.frames.length > this.#options.frameLimit) this.frames.shift()
  }
}
