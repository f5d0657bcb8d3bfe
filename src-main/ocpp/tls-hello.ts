/** What a station says of itself in the first bytes of TLS, readable before anything is negotiated. */
export interface TlsHello {
  serverName: string | null
  /** Newest first: "TLS 1.3". */
  offered: string[]
}

const recordHandshake = 0x16
const clientHello = 0x01
const extensionServerName = 0
const extensionVersions = 43
const names: Record<number, string> = { 0x0300: 'SSL 3.0', 0x0301: 'TLS 1.0', 0x0302: 'TLS 1.1', 0x0303: 'TLS 1.2', 0x0304: 'TLS 1.3' }

export const isTls = (bytes: Buffer): boolean => bytes[0] === recordHandshake && bytes[1] === 0x03

/** As much as the first piece holds; a hello that is cut short tells less, not nothing. Null: no hello. */
export function readHello(bytes: Buffer): TlsHello | null {
  if (!isTls(bytes) || bytes[5] !== clientHello) return null
  const hello = { serverName: null as string | null, versions: [] as number[] }
  try {
    // Record header 5, handshake header 4, then the version of the hello and 32 random bytes.
    const highest = bytes.readUInt16BE(9)
    hello.versions = [highest]
    let at = 11 + 32
    at += 1 + bytes.readUInt8(at)
    at += 2 + bytes.readUInt16BE(at)
    at += 1 + bytes.readUInt8(at)
    const end = Math.min(bytes.length, at + 2 + bytes.readUInt16BE(at))
    for (at += 2; at + 4 <= end; ) {
      const type = bytes.readUInt16BE(at)
      const body = bytes.subarray(at + 4, at + 4 + bytes.readUInt16BE(at + 2))
      at += 4 + bytes.readUInt16BE(at + 2)
      if (type === extensionServerName) hello.serverName = body.subarray(5, 5 + body.readUInt16BE(3)).toString('latin1')
      if (type === extensionVersions) hello.versions = versionsIn(body)
    }
  } catch (error) {
    // Read past the end of the piece.
    if (!(error instanceof RangeError)) throw error
  }
  return { serverName: hello.serverName, offered: hello.versions.flatMap((version) => names[version] ?? []) }
}

/** Values that mean nothing are mixed in on purpose (RFC 8701). */
function versionsIn(body: Buffer): number[] {
  const versions = []
  for (let at = 1; at + 2 <= Math.min(body.length, 1 + body.readUInt8(0)); at += 2) versions.push(body.readUInt16BE(at))
  return versions.sort((a, b) => b - a)
}
