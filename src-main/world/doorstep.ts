import { connect } from 'node:net'
import type { PortState } from '#contract/handshakes'
import type { Doorstep } from '../app/doorstep-ports'
import { hostAddresses } from './listening-addresses'
import { ownerOf } from './port-owner'

const PROBE_MS = 1_000

export interface Door {
  use: PortState['use']
  host: string
  port: number
  /** Known to be open by this program; otherwise it is when it belongs to this process. */
  isOpen: boolean
}

/**
 * Tries the ports from this computer. What it opens for that is no attempt of a charger; `isOwn` tells.
 * A firewall lets a computer talk to itself, so an answer here does not say that a charger gets one.
 */
export function createDoorstep(doors: () => Door[]): Doorstep & { isOwn(address: string, port: number): boolean } {
  const own = new Set<string>()

  function answers(host: string, port: number): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect({ host, port })
      let key: string | null = null
      const end = (isOpen: boolean) => {
        socket.destroy()
        // The other side of the socket closes a moment later, and asks then.
        if (key !== null) setTimeout((done: string) => own.delete(done), 2 * PROBE_MS, key).unref()
        resolve(isOpen)
      }
      socket.setTimeout(PROBE_MS, () => end(false))
      socket.once('error', () => end(false))
      socket.once('connect', () => {
        key = `${(socket.localAddress ?? '').replace(/^::ffff:/, '')} ${socket.localPort}`
        own.add(key)
        end(true)
      })
    })
  }

  async function stateOf({ use, host, port, isOpen }: Door): Promise<PortState> {
    const reachable = await Promise.all(
      hostAddresses(host).map(async (entry) => ({ ...entry, isReachable: await answers(entry.address, port) })),
    )
    const answered = reachable.some(({ isReachable }) => isReachable)
    if (isOpen || !answered) return { use, host, port, state: isOpen ? 'listening' : 'closed', usedBy: null, reachable }
    const owner = await ownerOf(port)
    if (owner?.pid === process.pid) return { use, host, port, state: 'listening', usedBy: null, reachable }
    return { use, host, port, state: 'in-use', usedBy: owner && `${owner.name ?? '?'} (${owner.pid})`, reachable }
  }

  return {
    isOwn: (address, port) => own.has(`${address} ${port}`),
    ports: () => Promise.all(doors().filter(({ port }) => port > 0).map(stateOf)),
  }
}
