import type { TraceFilter } from '#contract/api/trace'
import type { Client } from './link'

export interface ExportProgress {
  frames: number
  /** Receive time of the last message that was looked at. */
  searchedTo: number | null
}

/** Every message of a filter as a file; in pieces, so that it can be watched and left. @throws AbortError */
export async function exportTrace(
  client: Client,
  request: { filter: TraceFilter; format: 'jsonl' | 'csv' },
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: ExportProgress) => void },
): Promise<Blob> {
  const pieces: Blob[] = []
  let frames = 0
  for await (const part of await client.trace.export(request, { signal })) {
    signal.throwIfAborted()
    // A blob may lie on the disk of the browser; a text would stay in memory.
    pieces.push(new Blob([part.text]))
    frames += part.frames
    onProgress({ frames, searchedTo: part.searchedTo })
  }
  return new Blob(pieces, { type: request.format === 'csv' ? 'text/csv' : 'application/x-ndjson' })
}
