import { accessSync, constants } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { firstContacts, type FirstContact } from '#contract/vocabulary'
import type { StartOptions } from './start-options'
import { usage } from './usage'

/** What the parser must know of the machine; handed in, so that every platform can be tested on any. */
export interface Surroundings {
  host: StartOptions['host']
  version: string
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  homeDirectory: string
}

export interface WebAddress {
  host: string
  port: number
}

export type CommandLine =
  | { kind: 'start'; options: StartOptions; web: WebAddress }
  /** For standard output, exit code 0. */
  | { kind: 'print'; text: string }
  /** For standard error, exit code 2. */
  | { kind: 'error'; message: string }

const flags = {
  headless: { type: 'boolean' },
  demo: { type: 'boolean' },
  'data-dir': { type: 'string' },
  host: { type: 'string' },
  'ocpp-host': { type: 'string' },
  'ocpp-port': { type: 'string' },
  'web-port': { type: 'string' },
  'tls-port': { type: 'string' },
  'mtls-port': { type: 'string' },
  'legacy-tls-port': { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'files-port': { type: 'string' },
  'ftp-port': { type: 'string' },
  'first-contact': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

class UsageError extends Error {}

/** Reads the flags of both hosts. Never throws for what a user typed: that is the `error` variant. */
export function readCommandLine(args: string[], surroundings: Surroundings): CommandLine {
  try {
    const { values } = parseArgs({ args, options: flags, strict: true, allowPositionals: false })
    if (values.help) return { kind: 'print', text: usage }
    if (values.version) return { kind: 'print', text: `${surroundings.version}\n` }
    return start(values, surroundings)
  } catch (error) {
    if (error instanceof UsageError) return { kind: 'error', message: error.message }
    // parseArgs explains what was wrong in its message, and marks it with a code of this family.
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      return { kind: 'error', message: error.message.split('. To specify')[0]! }
    }
    throw error
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof flags }>>['values']

function start(values: Values, surroundings: Surroundings): CommandLine {
  const demo = values.demo ?? false
  const ocpp = {
    host: address('--ocpp-host', values['ocpp-host'] ?? (demo ? '127.0.0.1' : '0.0.0.0')),
    port: port('--ocpp-port', values['ocpp-port'], 9220),
  }
  const tls = ownCertificate(values, ocpp.host)
  const secure = secureListeners(values)
  const web = { host: loopback(values.host ?? '127.0.0.1'), port: port('--web-port', values['web-port'], 9280) }
  const files = {
    filesPort: port('--files-port', values['files-port'], 9281),
    ftpPort: port('--ftp-port', values['ftp-port'], 9282),
  }
  const listeners: [string, number][] = [
    ['--ocpp-port', ocpp.port],
    ['--files-port', files.filesPort],
    ['--ftp-port', files.ftpPort],
  ]
  listeners.push(['--tls-port', secure.ports.tls], ['--mtls-port', secure.ports.mutual], ['--legacy-tls-port', secure.ports.legacy])
  if (surroundings.host === 'headless') listeners.push(['--web-port', web.port])
  refuseSharedPort(listeners)
  const options: StartOptions = {
    host: surroundings.host,
    demo,
    version: surroundings.version,
    dataDirectory: dataDirectory(values['data-dir'], { demo, surroundings }),
    ocpp,
    tls,
    secure,
    files,
    firstContact: firstContact(values['first-contact']),
  }
  return { kind: 'start', options, web }
}

type Place = Pick<Surroundings, 'platform' | 'env' | 'homeDirectory'>

/** Where a console keeps its data when nothing else is said. */
export function dataDirectory(given: string | undefined, { demo, surroundings }: { demo: boolean; surroundings: Place }) {
  if (given === '') throw new UsageError('--data-dir needs the path of a directory')
  if (given !== undefined) return resolve(given)
  const { platform, env, homeDirectory } = surroundings
  // The demo has a directory of its own: invented stations never get into the real database.
  if (platform === 'win32') {
    return join(env.APPDATA || join(homeDirectory, 'AppData', 'Roaming'), demo ? 'Plugboard Demo' : 'Plugboard')
  }
  if (platform === 'darwin') {
    return join(homeDirectory, 'Library', 'Application Support', demo ? 'Plugboard Demo' : 'Plugboard')
  }
  // The XDG specification says that a relative path there is invalid and to be ignored.
  const xdg = env.XDG_DATA_HOME?.startsWith('/') ? env.XDG_DATA_HOME : join(homeDirectory, '.local', 'share')
  return join(xdg, demo ? 'plugboard-demo' : 'plugboard')
}

/** Zero is allowed: the system picks a free port. */
function port(flag: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback
  const number = Number(value)
  if (!/^\d{1,5}$/.test(value) || number > 65_535) {
    throw new UsageError(`${flag} must be a port number from 0 to 65535, not '${value}'`)
  }
  return number
}

function address(flag: string, value: string): string {
  const bare = value.replace(/^\[(.*)\]$/, '$1')
  if (isIP(bare) || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(bare)) return bare
  throw new UsageError(`${flag} must be an IP address or a host name, not '${value}'`)
}

function loopback(value: string): string {
  const host = address('--host', value)
  if (host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))) return host
  throw new UsageError(
    `--host ${value} is refused: Plugboard has no user accounts yet, so anyone who reaches this address could use ` +
      'the console. Use 127.0.0.1, and an SSH tunnel to reach it from another machine',
  )
}

/** A port that is named is opened; otherwise the choice in the Security window counts. */
function secureListeners(values: Values): NonNullable<StartOptions['secure']> {
  const named = { tls: values['tls-port'], mutual: values['mtls-port'], legacy: values['legacy-tls-port'] }
  return {
    ports: {
      tls: port('--tls-port', named.tls, 9221),
      mutual: port('--mtls-port', named.mutual, 9222),
      legacy: port('--legacy-tls-port', named.legacy, 9223),
    },
    open: (['tls', 'mutual', 'legacy'] as const).filter((kind) => named[kind] !== undefined),
  }
}

function ownCertificate(values: Values, host: string): StartOptions['tls'] {
  const { 'tls-cert': certFile, 'tls-key': keyFile, 'tls-port': tlsPort } = values
  if (certFile === undefined && keyFile === undefined) return null
  if (certFile === undefined) throw new UsageError('--tls-key needs its certificate: give --tls-cert as well')
  if (keyFile === undefined) throw new UsageError('--tls-cert needs its private key: give --tls-key as well')
  return {
    host,
    port: port('--tls-port', tlsPort, 9221),
    certFile: readable('--tls-cert', certFile),
    keyFile: readable('--tls-key', keyFile),
  }
}

function readable(flag: string, file: string): string {
  const path = resolve(file)
  try {
    accessSync(path, constants.R_OK)
  } catch {
    throw new UsageError(`${flag}: the file ${path} does not exist or cannot be read`)
  }
  return path
}

function firstContact(value: string | undefined): FirstContact | null {
  if (value === undefined) return null
  const known = firstContacts.find((word) => word === value)
  if (!known) throw new UsageError(`--first-contact must be one of ${firstContacts.join(', ')}, not '${value}'`)
  return known
}

function refuseSharedPort(listeners: [flag: string, port: number][]) {
  for (const [index, [flag, number]] of listeners.entries()) {
    const other = listeners.slice(0, index).find(([, earlier]) => earlier === number && number !== 0)
    if (other) throw new UsageError(`${other[0]} and ${flag} cannot both be ${number}`)
  }
}
