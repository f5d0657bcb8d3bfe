import { isIPv6 } from 'node:net'

/** Is a `Host` header, and an `Origin` header, one of ours? */
export interface OwnNames {
  isHost(header: string | undefined): boolean
  isOrigin(header: string | undefined): boolean
}

/**
 * A browser that was led here by a foreign name (DNS rebinding) tells that name in `Host`, and a foreign page tells
 * itself in `Origin`. The names of the loopback interface cannot be rebound, so they and the port are all we answer to.
 */
export function ownNames({ host, port }: { host: string; port: number }): OwnNames {
  const names = new Set(['127.0.0.1', 'localhost', '[::1]', isIPv6(host) ? `[${host}]` : host])
  const hosts = new Set([...names].flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])))
  const origins = new Set([...hosts].map((name) => new URL(`http://${name}`).origin))
  return {
    isHost: (header) => header !== undefined && hosts.has(header.toLowerCase()),
    isOrigin: (header) => header !== undefined && origins.has(header.toLowerCase()),
  }
}
