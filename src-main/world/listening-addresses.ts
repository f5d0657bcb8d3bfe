import { networkInterfaces } from 'node:os'
import { isIP, isIPv6 } from 'node:net'
import type { ListenerKind } from '#contract/security'
import type { AppInfo } from '#contract/read-models'

interface Listening {
  kind: ListenerKind
  port: number
}

type Address = AppInfo['stationAddresses'][number]

/** Every address that a charger can dial, one per network interface and listener; loopback last. */
export function listeningAddresses(host: string, listeners: readonly Listening[], names: readonly string[]): Address[] {
  return listeners.flatMap((listener) => {
    // What a charger has to dial so that it accepts the certificate; most refuse a bare address (quirk C13).
    const dialled = listener.kind === 'plain' ? [] : names.filter((name) => isIP(name) === 0 && !name.startsWith('*') && name !== 'localhost')
    const named = dialled.map((name) => ({ address: name, interface: name }))
    return [...named, ...hostAddresses(host)].map((entry) => addressOf(listener, entry))
  })
}

interface Entry {
  address: string
  interface: string
}

function addressOf({ kind, port }: Listening, entry: Entry): Address {
  const secure = kind !== 'plain'
  const host = isIPv6(entry.address) ? `[${entry.address}]` : entry.address
  return { url: `${secure ? 'wss' : 'ws'}://${host}:${port}/<identity>`, interface: entry.interface, secure, listener: kind }
}

/** Of the interfaces that a listener on this host serves, loopback last. */
export function hostAddresses(host: string): Entry[] {
  if (host !== '0.0.0.0' && host !== '::') return [{ address: host, interface: host }]
  const entries = Object.entries(networkInterfaces()).flatMap(([name, infos = []]) =>
    infos
      // Link-local IPv6 needs a zone that no charger lets one enter.
      .filter((info) => (info.family === 'IPv4' || host === '::') && !info.address.startsWith('fe80'))
      .map((info) => ({ address: info.address, interface: name, isLoopback: info.internal })),
  )
  return entries
    .sort((a, b) => Number(a.isLoopback) - Number(b.isLoopback))
    .map(({ address, interface: name }) => ({ address, interface: name }))
}
