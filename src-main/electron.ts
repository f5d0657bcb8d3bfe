import { mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { readCommandLine } from './cli'
import { startCore } from './core'
import { runDesktop } from './shell/desktop'
import { StartError } from './start-options'

/** The desktop entry: the core with windows of its own. Built to `out/main/electron.js`. */

const root = join(import.meta.dirname, '../..')

const commandLine = readCommandLine(ownFlags(process.argv), {
  host: 'desktop',
  version: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
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
    process.stderr.write(`${commandLine.message}\n`)
    process.exit(2)
    break
  case 'start':
    runDesktop({
      root,
      dataDirectory: commandLine.options.dataDirectory,
      prepareProfile: () => prepareProfile(commandLine.options.dataDirectory),
      startCore: () => startCore(commandLine.options),
      sentenceFor: (error) => (error instanceof StartError ? error.message : null),
      log: (message, error) => console.error(message, error),
    })
    break
  default:
    commandLine satisfies never
}

function prepareProfile(dataDirectory: string): string {
  const profile = join(dataDirectory, 'desktop')
  try {
    mkdirSync(profile, { recursive: true })
  } catch (cause) {
    const message = `The data directory ${dataDirectory} cannot be used (${(cause as NodeJS.ErrnoException).code}). Choose another with --data-dir.`
    throw new StartError(message, { cause })
  }
  return profile
}

/**
 * What the user gave us. Started from a checkout the first argument is the app's own path, started as a package it is
 * not; switches for Chromium (`--no-sandbox`, `--ozone-platform=wayland`, …) are read by Electron itself.
 */
function ownFlags(argv: string[]): string[] {
  const own = argv.slice(process.defaultApp === true ? 2 : 1)
  return own.filter((argument) => !chromiumSwitches.test(argument))
}

const chromiumSwitches = /^--(no-sandbox|disable-gpu|enable-logging|ozone-platform|force-device-scale-factor|lang|in-process-gpu|disable-dev-shm-usage|inspect|remote-debugging-port)(=|$)|^--(enable|disable)-features=/
