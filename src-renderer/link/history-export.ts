import type { SessionExportRequest } from '#contract/session-export'
import type { HistoryFilter } from '#contract/session-history'
import type { Client } from './link'

/** Every session of a filter as a file; in pieces, so that it can be watched and left. @throws AbortError */
export async function exportSessions(
  client: Client,
  request: { filter: HistoryFilter; file: Partial<SessionExportRequest> },
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: { done: number; total: number }) => void },
): Promise<Blob> {
  const pieces: Blob[] = []
  for await (const { data, encoding, done, total } of await client.sessions.export(request, { signal })) {
    signal.throwIfAborted()
    // A blob may lie on the disk of the browser; a text would stay in memory.
    pieces.push(new Blob([encoding === 'text' ? data : Uint8Array.from(atob(data), (one) => one.charCodeAt(0))]))
    onProgress({ done, total })
  }
  return new Blob(pieces)
}
