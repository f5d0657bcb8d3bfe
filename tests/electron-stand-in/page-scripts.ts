/**
 * What runs in a page before everything else: in the preload's own world a `require('electron')` for the built preload,
 * and in the page's world the receiving end of the context bridge. As in Electron the two worlds share the document
 * and its events, and no object.
 */

export const preloadWorld = 'electron-preload'
export const bindingName = '__tellStage'
const exposeEvent = 'electron-stand-in:expose'

/** For the page's world: takes plain data, which is all that crosses without a wrapper for functions. */
export const pageWorldScript = `
if (window === window.top) {
  window.addEventListener(${JSON.stringify(exposeEvent)}, (event) => {
    event.stopImmediatePropagation()
    const { name, value } = JSON.parse(event.detail)
    Object.defineProperty(window, name, { value: Object.freeze(value), enumerable: true })
  })
}`

export function preloadScript({ source, platform }: { source: string; platform: string }): string {
  return `
if (window === window.top) {
  const tell = (message) => ${bindingName}(JSON.stringify(message))
  const listeners = new Map()
  const ports = new Map()
  const encode = (data) => {
    if (typeof data === 'string') return { text: data }
    const bytes = new Uint8Array(data.buffer ?? data)
    return { base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) }
  }
  const decode = ({ text, base64 }) => text ?? Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

  const ipcRenderer = {
    send: (channel, ...args) => tell({ kind: 'ipc', channel, args }),
    on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
  }
  const contextBridge = {
    exposeInMainWorld(name, value) {
      const json = JSON.stringify(value, (_key, part) => {
        if (typeof part === 'function') throw new Error('the stand-in exposes plain data only')
        return part
      })
      const detail = JSON.stringify({ name, value: JSON.parse(json) })
      window.dispatchEvent(new CustomEvent(${JSON.stringify(exposeEvent)}, { detail }))
    },
  }

  globalThis.__deliver = {
    port({ channel, message, port }) {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = ({ data }) => tell({ kind: 'data', port, ...encode(data) })
      port1.addEventListener('close', () => tell({ kind: 'closed', port }))
      ports.set(port, port1)
      for (const listener of listeners.get(channel) ?? []) listener({ ports: [port2], sender: ipcRenderer }, message)
    },
    data: ({ port, ...data }) => ports.get(port)?.postMessage(decode(data)),
    close({ port }) {
      ports.get(port)?.close()
      ports.delete(port)
    },
  }

  const require = (name) => {
    if (name === 'electron' || name === 'electron/renderer') return { ipcRenderer, contextBridge }
    throw new Error('a sandboxed preload cannot require ' + name)
  }
  const module = { exports: {} }
  const process = { platform: ${JSON.stringify(platform)} }
  ;((require, module, exports, process) => {
${source}
  })(require, module, module.exports, process)
}`
}

/** What the preload's world tells the stage. */
export type PageTidings =
  | { kind: 'ipc'; channel: string; args: unknown[] }
  | ({ kind: 'data'; port: number } & EncodedData)
  | { kind: 'closed'; port: number }

export interface EncodedData {
  text?: string
  base64?: string
}

export function encodeData(data: string | Uint8Array): EncodedData {
  return typeof data === 'string' ? { text: data } : { base64: Buffer.from(data).toString('base64') }
}

export function decodeData({ text, base64 = '' }: EncodedData): string | Uint8Array {
  return text ?? new Uint8Array(Buffer.from(base64, 'base64'))
}
