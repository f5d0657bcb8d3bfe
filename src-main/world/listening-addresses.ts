import { networkInterfaces } from 'node:os'
import { isIP, isIPv6 } from 'node:net'
import type { AppInfo } from '#contract/read-models'

interface Listening {
  host: string
  port: number
}

type Address = AppInfo['stationAddresses'][number]

/** Every address that a charger can dial, one per network interface and listener; loopback last. */
export function listeningAddresses(listeners: { plain: Listening; tls: (Listening & { names: readonly string[] }) | null }): Address[] {
  const plain = hostAddresses(listeners.plain.host).map((entry) => urlOf('ws', listeners.plain.port, entry, false))
  const { tls } = listeners
  const secure = tls ? hostAddresses(tls.host).map((entry) => urlOf('wss', tls.port, entry, true)) : []
  // What a charger has to dial so that it accepts the certificate; most refuse a bare address (quirk C13).
  const named = (tls?.names ?? []).flatMap((name) =>
    isIP(name) || name.startsWith('*') ? [] : [urlOf('wss', tls?.port ?? 0, { address: name, interface: name }, true)])
  return [...plain, ...named, ...secure]
}

interface Entry {
  address: string
  interface: string
}

function urlOf(scheme: string, port: number, entry: Entry, secure: boolean): Address {
  const host = isIPv6(entry.address) ? `[${entry.address}]` : entry.address
  return { url: `${scheme}://${host}:${port}/<identity>`, interface: entry.interface, secure }
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
