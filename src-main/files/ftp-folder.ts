import { finished, PassThrough } from 'node:stream'
import type { FtpConnection } from '@electerm/ftp-srv'
import type { Account } from './account'
import type { JobFolder } from './job-folder'

export interface FtpPass {
  account: Account
  folder: JobFolder
}

/**
 * What an FTP client sees of the file system: an empty directory of any name, into which files can be put. No path of
 * the client ever reaches the disk, so there is nothing to break out of.
 */
export function ftpFolder(connection: FtpConnection, { folder }: FtpPass) {
  let directory = '/'
  const stats = (name: string, isDirectory: boolean) => ({
    name,
    size: 0,
    mode: isDirectory ? 0o040700 : 0o100600,
    mtime: new Date(0),
    isDirectory: () => isDirectory,
    isFile: () => !isDirectory,
  })
  const refuse = () => Promise.reject(new Error('not permitted'))
  return {
    currentDirectory: () => directory,
    get: (name: string) => Promise.resolve(stats(name, true)),
    list: () => Promise.resolve([]),
    chdir(path = '.') {
      directory = normal(directory, path)
      return Promise.resolve(directory)
    },
    mkdir: (path: string) => Promise.resolve(normal(directory, path)),
    getUniqueName: () => 'upload',
    write(name: string, { append = false, start }: { append?: boolean; start?: number } = {}) {
      return { stream: receiver(connection, folder.write(name, 'ftp', { append: append || start !== undefined })), clientPath: name }
    },
    read: refuse,
    delete: refuse,
    rename: refuse,
    chmod: refuse,
  }
}

/** How long a client is watched after its last byte; one that is gone answers the receipt with a reset. */
const FAREWELL_MS = 150

/**
 * The library takes the end of the data connection for the end of the file. A connection that breaks, or a client that
 * went away before its receipt reached it, must leave a partial file.
 */
function receiver(connection: FtpConnection, file: NodeJS.WritableStream & { destroy(error?: Error): unknown }): PassThrough {
  const { commandSocket } = connection
  const stream = new PassThrough()
  const broken = () => stream.destroy(new Error('the connection broke'))
  const isLost = (hadError: boolean) => {
    if (hadError || !stream.writableEnded) file.destroy()
  }
  stream.once('pipe', (source) => {
    source.once('error', broken)
    source.once('close', () => {
      if (!stream.writableEnded) broken()
    })
  })
  commandSocket.once('close', isLost)
  stream.pipe(file, { end: false })
  stream.once('end', () => setTimeout(() => file.end(), FAREWELL_MS))
  stream.on('error', () => file.destroy())
  // A file that cannot grow any more ends the transfer with its reason.
  finished(file, (error) => {
    commandSocket.off('close', isLost)
    if (error) stream.destroy(error)
  })
  return stream
}

function normal(from: string, path: string): string {
  const parts: string[] = []
  for (const part of (path.startsWith('/') ? path : `${from}/${path}`).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part.slice(0, 100))
  }
  return `/${parts.slice(0, 20).join('/')}`
}
