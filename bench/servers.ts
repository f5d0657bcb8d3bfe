import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A server under load, as a process of its own. */
export interface RunningServer {
  url: string
  /** Where browsers find it, signed in once; null: nowhere. */
  web: string | null
  /** Resident memory, MB (10^6 bytes). */
  residentMb(): number
  /** Processor time used so far, all threads, seconds. Null where the system does not tell. */
  cpuSeconds(): number | null
  stop(): Promise<void>
}

const readyDeadlineMs = 20_000
const stopDeadlineMs = 6_000

/** The built headless app as a user starts it, on free ports of the loopback. */
export function startPlugboard(app: string, directory: string): Promise<RunningServer> {
  const flags = ['--ocpp-host', '127.0.0.1', '--ocpp-port', '0', '--web-port', '0', '--first-contact', 'accept']
  return start([app, '--data-dir', directory, ...flags], /Plugboard ready\s+chargers: (ws:\/\/[\d.]+:\d+)\S*\s+web: (\S+)/)
}

export function startLimit(directory: string, schemaFrom: string): Promise<RunningServer> {
  const script = join(import.meta.dirname, 'limit-server.ts')
  return start([script, directory, schemaFrom], /limit server ready (ws:\/\/[\d.]+:\d+)/)
}

async function start(args: string[], ready: RegExp): Promise<RunningServer> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const killed = () => child.kill('SIGKILL')
  process.once('exit', killed)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const [url = '', web = null] = await readyAddresses(child, ready)
  return {
    url,
    web,
    residentMb: () => residentMb(child.pid ?? 0),
    cpuSeconds: () => cpuSeconds(child.pid ?? 0),
    async stop() {
      const deadline = setTimeout(killed, stopDeadlineMs)
      child.kill('SIGTERM')
      await ended
      clearTimeout(deadline)
      process.off('exit', killed)
    },
  }
}

function readyAddresses(child: ChildProcess, ready: RegExp): Promise<string[]> {
  return new Promise((resolve, reject) => {
    let output = ''
    const deadline = setTimeout(() => reject(new Error(`the server was not ready in time. It said: ${output}`)), readyDeadlineMs)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}. It said: ${output}`)))
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const [, ...addresses] = ready.exec(output) ?? []
      if (addresses.length === 0) return
      clearTimeout(deadline)
      resolve(addresses)
    })
  })
}

function residentMb(pid: number): number {
  const kilobytes =
    process.platform === 'linux'
      ? /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return (Number(kilobytes) * 1024) / 1e6
}

/** Linux counts it in hundredths of a second; the fields follow the name, which is in brackets. */
function cpuSeconds(pid: number): number | null {
  if (process.platform !== 'linux') return null
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}
