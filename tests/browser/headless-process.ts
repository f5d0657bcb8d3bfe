import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const entry = fileURLToPath(new URL('../../out/main/headless.js', import.meta.url))
const readyLine = /^Plugboard ready {2}chargers: (\S+) {2}web: (\S+)$/m
const startDeadlineMs = 30_000

export interface HeadlessProcess {
  pid: number
  /** Everything that it printed so far. */
  output(): string
  errors(): string
  /** The addresses of the ready line. @throws when it ends, or takes too long, before it is ready. */
  ready(): Promise<{ chargers: string; web: string }>
  /** Its exit code; null when a signal ended it. */
  exited: Promise<number | null>
  kill(signal: NodeJS.Signals): void
}

/** The built headless console in a process of its own, as `npm start` runs it. */
export function runHeadless(flags: string[]): HeadlessProcess {
  const child = spawn(process.execPath, ['--enable-source-maps', entry, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const exited = once(child, 'close').then(([code]) => code as number | null)
  return {
    pid: child.pid!,
    output: () => output,
    errors: () => errors,
    exited,
    kill: (signal) => void child.kill(signal),
    async ready() {
      const deadline = Date.now() + startDeadlineMs
      while (Date.now() < deadline) {
        const [, chargers, web] = readyLine.exec(output) ?? []
        if (chargers && web) return { chargers, web }
        if (child.exitCode !== null) throw new Error(`the console ended with ${child.exitCode}\n${output}${errors}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      throw new Error(`the console was not ready in time\n${output}${errors}`)
    },
  }
}
