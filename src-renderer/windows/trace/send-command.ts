import type { TraceLine } from '#contract/trace'

/** A call of ours as the command line sends it again; null: it is none, or cannot be read. */
export function sendCommand(line: TraceLine, text: string): string | null {
  if (line.direction !== 'out' || line.kind !== 'call' || line.action === null) return null
  try {
    const frame = JSON.parse(text) as unknown[]
    return `npm run cli -- send ${quoted(line.station)} ${quoted(line.action)} ${quoted(JSON.stringify(frame[3] ?? {}))}`
  } catch {
    return null
  }
}

/** For a shell: what is in apostrophes is taken as it is. */
const quoted = (word: string) => (/^[\w.:@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)
