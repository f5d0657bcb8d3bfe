import { isIPv6 } from 'node:net'

/** The address on which a program on this machine reaches a listener. A listener on every interface is on loopback, too. */
export function dialable({ host, port }: { host: string; port: number }): string {
  if (host === '0.0.0.0') return `ws://127.0.0.1:${port}`
  if (host === '::') return `ws://[::1]:${port}`
  return `ws://${isIPv6(host) ? `[${host}]` : host}:${port}`
}
