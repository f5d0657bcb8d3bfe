import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppInfo } from '#contract/read-models'
import type { createRouter } from './app/bridge/router'
import type { Clock } from './app/ports'
import { startServices } from './app/start-services'
import { createDoorstep } from './world/doorstep'
import { listeningAddresses } from './world/listening-addresses'
import { openLog } from './world/log'
import { actionCatalog } from './ocpp/action-catalog'
import { openEndpoint } from './ocpp/endpoint'
import { certificateFacts } from './ocpp/tls-diagnosis'
import { type StartOptions, StartError } from './start-options'
import { createLetterPress } from './letter/pdf'
import { createFileDoors } from './files/doors'
import { claimDataDirectory, type DataDirectory } from './store/data-directory'
import { openStore } from './store/open-store'
import { createDoorNote } from './world/door-note'
import { createPasswords } from './world/passwords'
import { secrets } from './world/secrets'
import { systemClock } from './world/system-clock'
import { lineOf, userVendorCodes } from './world/vendor-codes'
import vendorCodes from '../resources/vendor-codes.json'

export type Access = ReturnType<typeof startServices>['access']

/** A running core: what a host needs to serve windows. */
export interface Core {
  /** The implemented contract, for an oRPC RPCHandler. */
  router: ReturnType<typeof createRouter>
  /** Who may come in, and where scripts do. */
  access: Access
  /** The ports really in use. */
  ocppPort: number
  tlsPort: number | null
  /** Finishes pending answers, closes stations with 1001, checkpoints the database. Bounded to 4 s. */
  close(): Promise<void>
}

/** Composition root. @throws StartError when the port, the directory or the database cannot be used. */
export async function startCore(options: StartOptions, clock: Clock = systemClock): Promise<Core> {
  const certificate = options.tls && readCertificate(options.tls)
  const directory = claimDataDirectory(options.dataDirectory)
  try {
    return await composed({ options, clock, directory, certificate })
  } catch (error) {
    directory.release()
    throw error
  }
}

async function composed(parts: {
  options: StartOptions
  clock: Clock
  directory: DataDirectory
  certificate: { cert: Buffer; key: Buffer } | null
}): Promise<Core> {
  const { options, clock, directory, certificate } = parts
  const log = openLog(directory.logs)
  const store = openStore(directory.databaseFile, readerWorker(), { backups: directory.backups })
  const startedAt = clock.now()
  const ports = { ocpp: options.ocpp.port, tls: options.tls?.port ?? null }
  const info = (): AppInfo => ({
    version: options.version,
    host: options.host,
    demo: options.demo,
    dataDirectory: options.dataDirectory,
    startedAt,
    stationAddresses: listeningAddresses({
      plain: { host: options.ocpp.host, port: ports.ocpp },
      tls: options.tls && ports.tls !== null ? { host: options.tls.host, port: ports.tls, names: (certificate && certificateFacts(certificate.cert)?.names) ?? [] } : null,
    }),
  })
  const doors = createFileDoors({
    directory: directory.files,
    host: options.ocpp.host,
    ...options.files,
    now: () => clock.now(),
  })
  const doorstep = createDoorstep(() => [
    { use: 'ocpp', host: options.ocpp.host, port: ports.ocpp, isOpen: true },
    ...(options.tls && ports.tls !== null ? [{ use: 'ocpp-tls' as const, host: options.tls.host, port: ports.tls, isOpen: true }] : []),
    { use: 'uploads', host: options.ocpp.host, port: options.files.filesPort, isOpen: false },
    { use: 'ftp', host: options.ocpp.host, port: options.files.ftpPort, isOpen: false },
  ])
  const services = startServices({
    doorstep,
    doors,
    press: createLetterPress(),
    clock,
    log,
    store,
    passwords: createPasswords(),
    secrets,
    note: createDoorNote(options.dataDirectory),
    catalog: actionCatalog,
    vendorCodes: {
      own: userVendorCodes(join(options.dataDirectory, 'vendor-codes.json'), { log, now: () => clock.now() }),
      builtIn: vendorCodes.flatMap((line) => lineOf(line) ?? []),
    },
    info,
    certificateExpiresAt: certificate && expiryOf(certificate.cert),
  })
  if (options.firstContact) services.settings.settings = { ...services.settings.settings, firstContact: options.firstContact }

  const onBug = (error: unknown) => log.error('unexpected', { error: error instanceof Error ? error.stack : String(error) })
  const listeners = [
    { ...options.ocpp },
    ...(options.tls && certificate ? [{ host: options.tls.host, port: options.tls.port, tls: certificate }] : []),
  ]
  try {
    const endpoint = await openEndpoint({ host: services.host, listeners, clock, onBug, isOwn: doorstep.isOwn })
    const [ocppPort = options.ocpp.port, tlsPort = null] = endpoint.ports
    ports.ocpp = ocppPort
    ports.tls = tlsPort
    log.info('started', { ocppPort, tlsPort, version: options.version })
    return {
      router: services.router,
      access: services.access,
      ocppPort,
      tlsPort,
      async close() {
        services.ending()
        await services.access.rest.stop()
        await endpoint.close()
        await doors.close()
        services.stop()
        await store.reader.close()
        store.close()
        log.info('stopped')
        log.close()
        directory.release()
      },
    }
  } catch (error) {
    services.stop()
    await store.reader.close()
    store.close()
    throw listenError(error, options)
  }
}

/** Beside the bundle when built, in its own folder when run from source. */
function readerWorker(): URL {
  const file = import.meta.url.endsWith('.ts') ? './store/reader-worker.ts' : './reader-worker.js'
  return new URL(file, import.meta.url)
}

/** A certificate that cannot be read here is refused by the listener, with its reason. */
function expiryOf(certificate: Buffer): number | null {
  try {
    return new X509Certificate(certificate).validToDate.getTime()
  } catch {
    return null
  }
}

function readCertificate(tls: NonNullable<StartOptions['tls']>): { cert: Buffer; key: Buffer } {
  const read = (file: string, what: string) => {
    try {
      return readFileSync(file)
    } catch (error) {
      throw new StartError(`The ${what} ${file} cannot be read. Check the path and its rights.`, { cause: error })
    }
  }
  return { cert: read(tls.certFile, 'TLS certificate'), key: read(tls.keyFile, 'TLS key') }
}

function listenError(error: unknown, options: StartOptions): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  const port = 'port' in error ? Number(error.port) : options.ocpp.port
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${port} is in use. Quit the program that listens there, or choose another port with --ocpp-port or --tls-port.`,
        { cause: error },
      )
    case 'EACCES':
      return new StartError(`Port ${port} needs rights that this user lacks. Choose one above 1023 with --ocpp-port or --tls-port.`, {
        cause: error,
      })
    case 'EADDRNOTAVAIL':
      return new StartError(`No network interface has the address ${options.ocpp.host}. Check --ocpp-host.`, { cause: error })
    default:
      return String(error.code).startsWith('ERR_OSSL') || String(error.code).startsWith('ERR_TLS')
        ? new StartError(`The TLS certificate or key cannot be used: ${error.message}.`, { cause: error })
        : error
  }
}
