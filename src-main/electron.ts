import { createRouterClient } from '@orpc/server'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { version } from '../package.json'
import { readCommandLine, type WebAddress } from './cli'
import { startCore } from './core'
import { type Demo, startDemoDepot } from './demo'
import type { ContractRouter } from './shell/bridge'
import { runDesktop, type SecretCipher, type ServedCore } from './shell/desktop'
import { StartError, type StartOptions } from './start-options'
import { dialable } from './station-address'
import { restDoor } from './web/rest/door'

/** The desktop entry: the core with windows of its own. Built to `out/main/electron.js`. */

process.on('uncaughtException', (error) => {
  report('a fault that Plugboard did not expect ends it', error)
  process.exit(1)
})

const commandLine = readCommandLine(ownFlags(process.argv), {
  host: 'desktop',
  version,
  platform: process.platform,
  env: process.env,
  homeDirectory: homedir(),
})

switch (commandLine.kind) {
  case 'print':
    process.stdout.write(commandLine.text)
    process.exit(0)
    break
  case 'error':
    process.stderr.write(`plugboard: ${commandLine.message}. The option --help lists what is possible.\n`)
    process.exit(2)
    break
  case 'start':
    run(commandLine.options, commandLine.web)
    break
  default:
    commandLine satisfies never
}

function run(options: StartOptions, web: WebAddress): void {
  runDesktop({
    root: join(import.meta.dirname, '../..'),
    dataDirectory: options.dataDirectory,
    prepareProfile: () => prepareProfile(options.dataDirectory),
    startCore: (cipher) => startServed(options, web, cipher),
    sentenceFor: (error) => (error instanceof StartError ? error.message : null),
    report,
  })
}

async function startServed(options: StartOptions, web: WebAddress, cipher: SecretCipher): Promise<ServedCore> {
  const core = await startCore(options, undefined, cipher)
  const router: ContractRouter = core.router
  await core.access.rest.attach(restDoor({ core, port: web.port, report }))
  let demo: Demo | null = null
  if (options.demo) {
    const url = dialable({ host: options.ocpp.host, port: core.ocppPort })
    demo = await startDemoDepot({ client: createRouterClient(router), url })
  }
  return {
    router,
    async close() {
      await demo?.stop()
      return core.close()
    },
  }
}

function prepareProfile(dataDirectory: string): string {
  const profile = join(dataDirectory, 'desktop')
  try {
    mkdirSync(profile, { recursive: true })
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    throw new StartError(`The data directory ${dataDirectory} cannot be used (${code}). Choose another with --data-dir.`, {
      cause,
    })
  }
  return profile
}

/**
 * What the user gave us. Started from a checkout the first argument is the app's own path, started as a package it is
 * not; switches for Chromium (`--no-sandbox`, `--ozone-platform=wayland`, …) are read by Electron itself.
 */
function ownFlags(argv: string[]): string[] {
  const chromiumSwitch =
    /^--(no-sandbox|disable-gpu|enable-logging|ozone-platform|force-device-scale-factor|lang|disable-dev-shm-usage|inspect|remote-debugging-port|enable-features|disable-features)(=|$)/
  return argv.slice(process.defaultApp === true ? 2 : 1).filter((argument) => !chromiumSwitch.test(argument))
}

function report(what: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`${new Date().toISOString()} ${what}: ${text}\n`)
}
