import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Contract } from '#contract/api'
import { ensureBuilt } from '../../scripts/build.mjs'
import { type HeadlessProcess, runHeadless } from '../browser/headless-process'

export { ensureBuilt }

/** Removed when the test is over. */
export function aDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-host-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/** The built console on free ports of loopback; a flag that is given again wins. */
export function aConsole(directory: string, flags: string[] = []): HeadlessProcess {
  const child = runHeadless([
    '--data-dir', directory, '--ocpp-host', '127.0.0.1', '--ocpp-port', '0', '--web-port', '0', '--first-contact', 'accept',
    ...flags,
  ])
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await child.exited
  })
  return child
}

/** The contract over the bridge of a running console, as a browser reaches it. */
export async function signedIn(web: string): Promise<ContractRouterClient<Contract>> {
  const { origin, searchParams } = new URL(web)
  const response = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token: searchParams.get('token') }),
  })
  if (!response.ok) throw new Error(`signing in was answered with ${response.status}`)
  const cookie = response.headers.getSetCookie()[0]!.split(';')[0]!
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/bridge`, { headers: { cookie, origin } })
  onTestFinished(() => socket.terminate())
  // ws has what the link uses of a browser's WebSocket.
  return createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))
}
