import { contextBridge, ipcRenderer } from 'electron'

/**
 * Hands the page one MessagePort to the core, and nothing else: no call, no file, no event of Electron's own. All that a
 * window may do is in the contract that is spoken over the port. The page asks, the main process checks who asks, and
 * the port travels on by a window message, since a port cannot pass the context bridge.
 */

window.addEventListener('message', (event) => {
  if (event.source !== window || event.origin !== location.origin) return
  if ((event.data as { type?: unknown } | null)?.type === 'plugboard:request-port') ipcRenderer.send('plugboard:connect')
})

ipcRenderer.on('plugboard:port', (event) => {
  window.postMessage({ type: 'plugboard:port' }, location.origin, event.ports)
})

contextBridge.exposeInMainWorld('plugboardDesktop', { platform: process.platform })
