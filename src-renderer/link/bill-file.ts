import type { BillFileRequest } from '#contract/bills'
import type { Client } from './link'

/** Bills as a file, in pieces; so that it can be watched and left. @throws AbortError */
export async function takeBillFile(
  client: Client,
  request: Partial<BillFileRequest> & { month: string },
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: { done: number; total: number }) => void },
): Promise<{ name: string; file: Blob }> {
  const pieces: Blob[] = []
  let name = ''
  for await (const part of await client.bills.file(request, { signal })) {
    signal.throwIfAborted()
    name = part.name
    if (part.data !== '') pieces.push(new Blob([Uint8Array.from(atob(part.data), (one) => one.charCodeAt(0))]))
    onProgress(part)
  }
  return { name, file: new Blob(pieces) }
}
