import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { AccessLevel } from '#contract/access'
import { startWebHost } from '../../../src-main/web/web-host'
import type { StartOptions } from '../../../src-main/start-options'
import { openStage, type Stage } from '../story'

export interface Answer {
  status: number
  headers: Headers
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a script gets is looked at by matching
  body: any
}

export interface Served {
  stage: Stage
  origin: string
  /** `GET /stations` as a script with this token. */
  ask(request: string, options?: { token?: string | null; body?: unknown; headers?: Record<string, string> }): Promise<Answer>
  tokenOf(level: AccessLevel, expiresAt?: number | null): Promise<string>
  /** The same page and scripts, after the core started anew on the same data. */
  restart(): Promise<void>
  report: string[]
}

/** A stage with the host for browsers and scripts, on a free port. */
export async function serve(options: Partial<StartOptions> = {}): Promise<Served> {
  const stage = await openStage(options)
  const page = mkdtempSync(join(tmpdir(), 'plugboard-page-'))
  writeFileSync(join(page, 'index.html'), '<title>Plugboard</title>')
  const report: string[] = []
  const open = (port: number) =>
    startWebHost({
      router: stage.core.router,
      access: stage.core.access,
      host: '127.0.0.1',
      port,
      rendererDirectory: page,
      onNewAddress: () => undefined,
      report: (what, error) => report.push(`${what}: ${String(error)}`),
    })
  let host = await open(0)
  onTestFinished(async () => {
    await host.close()
    rmSync(page, { recursive: true })
  })
  const tokens = new Map<AccessLevel, string>()
  const served: Served = {
    stage,
    get origin() {
      return `http://127.0.0.1:${host.port}`
    },
    report,
    async tokenOf(level, expiresAt = null) {
      const known = expiresAt === null ? tokens.get(level) : undefined
      if (known !== undefined) return known
      const name = `${level}${expiresAt ?? ''}`
      const { secret } = await stage.client.access.makeToken({ name, level, expiresAt })
      if (expiresAt === null) tokens.set(level, secret)
      return secret
    },
    async ask(request, { token, body, headers = {} } = {}) {
      const [method, path] = request.split(' ') as [string, string]
      const bearer = token === undefined ? await served.tokenOf('administer') : token
      const response = await fetch(`${served.origin}/api${path}`, {
        method,
        headers: {
          ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
      return { status: response.status, headers: response.headers, body: isJson && text !== '' ? JSON.parse(text) : text }
    },
    async restart() {
      const { port } = host
      await host.close()
      await stage.restart()
      host = await open(port)
    },
  }
  return served
}
