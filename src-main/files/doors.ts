import { createReadStream } from 'node:fs'
import { appendFile, mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type FileDoors, PortsBusyError } from '../app/transfer-ports'
import { type Account, newAccount } from './account'
import { createHttpDoor } from './http-door'
import { type FtpDoor, openFtpDoor } from './ftp-door'
import { type JobFolder, openJobFolder } from './job-folder'
import { receivedFiles } from './received'

interface OpenJob {
  account: Account
  folder: JobFolder | null
  serve: { file: string; name: string; onSent: (bytes: number) => void } | null
}

export interface DoorOptions {
  /** Received files are in `<directory>/<job>`, firmware is in `<directory>/firmware`. */
  directory: string
  host: string
  /** Port 0 picks a free one. */
  filesPort: number
  ftpPort: number
  now: () => number
}

/** Passive data ports, right after the FTP port so that one rule of a firewall is enough. */
const PASSIVE_PORTS = 18

/** Opens the ports with the first job and closes them with the last. */
export function createFileDoors({ directory, host, filesPort, ftpPort, now }: DoorOptions): FileDoors {
  const jobs = new Map<number, OpenJob>()
  let http: Promise<Server> | null = null
  let ftp: Promise<FtpDoor> | null = null
  const folderOf = (job: number) => join(directory, String(job))
  const firmwareFile = (firmware: number) => join(directory, 'firmware', String(firmware))

  const openHttp = () =>
    (http ??= listenHttp().catch((error: unknown) => {
      http = null
      throw busy(error, '--files-port', filesPort)
    }))
  const openFtp = () =>
    (ftp ??= openFtpDoor({
      host,
      port: ftpPort,
      passive: ftpPort === 0 ? { from: 49_200, to: 49_400 } : { from: ftpPort + 1, to: ftpPort + PASSIVE_PORTS },
      passOf: (user) => {
        const job = [...jobs.values()].find(({ account }) => account.user === user)
        return job?.folder ? { account: job.account, folder: job.folder } : undefined
      },
    }).catch((error: unknown) => {
      ftp = null
      throw busy(error, '--ftp-port', ftpPort)
    }))

  async function listenHttp(): Promise<Server> {
    const server = createHttpDoor((secret) => {
      const job = [...jobs.values()].find(({ account }) => account.secret === secret)
      if (job?.folder) return { kind: 'receive', account: job.account, folder: job.folder }
      return job?.serve ? { kind: 'serve', account: job.account, ...job.serve } : undefined
    })
    server.listen(filesPort, host)
    await once(server, 'listening')
    return server
  }

  async function opened(job: number, isFtp: boolean, entry: OpenJob) {
    jobs.set(job, entry)
    try {
      // A TCP server that listens has an address object.
      const port = isFtp ? (await openFtp()).port : ((await openHttp()).address() as AddressInfo).port
      return { port, ...entry.account }
    } catch (error) {
      await shut(job)
      throw error
    }
  }

  async function shut(job: number): Promise<void> {
    const entry = jobs.get(job)
    if (!entry) return
    await entry.folder?.close()
    jobs.delete(job)
    if (jobs.size === 0) await closePorts()
  }

  async function closePorts(): Promise<void> {
    const [openServer, openDoor] = [http, ftp]
    http = null
    ftp = null
    await Promise.allSettled([
      openServer?.then(async (server) => {
        server.close()
        server.closeAllConnections()
        await once(server, 'close')
      }),
      openDoor?.then((door) => door.close()),
    ])
  }

  const received = receivedFiles(folderOf)

  return {
    receive({ job, limitBytes, isFtp, onFile }) {
      const folder = openJobFolder({ directory: folderOf(job), limitBytes, onFile, now })
      return opened(job, isFtp, { account: newAccount(job), folder, serve: null })
    },
    serve: ({ job, firmware, onSent }) =>
      opened(job, false, {
        account: newAccount(job),
        folder: null,
        serve: { file: firmwareFile(firmware), name: `firmware-${firmware}`, onSent },
      }),
    shut,
    async forget(job) {
      await shut(job)
      await rm(folderOf(job), { recursive: true, force: true })
    },
    firmware: {
      async begin(firmware) {
        await mkdir(join(directory, 'firmware'), { recursive: true })
        await writeFile(firmwareFile(firmware), '')
      },
      append: (firmware, bytes) => appendFile(firmwareFile(firmware), bytes),
      async finish(firmware) {
        const hash = createHash('sha256')
        await pipeline(createReadStream(firmwareFile(firmware)), hash)
        return { bytes: (await stat(firmwareFile(firmware))).size, sha256: hash.digest('hex') }
      },
      remove: (firmware) => rm(firmwareFile(firmware), { force: true }),
    },
    received,
    async close() {
      await received.close()
      for (const job of [...jobs.keys()]) await shut(job)
      await closePorts()
    },
  }
}

function busy(error: unknown, flag: PortsBusyError['flag'], port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'EADDRINUSE' || code === 'EACCES' ? new PortsBusyError(flag, port, { cause: error }) : error
}
