import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'

/** The program that listens on a port. */
export interface PortOwner {
  pid: number
  /** Null where the system does not tell it. */
  name: string | null
}

const LISTENING = '0A'
const run = promisify(execFile)

/** Null: nobody does, or the system does not say who (a program of another user). */
export async function ownerOf(port: number): Promise<PortOwner | null> {
  try {
    if (process.platform === 'linux') return await fromProc(port)
    return process.platform === 'win32' ? await fromNetstat(port) : await fromLsof(port)
  } catch {
    // Without the tool, or without the right to look, the name stays unknown; nothing depends on it.
    return null
  }
}

async function fromProc(port: number): Promise<PortOwner | null> {
  const inodes = new Set<string>()
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const lines = (await readFile(table, 'latin1').catch(() => '')).split('\n').slice(1)
    for (const line of lines) {
      const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/)
      if (state === LISTENING && Number.parseInt(local.split(':')[1] ?? '', 16) === port) inodes.add(`socket:[${inode}]`)
    }
  }
  if (inodes.size === 0) return null
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  for (const pid of [String(process.pid), ...pids]) {
    const files = await readdir(`/proc/${pid}/fd`).catch(() => [])
    for (const file of files) {
      if (!inodes.has(await readlink(`/proc/${pid}/fd/${file}`).catch(() => ''))) continue
      return { pid: Number(pid), name: (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim() || null }
    }
  }
  return null
}

async function fromLsof(port: number): Promise<PortOwner | null> {
  const { stdout } = await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], { timeout: 3_000 })
  const pid = /^p(\d+)$/m.exec(stdout)?.[1]
  return pid === undefined ? null : { pid: Number(pid), name: /^c(.+)$/m.exec(stdout)?.[1] ?? null }
}

async function fromNetstat(port: number): Promise<PortOwner | null> {
  const { stdout } = await run('netstat', ['-ano', '-p', 'TCP'], { timeout: 5_000 })
  const pid = new RegExp(`^\\s*TCP\\s+\\S+:${port}\\s+\\S+:0\\s+\\S+\\s+(\\d+)`, 'm').exec(stdout)?.[1]
  if (pid === undefined) return null
  const { stdout: task } = await run('tasklist', ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh'], { timeout: 5_000 })
  return { pid: Number(pid), name: /^"([^"]+)"/.exec(task.trim())?.[1] ?? null }
}
