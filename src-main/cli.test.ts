import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readCommandLine, type Surroundings } from './cli'

const directory = mkdtempSync(join(tmpdir(), 'plugboard-cli-'))
const certFile = join(directory, 'cert.pem')
const keyFile = join(directory, 'key.pem')
writeFileSync(certFile, 'certificate')
writeFileSync(keyFile, 'key')
afterAll(() => rmSync(directory, { recursive: true }))

const surroundings = (overrides: Partial<Surroundings> = {}): Surroundings => ({
  host: 'headless',
  version: '1.2.3',
  platform: 'linux',
  env: {},
  homeDirectory: '/home/ada',
  ...overrides,
})

function started(args: string[], overrides: Partial<Surroundings> = {}) {
  const line = readCommandLine(args, surroundings(overrides))
  if (line.kind !== 'start') throw new Error(`expected a start, got ${JSON.stringify(line)}`)
  return line
}

describe('the command line', () => {
  it('starts with defaults that chargers on the network can reach and browsers elsewhere cannot', () => {
    expect(started([])).toEqual({
      kind: 'start',
      options: {
        host: 'headless',
        demo: false,
        version: '1.2.3',
        dataDirectory: '/home/ada/.local/share/plugboard',
        ocpp: { host: '0.0.0.0', port: 9220 },
        tls: null,
        secure: { ports: { tls: 9221, mutual: 9222, legacy: 9223 }, open: [] },
        files: { filesPort: 9281, ftpPort: 9282 },
        firstContact: null,
      },
      web: { host: '127.0.0.1', port: 9280 },
    })
  })

  it('keeps the demo on loopback and in a directory of its own', () => {
    const { options } = started(['--demo'])
    expect(options.ocpp.host).toBe('127.0.0.1')
    expect(options.dataDirectory).toBe('/home/ada/.local/share/plugboard-demo')
  })

  it('reads every flag', () => {
    const { options, web } = started([
      '--headless', '--data-dir', '/srv/p', '--host', '::1', '--ocpp-host', '10.0.0.5', '--ocpp-port', '0',
      '--web-port=8080', '--tls-port', '8443', '--tls-cert', certFile, '--tls-key', keyFile, '--first-contact', 'refuse',
    ])
    expect(options).toMatchObject({
      dataDirectory: '/srv/p',
      ocpp: { host: '10.0.0.5', port: 0 },
      tls: { host: '10.0.0.5', port: 8443, certFile, keyFile },
      firstContact: 'refuse',
    })
    expect(web).toEqual({ host: '::1', port: 8080 })
  })

  it('opens the listeners with TLS whose ports are named', () => {
    expect(started(['--tls-port', '9443', '--mtls-port=0']).options.secure).toEqual({
      ports: { tls: 9443, mutual: 0, legacy: 9223 },
      open: ['tls', 'mutual'],
    })
  })

  it.each([
    [{ platform: 'linux', env: { XDG_DATA_HOME: '/data' } }, '/data/plugboard'],
    [{ platform: 'linux', env: { XDG_DATA_HOME: 'relative' } }, '/home/ada/.local/share/plugboard'],
    [{ platform: 'darwin', env: {} }, '/home/ada/Library/Application Support/Plugboard'],
    [{ platform: 'win32', env: { APPDATA: '/appdata' } }, '/appdata/Plugboard'],
  ] as const)('keeps its data where the platform does: %j', (overrides, expected) => {
    expect(started([], overrides).options.dataDirectory).toBe(expected)
  })

  it('opens the TLS listener on 9221 unless told otherwise', () => {
    expect(started(['--tls-cert', certFile, '--tls-key', keyFile]).options.tls?.port).toBe(9221)
  })

  it('prints its help and its version', () => {
    expect(readCommandLine(['--version'], surroundings())).toEqual({ kind: 'print', text: '1.2.3\n' })
    const help = readCommandLine(['--help'], surroundings())
    expect(help).toMatchObject({ kind: 'print', text: expect.stringContaining('--first-contact') })
  })

  it.each([
    [['--colour'], "Unknown option '--colour'"],
    [['extra'], "Unexpected argument 'extra'"],
    [['--ocpp-port'], 'argument missing'],
    [['--ocpp-port', '70000'], '--ocpp-port must be a port number'],
    [['--web-port', '9e3'], '--web-port must be a port number'],
    [['--ocpp-port=-1'], '--ocpp-port must be a port number'],
    [['--files-port', 'x'], '--files-port must be a port number'],
    [['--ftp-port', '9220'], '--ocpp-port and --ftp-port cannot both be 9220'],
    [['--web-port', '9220'], '--ocpp-port and --web-port cannot both be 9220'],
    [['--data-dir', ''], '--data-dir needs the path'],
    [['--ocpp-host', 'not a host'], '--ocpp-host must be an IP address'],
    [['--host', '0.0.0.0'], 'no user accounts yet'],
    [['--host', '192.168.1.10'], 'no user accounts yet'],
    [['--host', '127.example.org'], 'no user accounts yet'],
    [['--first-contact', 'maybe'], 'quarantine, accept, refuse'],
    [['--mtls-port', '9221'], '--tls-port and --mtls-port cannot both be 9221'],
    [['--tls-cert', certFile], 'give --tls-key'],
    [['--tls-key', keyFile], 'give --tls-cert'],
    [['--tls-cert', join(directory, 'none.pem'), '--tls-key', keyFile], 'none.pem does not exist or cannot be read'],
  ])('refuses %j with the reason', (args, reason) => {
    expect(readCommandLine(args, surroundings())).toMatchObject({ kind: 'error', message: expect.stringContaining(reason) })
  })
})
