import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppInfo } from '#contract/read-models'
import type { ListenerKind } from '#contract/security'
import type { createRouter } from './app/bridge/router'
import type { SecretCipher } from './app/alerts-ports'
import type { Clock } from './app/ports'
import { startServices } from './app/start-services'
import { createDoorstep } from './world/doorstep'
import { createAuthority } from './certificates/authority'
import { stationPorts } from './station-ports'
import { ownNames } from './world/own-names'
import { listeningAddresses } from './world/listening-addresses'
import { openLog } from './world/log'
import { actionCatalog } from './ocpp/action-catalog'
import { openEndpoint } from './ocpp/endpoint'
import { type StartOptions, StartError } from './start-options'
import { createBillPress } from './letter/bill-press'
import { createLetterPress } from './letter/pdf'
import { createSenders } from './channels/senders'
import { createFileDoors } from './files/doors'
import { claimDataDirectory, type DataDirectory } from './store/data-directory'
import { openStore } from './store/open-store'
import { diskSpaceOf } from './world/disk-space'
import { createDoorNote } from './world/door-note'
import { createStreetMap } from './world/street-map'
import { createPasswords } from './world/passwords'
import { createSecretFile } from './world/secret-file'
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
  /** Null: that listener is closed. */
  portOf(kind: ListenerKind): number | null
  /** Finishes pending answers, closes stations with 1001, checkpoints the database. Bounded to 4 s. */
  close(): Promise<void>
}

/** Composition root. @throws StartError when the port, the directory or the database cannot be used. */
export async function startCore(
  options: StartOptions,
  clock: Clock = systemClock,
  /** The operating system's own encryption, where the host has one. */
  cipher: SecretCipher | null = null,
): Promise<Core> {
  // Before anything is claimed: a wrong path is the most common mistake.
  if (options.tls) readCertificate(options.tls)
  const directory = claimDataDirectory(options.dataDirectory)
  try {
    return await composed({ options, clock, directory, cipher })
  } catch (error) {
    directory.release()
    throw error
  }
}

async function composed(parts: {
  options: StartOptions
  clock: Clock
  directory: DataDirectory
  cipher: SecretCipher | null
}): Promise<Core> {
  const { options, clock, directory, cipher } = parts
  const log = openLog(directory.logs)
  const store = openStore(directory.databaseFile, readerWorker(), { backups: directory.backups })
  const startedAt = clock.now()
  const { tls, secure } = options
  const ports = { plain: options.ocpp.port, mutual: 0, legacy: 0, ...secure?.ports, tls: tls?.port ?? secure?.ports.tls ?? 0 }
  const openPorts = () => services.listeners.rows().filter(({ state }) => state === 'open')
  const info = (): AppInfo => ({
    version: options.version,
    host: options.host,
    demo: options.demo,
    dataDirectory: options.dataDirectory,
    startedAt,
    stationAddresses: listeningAddresses(options.ocpp.host, openPorts(), services.listeners.server()?.certificates[0]?.names ?? []),
  })
  const doors = createFileDoors({
    directory: directory.files,
    host: options.ocpp.host,
    ...options.files,
    now: () => clock.now(),
  })
  const doorstep = createDoorstep(() => [
    ...openPorts().map(({ kind, port }) => ({ use: kind === 'plain' ? ('ocpp' as const) : ('ocpp-tls' as const), host: options.ocpp.host, port, isOpen: true })),
    { use: 'uploads', host: options.ocpp.host, port: options.files.filesPort, isOpen: false },
    { use: 'ftp', host: options.ocpp.host, port: options.files.ftpPort, isOpen: false },
  ])
  const billPress = createBillPress()
  const services = startServices({
    doorstep,
    doors,
    press: createLetterPress(),
    billPress,
    clock,
    log,
    store,
    passwords: createPasswords(),
    streetMap: createStreetMap(join(options.dataDirectory, 'map.pmtiles')),
    secrets,
    senders: createSenders(),
    secretKeeper: createSecretFile(options.dataDirectory, { cipher, log }),
    space: diskSpaceOf(options.dataDirectory),
    note: createDoorNote(options.dataDirectory),
    catalog: actionCatalog,
    vendorCodes: {
      own: userVendorCodes(join(options.dataDirectory, 'vendor-codes.json'), { log, now: () => clock.now() }),
      builtIn: vendorCodes.flatMap((line) => lineOf(line) ?? []),
    },
    info,
    authority: createAuthority(directory.certificates, () => clock.now()),
    listeners: {
      ports,
      demanded: [...(tls ? (['tls'] as const) : []), ...(secure?.open ?? [])],
      ownCertificate: tls && (() => readCertificate(tls)),
    },
    ownNames,
  })
  if (options.firstContact) services.settings.settings = { ...services.settings.settings, firstContact: options.firstContact }

  const onBug = (error: unknown) => log.error('unexpected', { error: error instanceof Error ? error.stack : String(error) })
  const endpoint = await openEndpoint({ host: services.host, listeners: [], clock, onBug, isOwn: doorstep.isOwn })
  try {
    const { listeners } = services
    await listeners.start(stationPorts(endpoint, { host: options.ocpp.host, ports }))
    log.info('started', { ports: openPorts().map(({ kind, port }) => `${kind} ${port}`), version: options.version })
    return {
      router: services.router,
      access: services.access,
      get ocppPort() {
        return listeners.port('plain') ?? options.ocpp.port
      },
      get tlsPort() {
        return listeners.port('tls')
      },
      portOf: listeners.port,
      async close() {
        services.ending()
        await services.access.rest.stop()
        await endpoint.close()
        await doors.close()
        await billPress.close()
        await services.lastMessages()
        services.stop()
        await store.reader.close()
        store.close()
        log.info('stopped')
        log.close()
        directory.release()
      },
    }
  } catch (error) {
    await endpoint.close()
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

function readCertificate(tls: NonNullable<StartOptions['tls']>): { cert: string[]; key: string[] } {
  const read = (file: string, what: string) => {
    try {
      return [readFileSync(file, 'utf8')]
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
        `Port ${port} is in use. Quit the program that listens there, or choose another port with --ocpp-port, --tls-port, --mtls-port or --legacy-tls-port.`,
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
