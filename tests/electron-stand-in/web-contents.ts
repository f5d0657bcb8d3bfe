import { EventEmitter } from 'node:events'
import { StoppableEvent } from './app-process.ts'
import { tell } from './app-wire.ts'
import { ipcMain, type MessagePortMain } from './message-ports.ts'
import type { FrameInfo } from './wire.ts'

type OpenHandler = (details: { url: string; features: string; frameName: string; disposition: string }) => { action: 'allow' | 'deny' }

/** The page of a window, seen from the app. */
export class WebContents extends EventEmitter {
  readonly id: number
  url = ''
  #openHandler: OpenHandler = () => ({ action: 'allow' })
  #ports = new Set<MessagePortMain>()

  constructor(id: number) {
    super()
    this.id = id
  }

  getURL(): string {
    return this.url
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  /** The port leaves this process: its other end now talks to the page. */
  postMessage(channel: string, message: unknown, transfer: MessagePortMain[] = []): void {
    const [port] = transfer
    if (!port || transfer.length > 1) throw new Error('the stand-in carries messages with exactly one port')
    const id = port.moveTo(this.id)
    this.#ports.add(port)
    tell({ tell: 'openPort', window: this.id, port: id, channel, message })
  }

  reload(): void {
    tell({ tell: 'reload', window: this.id })
  }

  receive({ frame, channel, args }: { frame: FrameInfo; channel: string; args: unknown[] }): void {
    const main = { url: this.url, parent: null }
    const senderFrame = frame.isMainFrame ? { url: frame.url, parent: null } : { url: frame.url, parent: main }
    ipcMain.emit(channel, { sender: this, senderFrame, ports: [] }, ...args)
  }

  mayNavigate(url: string, isMainFrame: boolean): boolean {
    const event = Object.assign(new StoppableEvent(), { url, isMainFrame, isSameDocument: false })
    this.emit('will-frame-navigate', event)
    if (isMainFrame && !event.defaultPrevented) this.emit('will-navigate', event)
    return !event.defaultPrevented
  }

  askToOpen(url: string, features: string): 'allow' | 'deny' {
    return this.#openHandler({ url, features, frameName: '', disposition: 'new-window' }).action
  }

  navigatedInPage(url: string): void {
    this.url = url
    this.emit('did-navigate-in-page', new StoppableEvent(), url, true)
  }

  /** The window is gone, and with it the ends of its ports. */
  leave(): void {
    for (const port of this.#ports) port.lost()
  }
}
