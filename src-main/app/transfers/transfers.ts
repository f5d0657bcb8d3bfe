import type { StationRecipe, TransferKind, TransferRow, UploadRecipe } from '#contract/transfers'
import type { NeutralCall } from '../../domain/station-message'
import type { PersonSource } from '#contract/vocabulary'
import { StationCallError } from '../../ocpp/station-host'
import { asker, type Commands } from '../commands'
import type { Connections } from '../connections'
import { FaultError } from '../fault-error'
import type { Clock, Log } from '../ports'
import { type Doorway, type FileDoors, PortsBusyError, type TransferStore } from '../transfer-ports'
import type { StationEntry, WorkingSet } from '../working-set'
import { addressOf, withoutSecrets } from './address'
import { createFirmwareShelf } from './firmware-shelf'
import { createTransferJobs } from './jobs'
import { receivedFiles } from './received-files'

const MOST_UPLOAD_BYTES = 512 * 1024 * 1024
/** As the compatibility record has it (quirk D01). */
export const defaultRecipe: StationRecipe = { scheme: 'ftp', target: 'directory', credentials: true, source: 'default' }
/** Firmware is fetched over HTTP: every client has it, and an interrupted one goes on where it was. */
const firmwareRecipe: UploadRecipe = { scheme: 'http', target: 'file', credentials: false }
const RETRIES = 2
const RETRY_INTERVAL_S = 30

export interface DiagnosticsOrder {
  stations: readonly string[]
  kind: 'diagnostics' | 'security-log'
  from: number | null
  to: number | null
  timeoutMinutes: number
  /** Null: what the station is known to need. */
  recipe: UploadRecipe | null
}

export interface FirmwareOrder {
  stations: readonly string[]
  firmware: number
  retrieveAt: number | null
  timeoutMinutes: number
  signed: { certificate: string; signature: string } | null
}

export type Transfers = ReturnType<typeof createTransfers>

/** Logs from stations and firmware to them. Each is a job of its own that ends by itself. */
export function createTransfers(parts: {
  clock: Clock
  log: Log
  set: WorkingSet
  connections: Connections
  store: TransferStore
  doors: FileDoors
  ask: Commands['ask']
}) {
  const { clock, log, set, connections, store, doors } = parts
  const recipes = store.recipes()
  const jobs = createTransferJobs({ clock, log, store, doors, worked: learn })
  const shelf = createFirmwareShelf({ clock, store, doors, isInUse: (id) => jobs.open().some(({ firmware }) => firmware === id) })

  const recipeOf = (station: string): StationRecipe => recipes.get(station) ?? defaultRecipe

  function setRecipe(station: string, recipe: StationRecipe | null): void {
    store.saveRecipe(station, recipe)
    if (recipe) recipes.set(station, recipe)
    else recipes.delete(station)
  }

  /** What worked is used the next time, unless a person decided otherwise (quirk D01). */
  function learn(row: TransferRow): void {
    if (row.kind !== 'firmware' && recipeOf(row.station).source !== 'user') {
      setRecipe(row.station, { ...row.recipe, source: 'learned' })
    }
  }

  function entryOf(identity: string): StationEntry {
    const entry = set.find(identity)
    if (!entry) throw new FaultError('STATION_NOT_FOUND', { station: identity })
    return entry
  }

  function begin(identity: string, kind: TransferKind, more: Pick<TransferRow, 'recipe'> & Partial<TransferRow> & { timeoutMinutes: number }): TransferRow {
    const { station } = entryOf(identity)
    const { timeoutMinutes, ...rest } = more
    for (const row of jobs.open()) {
      // A station does one upload and one update at a time; the older request would never be heard of again.
      if (row.station === station.station && (row.kind === 'firmware') === (kind === 'firmware')) cancel(row.transfer)
    }
    const now = clock.now()
    const row: TransferRow = {
      transfer: jobs.nextId(),
      station: station.station,
      stationName: station.name,
      kind,
      state: 'asking',
      reason: null,
      answer: null,
      address: '',
      statuses: [],
      failures: 0,
      retries: RETRIES,
      files: [],
      firmware: null,
      firmwareName: null,
      firmwareBefore: station.firmware,
      firmwareAfter: null,
      sentBytes: 0,
      totalBytes: null,
      startedAt: now,
      deadlineAt: now + timeoutMinutes * 60_000,
      doneSince: null,
      endedAt: null,
      ...rest,
    }
    jobs.keep(row)
    return row
  }

  /** Opens the door, tells the station where it is, and takes what it answers. Never rejects. */
  async function ask({ row, by, open, callAt }: Order): Promise<void> {
    const { transfer, station } = row
    const unasked = (reason: 'offline' | 'not-supported' | 'no-answer' | 'ports-busy' | 'error', word: string | null) =>
      jobs.take(transfer, { kind: 'unasked', at: clock.now(), reason, word })
    const connection = connections.ready(station)
    if (!connection) return void unasked('offline', null)
    try {
      const doorway = await open()
      const location = addressOf(row, doorway, connection.localAddress)
      jobs.keep({ ...(jobs.get(transfer) ?? row), address: withoutSecrets(location, doorway) })
      const call = callAt(location)
      const reply = await asker(parts.ask, connection, by)(call, (text) => withoutSecrets(text, doorway))
      jobs.take(transfer, { kind: 'answered', at: clock.now(), accepted: reply.accepted, word: reply.raw || null })
    } catch (error) {
      if (error instanceof PortsBusyError) unasked('ports-busy', error.message)
      else if (error instanceof StationCallError) unasked(...failureOf(error))
      else {
        log.error('a transfer could not begin', { transfer, station, error: String(error) })
        unasked('error', error instanceof Error ? error.message : String(error))
      }
    }
  }

  function receive(row: TransferRow): Promise<Doorway> {
    return doors.receive({
      job: row.transfer,
      limitBytes: MOST_UPLOAD_BYTES,
      isFtp: row.recipe.scheme === 'ftp',
      onFile: (file) => jobs.take(row.transfer, { kind: 'file', at: clock.now(), file }),
    })
  }

  function cancel(transfer: number): void {
    jobs.take(transfer, { kind: 'cancel', at: clock.now() })
  }

  const period = ({ from, to }: DiagnosticsOrder) => ({ from, to })
  const ids = (rows: readonly TransferRow[]) => rows.map(({ transfer }) => transfer)

  return {
    feed: jobs.feed,
    firmware: shelf,
    received: receivedFiles(doors, jobs),
    recipeOf: (station: string) => recipeOf(entryOf(station).station.station),
    setRecipe(station: string, recipe: UploadRecipe | null) {
      setRecipe(entryOf(station).station.station, recipe && { ...recipe, source: 'user' })
    },
    startDiagnostics(order: DiagnosticsOrder, by: PersonSource): number[] {
      const identities = order.stations.map((station) => entryOf(station).station.station)
      const rows = identities.map((station) => {
        const { source: _source, ...known } = recipeOf(station)
        return begin(station, order.kind, { recipe: order.recipe ?? known, timeoutMinutes: order.timeoutMinutes })
      })
      for (const row of rows) {
        const kind = order.kind === 'diagnostics' ? 'upload-diagnostics' : 'upload-security-log'
        const callAt = (location: string): NeutralCall => ({ kind, transfer: fileTransfer(row, location), period: period(order) })
        void ask({ row, by, open: () => receive(row), callAt })
      }
      return ids(rows)
    },
    startFirmware(order: FirmwareOrder, by: PersonSource): number[] {
      const file = shelf.get(order.firmware)
      const identities = order.stations.map((station) => entryOf(station).station.station)
      const rows = identities.map((station) =>
        begin(station, 'firmware', {
          recipe: firmwareRecipe,
          timeoutMinutes: order.timeoutMinutes,
          firmware: file.firmware,
          firmwareName: file.name,
          totalBytes: file.bytes,
        }),
      )
      for (const row of rows) {
        const onSent = (bytes: number) => void jobs.take(row.transfer, { kind: 'sent', at: clock.now(), bytes })
        const open = () => doors.serve({ job: row.transfer, firmware: file.firmware, onSent })
        const callAt = (location: string) => firmwareCall(order, fileTransfer(row, location), clock.now())
        void ask({ row, by, open, callAt })
      }
      return ids(rows)
    },
    cancel,
    /** Forgets a transfer with its files; one that runs is broken off. */
    async remove(transfer: number) {
      cancel(transfer)
      await jobs.forget(transfer)
    },
    told: jobs.told,
    tick: jobs.tick,
    clean: jobs.clean,
  }
}

interface Order {
  row: TransferRow
  by: PersonSource
  open(): Promise<Doorway>
  callAt(location: string): NeutralCall
}

const fileTransfer = ({ transfer, retries }: TransferRow, location: string) => ({
  requestId: transfer,
  location,
  retries,
  retryIntervalS: RETRY_INTERVAL_S,
})

function firmwareCall(order: FirmwareOrder, transfer: ReturnType<typeof fileTransfer>, now: number): NeutralCall {
  const retrieveAt = order.retrieveAt ?? now
  return order.signed
    ? { kind: 'update-signed-firmware', transfer, retrieveAt, ...order.signed }
    : { kind: 'update-firmware', transfer, retrieveAt }
}

function failureOf(error: StationCallError): ['offline' | 'not-supported' | 'no-answer' | 'error', string | null] {
  switch (error.code) {
    case 'timeout':
      return ['no-answer', null]
    case 'connection-lost':
      return ['offline', null]
    case 'not-supported':
      return ['not-supported', error.message]
    case 'call-error': {
      const { code, description } = error.answer ?? { code: 'GenericError', description: error.message }
      const isUnknown = code === 'NotImplemented' || code === 'NotSupported'
      return [isUnknown ? 'not-supported' : 'error', description ? `${code}: ${description}` : code]
    }
  }
}

