import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import busboy from '@fastify/busboy'
import { fitsAccount, type Account } from './account'
import { readRange } from './byte-range'
import { type JobFolder, TooLargeError } from './job-folder'

/** What may go through the door of one job. */
export type HttpPass = { account: Account } & (
  | { kind: 'receive'; folder: JobFolder }
  | { kind: 'serve'; file: string; name: string; onSent: (bytes: number) => void }
)

/** A station that says nothing for this long has lost its network. */
const SILENCE_MS = 60_000

/** Receives by PUT and POST and serves by GET; `passOf` finds what a secret path opens. */
export function createHttpDoor(passOf: (secret: string) => HttpPass | undefined): Server {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) finish(response, error instanceof TooLargeError ? 413 : 400)
      // The rest of a body that nobody wants is not worth waiting for.
      request.destroy()
    })
  })
  server.timeout = SILENCE_MS
  server.headersTimeout = 15_000
  server.requestTimeout = 0
  server.maxHeadersCount = 60

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [secret = '', ...rest] = pathOf(request)
    const pass = passOf(secret)
    if (!pass) return finish(response, 404)
    const given = request.headers.authorization
    if (given !== undefined && !fitsAccount(given, pass.account)) {
      response.setHeader('www-authenticate', 'Basic realm="Plugboard"')
      return finish(response, 401)
    }
    if (pass.kind === 'serve') return serve(pass, request, response)
    const name = rest.at(-1) ?? ''
    switch (request.method) {
      case 'PUT':
        await keep(request, pass.folder, name, 'http-put')
        return finish(response, 201)
      case 'POST':
        if (/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) await keepParts(request, pass.folder, name)
        else await keep(request, pass.folder, name, 'http-post')
        return finish(response, 201)
      // Some clients look first whether the directory is there.
      case 'HEAD':
      case 'OPTIONS':
        response.setHeader('allow', 'PUT, POST, HEAD, OPTIONS')
        return finish(response, 200)
      default:
        response.setHeader('allow', 'PUT, POST, HEAD, OPTIONS')
        return finish(response, 405)
    }
  }
  return server
}

const finish = (response: ServerResponse, status: number): void => {
  response.statusCode = status
  if (status >= 400) response.setHeader('connection', 'close')
  response.setHeader('content-length', 0)
  response.end()
}

function pathOf(request: IncomingMessage): string[] {
  try {
    const { pathname } = new URL(request.url ?? '/', 'http://door')
    return pathname.split('/').filter((segment) => segment !== '').map(decodeURIComponent)
  } catch {
    return []
  }
}

async function keep(request: IncomingMessage, folder: JobFolder, name: string, via: 'http-put' | 'http-post'): Promise<void> {
  const named = /filename="?([^";]+)"?/i.exec(request.headers['content-disposition'] ?? '')?.[1]
  await pipeline(request, folder.write(name || named || 'upload', via))
}

async function keepParts(request: IncomingMessage, folder: JobFolder, name: string): Promise<void> {
  const parser = busboy({ headers: { ...request.headers, 'content-type': request.headers['content-type'] ?? '' } })
  const kept: Promise<unknown>[] = []
  parser.on('file', (_field, stream, filename) => {
    // What is not written must be drained all the same, or the parser never ends.
    const writing = startWriting(() => pipeline(stream, folder.write(filename || name || 'upload', 'http-post')))
    writing.catch((error: Error) => parser.destroy(error))
    kept.push(writing)
  })
  try {
    await pipeline(request, parser)
  } catch (error) {
    await folder.close()
    throw (await Promise.allSettled(kept)).find((one) => one.status === 'rejected')?.reason ?? error
  }
  await Promise.all(kept)
}

async function startWriting(write: () => Promise<void>): Promise<void> {
  await write()
}

/** Firmware, whole or from where the station was interrupted. */
async function serve(pass: Extract<HttpPass, { kind: 'serve' }>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD')
    return finish(response, 405)
  }
  const { size } = await stat(pass.file)
  const range = readRange(request.headers.range, size)
  response.setHeader('accept-ranges', 'bytes')
  response.setHeader('content-type', 'application/octet-stream')
  response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(basename(pass.name))}`)
  if (range === 'unsatisfiable') {
    response.setHeader('content-range', `bytes */${size}`)
    return finish(response, 416)
  }
  const { start, end } = range ?? { start: 0, end: size - 1 }
  response.statusCode = range ? 206 : 200
  response.setHeader('content-length', end - start + 1)
  if (range) response.setHeader('content-range', `bytes ${start}-${end}/${size}`)
  if (request.method === 'HEAD' || size === 0) return void response.end()
  let sent = start
  const file = createReadStream(pass.file, { start, end })
  file.on('data', (chunk) => pass.onSent((sent += chunk.length)))
  await pipeline(file, response)
}
