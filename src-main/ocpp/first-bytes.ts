import { identityOf } from './station-url'
import { withoutSecrets } from './request-text'

/** Enough of a request to know whom it was meant for. */
export interface FirstRequest {
  path: string
  identity: string | null
}

export const isRequest = (bytes: Buffer): boolean => /^[A-Z]{3,8} [^ ]/.test(bytes.subarray(0, 16).toString('latin1'))

/** A request that came where none was expected; null: there is none. */
export function readRequestLine(bytes: Buffer): FirstRequest | null {
  const target = /^[A-Z]{3,8} (\S+)/.exec(bytes.subarray(0, 2048).toString('latin1'))?.[1]
  return target === undefined ? null : { path: withoutSecrets(target), identity: identityOf(target) }
}

/** The bytes as text, what cannot be read as dots. */
export function readable(bytes: Buffer): string {
  return bytes.subarray(0, 64).toString('latin1').replace(/[^\x20-\x7e]/g, '.')
}

/** What speaks like that, where it is known; chargers do not, so it is a hint at another program. */
export function speakerOf(bytes: Buffer): string | null {
  const text = bytes.subarray(0, 24).toString('latin1')
  if (text.startsWith('SSH-')) return 'SSH'
  if (text.startsWith('PRI * HTTP/2')) return 'HTTP/2'
  if (text.startsWith('PROXY ') || bytes.subarray(0, 12).equals(proxySignature)) return 'the PROXY protocol of a load balancer'
  if (bytes[0] === 0x03 && bytes[1] === 0x00) return 'Remote Desktop'
  if (/^\[\s*[2-4]\s*,/.test(text)) return 'OCPP without WebSocket'
  return null
}

const proxySignature = Buffer.from('0d0a0d0a000d0a515549540a', 'hex')
