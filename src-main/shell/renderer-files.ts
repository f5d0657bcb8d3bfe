import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'

/** The page's own scheme and host: a real origin, unlike `file:`, so that the same-origin rules hold. */
export const appScheme = 'app'
export const appHost = 'plugboard'

const contentPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const headers = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
}

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.pmtiles': 'application/octet-stream',
}

/** Answers requests of the `app:` scheme with the files of one folder, and with nothing beyond it. */
export function serveRendererFiles(folder: string): (request: { url: string; method: string }) => Promise<Response> {
  return async ({ url, method }) => {
    if (method !== 'GET' && method !== 'HEAD') return refusal(405)
    const file = fileOf(folder, url)
    const contentType = file === null ? undefined : contentTypes[extname(file)]
    // A type that the list does not know is not one of ours: the build names every kind of file it writes.
    if (file === null || contentType === undefined) return refusal(404)
    try {
      const body = await readFile(file)
      return new Response(method === 'HEAD' ? null : new Uint8Array(body), {
        headers: { ...headers, 'content-type': contentType },
      })
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return refusal(404)
      throw error
    }
  }
}

/** The file that an address names, or null when it names none inside the folder. */
function fileOf(folder: string, address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== `${appScheme}:` || url.host !== appHost) return null
  let path: string
  try {
    path = decodeURIComponent(url.pathname)
  } catch {
    return null // a broken percent escape names no file
  }
  // Backslashes separate folders on Windows alone; NUL ends a path for the operating system.
  if (path.includes('\\') || path.includes('\0')) return null
  const root = resolve(folder)
  const file = join(root, path.endsWith('/') ? `${path}index.html` : path)
  return file.startsWith(root + sep) ? file : null
}

function refusal(status: 404 | 405): Response {
  return new Response(status === 404 ? 'Not found' : 'Method not allowed', {
    status,
    headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
  })
}
