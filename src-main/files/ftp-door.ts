import type { AddressInfo } from 'node:net'
import { type FtpConnection, FtpServer } from '@electerm/ftp-srv'
import { isSame } from './account'
import { ftpFolder, type FtpPass } from './ftp-folder'

/** The library writes to standard output unless it is given a log; what a door does is told by its files. */
const silent = {
  child: () => silent,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  fatal: () => undefined,
}

/** A station needs none of them, and each is a way to something that is not its own file. */
const refused = ['AUTH', 'CHMOD', 'DELE', 'EPRT', 'MFMT', 'PBSZ', 'PORT', 'PROT', 'RETR', 'RMD', 'RNFR', 'RNTO', 'SITE', 'STAT', 'STOU']
const SILENCE_MS = 60_000
/** Guessing costs time: an account lives for minutes and has 96 bits. */
const WRONG_PASSWORD_MS = 500

export interface FtpDoor {
  port: number
  close(): Promise<void>
}

/** FTP, passive only. `passOf` finds the job of a user. @throws what `listen` fails with */
export async function openFtpDoor(options: {
  host: string
  port: number
  passive: { from: number; to: number }
  passOf: (user: string) => FtpPass | undefined
}): Promise<FtpDoor> {
  const { host, port, passive, passOf } = options
  /** By address of the station, the address of ours that it reached: the only one that it surely can reach again. */
  const reached = new Map<string, string>()
  const server = new FtpServer({
    url: `ftp://${host.includes(':') ? `[${host}]` : host}:${port}`,
    pasv_min: passive.from,
    pasv_max: passive.to,
    pasv_url: (station: string) => reached.get(plain(station)) ?? '127.0.0.1',
    blacklist: refused,
    anonymous: false,
    timeout: SILENCE_MS,
    endOnProcessSignal: false,
    log: silent,
  })
  server.on('connect', ({ connection }: { connection: FtpConnection }) => {
    const { remoteAddress, localAddress } = connection.commandSocket
    if (remoteAddress && localAddress) reached.set(plain(remoteAddress), plain(localAddress))
    if (reached.size > 1000) reached.delete(reached.keys().next().value ?? '')
  })
  server.on('login', ({ connection, username, password }: Login, resolve: (given: object) => void, reject: (why: Error) => void) => {
    const pass = passOf(username)
    if (pass && isSame(password, pass.account.password)) return resolve({ fs: ftpFolder(connection, pass) })
    setTimeout(() => reject(new Error('wrong user or password')), WRONG_PASSWORD_MS)
  })
  // Both are told by the files and by the station; a listener must be there.
  server.on('client-error', () => undefined)
  server.on('server-error', () => undefined)
  await server.listen()
  // A TCP server that listens has an address object.
  const address = server.server.address() as AddressInfo
  return {
    port: address.port,
    async close() {
      // Politely would take a second for each client that is still there, and the job is over.
      for (const connection of Object.values(server.connections)) connection.commandSocket.destroy()
      await server.close()
    },
  }
}

interface Login {
  connection: FtpConnection
  username: string
  password: string
}

const plain = (address: string) => address.replace(/^::ffff:/i, '')
