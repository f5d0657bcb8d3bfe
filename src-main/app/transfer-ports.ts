import type {
  ArchiveListing,
  ArchiveMatch,
  EntryText,
  FirmwareFile,
  StationRecipe,
  TransferFile,
  TransferRow,
} from '#contract/transfers'

/** The doors through which files come and go; `files/` has the real ones. A door is open while a job is. */
export interface FileDoors {
  /** @throws PortsBusyError */
  receive(job: { job: number; limitBytes: number; isFtp: boolean; onFile(file: TransferFile): void }): Promise<Doorway>
  /** @throws PortsBusyError */
  serve(job: { job: number; firmware: number; onSent(bytes: number): void }): Promise<Doorway>
  /** Nothing more goes through; what was on its way is kept, marked as partial. The last one closes the ports. */
  shut(job: number): Promise<void>
  /** Deletes what a job received. */
  forget(job: number): Promise<void>

  firmware: {
    /** Empty, to be appended to. */
    begin(firmware: number): Promise<void>
    append(firmware: number, bytes: Buffer): Promise<void>
    finish(firmware: number): Promise<{ bytes: number; sha256: string }>
    remove(firmware: number): Promise<void>
  }
  received: {
    list(job: number, file: string): Promise<ArchiveListing>
    text(job: number, file: string, entry: string): Promise<EntryText>
    search(job: number, file: string, words: string): Promise<ArchiveMatch[]>
    /** Null: there is no such file. */
    chunk(job: number, file: string, offset: number, bytes: number): Promise<Buffer | null>
  }
  close(): Promise<void>
}

/** What an address is made of. */
export interface Doorway {
  port: number
  user: string
  password: string
  /** Path segment that nobody can guess. */
  secret: string
}

/** A port that the transfer needs is taken by another program. */
export class PortsBusyError extends Error {
  override name = 'PortsBusyError'
  constructor(
    readonly flag: '--files-port' | '--ftp-port',
    readonly port: number,
    options?: ErrorOptions,
  ) {
    super(`port ${port} is in use; choose another with ${flag}`, options)
  }
}

/** What is kept of transfers. Few and slow, so they are written one by one. @throws StorageFullError */
export interface TransferStore {
  all(): TransferRow[]
  save(row: TransferRow): void
  remove(transfer: number): void
  recipes(): Map<string, StationRecipe>
  saveRecipe(station: string, recipe: StationRecipe | null): void
  firmware(): FirmwareFile[]
  addFirmware(file: FirmwareFile): void
  removeFirmware(firmware: number): void
}
