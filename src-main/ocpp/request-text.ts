import type { IncomingMessage } from 'node:http'

const longest = 8 * 1024
const secret = new Set(['authorization', 'proxy-authorization', 'cookie'])

/** A request as received, for the handshake log: what proves something is left out of headers and query. */
export function requestText({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  const lines = [`${method ?? ''} ${withoutSecrets(url ?? '')} HTTP/${httpVersion}`]
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    const value = rawHeaders[at + 1] ?? ''
    lines.push(`${name}: ${secret.has(name.toLowerCase()) ? hidden(value) : value}`)
  }
  return lines.join('\n').slice(0, longest)
}

/** A request target without the values of its query and without user and password in front of a host. */
export function withoutSecrets(target: string): string {
  return target
    .replace(/([?&][^=&#]*=)[^&#]*/g, '$1[removed]')
    .replace(/(:\/\/)[^/?#@]*@/g, '$1[removed]@')
    .slice(0, 1024)
}

function hidden(value: string): string {
  const scheme = /^\s*(\w+)\s+\S/.exec(value)?.[1]
  return scheme === undefined ? '[removed]' : `${scheme} [removed]`
}
