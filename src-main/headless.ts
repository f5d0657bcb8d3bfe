import { homedir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '#contract/api'
import { version } from '../package.json'
import { readCommandLine, type WebAddress } from './cli'
import { startCore, type Core } from './core'
import { type Demo, startDemoDepot } from './demo'
import { dialable } from './station-address'
import { StartError, type StartOptions } from './start-options'
import { startWebHost, type WebHost } from './web/web-host'

const closeDeadlineMs = 5000

process.on('uncaughtException', (error) => {
  report('a fault that Plugboard did not expect ends it', error)
  process.exit(1)
})

// Whoever read the output has left (`npm start | head`): no reason to drop the chargers.
process.stdout.on('error', () => undefined)
process.stderr.on('error', () => undefined)

const commandLine = readCommandLine(process.argv.slice(2), {
  host: 'headless',
  version,
  platform: process.platform,
  env: process.env,
  homeDirectory: homedir(),
})

switch (commandLine.kind) {
  case 'print':
    process.stdout.write(commandLine.text)
    break
  case 'error':
    process.stderr.write(`plugboard: ${commandLine.message}. The option --help lists what is possible.\n`)
    process.exitCode = 2
    break
  case 'start':
    await run(commandLine.options, commandLine.web)
}

async function run(options: StartOptions, web: WebAddress): Promise<void> {
  let demo: Demo | null = null
  let core: Core | null = null
  let host: WebHost | null = null
  let ending = false

  const end = async () => {
    if (ending) return
    ending = true
    // A commit that hangs on a dying disk must not keep a service manager waiting.
    setTimeout(() => process.exit(1), closeDeadlineMs).unref()
    // Side by side: the core has four of the five seconds.
    await Promise.all([demo?.stop(), host?.close()])
    await core?.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end())

  try {
    core = await startCore(options)
    host = await startWebHost({
      ...web,
      router: core.router,
      access: core.access,
      rendererDirectory: join(import.meta.dirname, '../renderer'),
      onNewAddress: (address) => print(`The address was used. The next browser can join at ${address}`),
      report,
    })
    const client: ContractRouterClient<Contract> = createRouterClient(core.router)
    if (options.demo) {
      demo = await startDemoDepot({ client, url: dialable({ host: options.ocpp.host, port: core.ocppPort }) })
    }
    const { stationAddresses, dataDirectory } = await client.app.info()
    print(`Data directory: ${dataDirectory}`)
    print('Chargers connect to:')
    for (const { url, interface: name } of stationAddresses) print(`  ${url}  (${name})`)
    const chargers = stationAddresses[0]?.url ?? `${dialable({ host: options.ocpp.host, port: core.ocppPort })}/<identity>`
    print(`Plugboard ready  chargers: ${chargers}  web: ${host.address()}`)
  } catch (error) {
    if (ending) return
    await Promise.all([demo?.stop(), host?.close()])
    await core?.close()
    if (!(error instanceof StartError)) throw error
    process.stderr.write(`plugboard: ${error.message}\n`)
    process.exit(1)
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function report(what: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`${new Date().toISOString()} ${what}: ${text}\n`)
}
