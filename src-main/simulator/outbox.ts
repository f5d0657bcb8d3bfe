import { setTimeout as delay } from 'node:timers/promises'
import { isCallError } from './station-link'
import type { Message, Payload } from './wire'

export interface OutboxOptions {
  /** @throws a CALLERROR, or a transport error when no answer came */
  send: (action: string, payload: Payload) => Promise<Payload>
  isOnline: () => boolean
  /** How often a lasting message is tried that is answered with a CALLERROR. */
  attempts?: number
  /** Beyond this many waiting messages the oldest expendable ones are left out. */
  capacity?: number
}

interface Entry {
  message: Message
  /** Fixed at the first try: a repetition carries the same payload. */
  payload: Payload | null
  tries: number
  resolve: (answer: Payload | null) => void
  reject: (cause: unknown) => void
}

/**
 * Sends one CALL after the other, in the order in which things happened. What is lasting waits for the network and is
 * sent again until it is answered; everything else is dropped with its connection.
 */
export class Outbox {
  readonly #options: Required<OutboxOptions>
  readonly #entries: Entry[] = []
  #isDelivering = false
  #delivery: Promise<void> = Promise.resolve()
  #answersToLose = 0

  constructor(options: OutboxOptions) {
    this.#options = { attempts: 3, capacity: 2_000, ...options }
  }

  get size(): number {
    return this.#entries.length
  }

  /** The next `count` answers are treated as lost: the CALL is repeated with the same payload. */
  loseAnswers(count: number): void {
    this.#answersToLose += count
  }

  /**
   * Resolves with the answer, or with null when the message waits for the network (lasting) or was dropped.
   * @throws a CALLERROR, or a timeout of a message that does not last
   */
  push(message: Message): Promise<Payload | null> {
    const done = new Promise<Payload | null>((resolve, reject) => {
      this.#entries.push({ message, payload: null, tries: 0, resolve, reject })
    })
    if (!this.#options.isOnline()) this.pause()
    this.#thinOut()
    void this.flush()
    return done
  }

  /** The network is gone: nobody shall wait for it. */
  pause(): void {
    for (let index = this.#entries.length - 1; index >= 0; index--) {
      const entry = this.#entries[index]
      entry?.resolve(null)
      if (entry && !entry.message.lasting) this.#entries.splice(index, 1)
    }
  }

  /** Sends what waits; resolves when nothing waits any more or the network is gone. */
  flush(): Promise<void> {
    if (!this.#isDelivering) this.#delivery = this.#deliverAll()
    return this.#delivery
  }

  async #deliverAll(): Promise<void> {
    this.#isDelivering = true
    try {
      for (let entry = this.#entries[0]; entry && this.#options.isOnline(); entry = this.#entries[0]) {
        await this.#deliver(entry)
      }
    } finally {
      // In the same turn as the last look at the queue: what is pushed after it starts a delivery of its own.
      this.#isDelivering = false
    }
  }

  async #deliver(entry: Entry): Promise<void> {
    const { message } = entry
    entry.payload ??= message.payload()
    entry.tries++
    try {
      const answer = await this.#options.send(message.action, entry.payload)
      if (this.#answersToLose > 0) {
        this.#answersToLose--
        return
      }
      this.#remove(entry)
      message.onAnswer?.(answer)
      entry.resolve(answer)
    } catch (cause) {
      const again = message.lasting && (!isCallError(cause) || entry.tries < this.#options.attempts)
      // A breath, so that a connection that fails at once cannot spin.
      if (again) return void (await delay(20))
      this.#remove(entry)
      entry.reject(cause)
    }
  }

  #remove(entry: Entry): void {
    const index = this.#entries.indexOf(entry)
    if (index >= 0) this.#entries.splice(index, 1)
  }

  #thinOut(): void {
    if (this.#entries.length <= this.#options.capacity) return
    // Never the first one: it may be on the line right now.
    const index = this.#entries.findIndex(({ message }, at) => at > 0 && message.expendable)
    const [dropped] = index > 0 ? this.#entries.splice(index, 1) : []
    dropped?.resolve(null)
  }
}
