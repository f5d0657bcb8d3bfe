import { isUtf8 } from 'node:buffer'
import { WebSocket } from 'ws'
import { type BackPressure, backPressure } from './back-pressure'
import type { Finding } from './frame-repair'

/** What passes between the wire and ocpp-rpc, in both directions. */
export interface SocketTap {
  /** A frame from the station. Returns what ocpp-rpc shall see of it; null: nothing. */
  receive(text: string, findings: Finding[]): string | null
  /** A frame of ocpp-rpc. Returns what goes over the wire. */
  transmit(text: string): string[]
}

/**
 * The WebSocket that ocpp-rpc works on. It shows every frame to the tap before ocpp-rpc sees it, and every frame of
 * ocpp-rpc before the station does: ocpp-rpc rejects the frame kinds 5 and 6 and ids that are no text, and answers
 * broken JSON with the id -1.
 */
export class StationSocket extends WebSocket {
  /** Null: this handshake was finished only to be closed; what still comes is nobody's. */
  tap: SocketTap | null = null

  readonly #pressure: BackPressure = backPressure(this)
  readonly #sent = (): void => this.#pressure.sent()

  // The signature is that of the event emitter, whose arguments are untyped.
  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event === 'close') this.#pressure.stop()
    if (event !== 'message') return super.emit(event, ...args)
    // Frames that came right behind the handshake are here before ocpp-rpc listens, which it does on the next tick.
    if (this.listenerCount('message') === 0) {
      setImmediate(() => this.emit(event, ...args))
      return true
    }
    if (this.tap === null) return false
    const { text, findings } = textOf(args[0] as Buffer)
    const startAt = performance.now()
    const passed = this.tap.receive(text, findings)
    this.#pressure.received(text.length, performance.now() - startAt)
    return passed === null ? false : super.emit('message', passed, false)
  }

  // ocpp-rpc sends text and nothing else, and waits for no callback.
  override send(data: unknown): void {
    if (this.tap === null || this.readyState !== WebSocket.OPEN) return
    for (const text of this.tap.transmit(String(data))) this.#write(text)
  }

  /** Past ocpp-rpc and the tap. */
  sendText(text: string): void {
    if (this.readyState === WebSocket.OPEN) this.#write(text)
  }

  #write(text: string): void {
    super.send(text, this.#sent)
    this.#sent()
  }
}

/** Text may come in binary frames, and not all of it is UTF-8: neither is a reason to drop a station. */
function textOf(data: Buffer): { text: string; findings: Finding[] } {
  if (isUtf8(data)) return { text: data.toString('utf8'), findings: [] }
  return { text: data.toString('latin1'), findings: [{ code: 'F02', detail: 'not UTF-8, read as Latin-1' }] }
}
