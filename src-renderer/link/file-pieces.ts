import { chunkBytes } from '#contract/transfers'
import type { FirmwareFile } from '#contract/transfers'
import type { Client } from './link'

/**
 * Files travel in pieces over the link, the same way on both hosts: no path of this machine is ever named. Neither
 * direction holds up the feeds, for a piece is sent when the one before it was taken.
 */

export async function uploadFirmware(
  client: Client,
  file: File,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (bytes: number) => void },
): Promise<FirmwareFile> {
  const firmware = await client.firmware.begin({ name: file.name, bytes: file.size })
  try {
    for (let offset = 0; offset < file.size; offset += chunkBytes) {
      signal.throwIfAborted()
      const bytes = new Uint8Array(await file.slice(offset, offset + chunkBytes).arrayBuffer())
      await client.firmware.append({ firmware, offset, data: toBase64(bytes) })
      onProgress(Math.min(file.size, offset + chunkBytes))
    }
    return await client.firmware.finish({ firmware })
  } catch (error) {
    // What is left over is nobody's; without a link the core gives it up by itself.
    await client.firmware.remove({ firmware }).catch(() => undefined)
    throw error
  }
}

export async function downloadReceived(client: Client, file: { transfer: number; file: string }): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for (let offset = 0; ; ) {
    const piece = fromBase64(await client.transfers.chunk({ ...file, offset }))
    if (piece.length === 0) return new Blob(pieces, { type: 'application/octet-stream' })
    pieces.push(piece)
    offset += piece.length
  }
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  // Arguments must fit on the stack.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
