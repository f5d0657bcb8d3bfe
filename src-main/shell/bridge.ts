import type { Router } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { BrowserWindow, ipcMain, MessageChannelMain, type IpcMainEvent, type MessagePortMain } from 'electron'
import type { Contract } from '#contract/api'
import { faultsAtTheBridge, type ReportFault } from '../bridge-faults'
import type { PageAddress } from './page-address'

export type ContractRouter = Router<Contract, Record<never, never>>

interface Bridge {
  router: ContractRouter
  address: PageAddress
  isOurs: (window: BrowserWindow | null) => boolean
  report: ReportFault
}

/** Serves the contract over one MessagePort per window, to the main frames of our own page alone. */
export function serveBridge({ router, address, isOurs, report }: Bridge): void {
  const handler = new RPCHandler(router, { clientInterceptors: [faultsAtTheBridge(report)] })
  const ports = new WeakMap<Electron.WebContents, MessagePortMain>()

  ipcMain.on('plugboard:connect', (event) => {
    if (!isOurs(BrowserWindow.fromWebContents(event.sender)) || !isOwnMainFrame(event, address)) {
      report('a frame that is not ours asked for a port', new Error(event.senderFrame?.url ?? 'frame is gone'))
      return
    }
    const { port1, port2 } = new MessageChannelMain()
    // A page that asks again (reload, lost link) gets a new port; the feeds of the old one end here.
    ports.get(event.sender)?.close()
    ports.set(event.sender, port1)
    handler.upgrade(port1)
    port1.start()
    event.sender.postMessage('plugboard:port', null, [port2])
  })
}

/** Who asks is told by Electron, not by the message: a frame within the page, or a page that got away, is refused. */
function isOwnMainFrame(event: IpcMainEvent, address: PageAddress): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && address.isOwn(frame.url)
}
