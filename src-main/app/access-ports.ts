import type { ApiToken } from '#contract/access'
import type { EpochMs } from '#contract/read-models'

/** Random secrets, and the digests by which they are known again. */
export interface Secrets {
  /** 256 random bits, as text that fits into an address and a header. */
  make(): string
  digest(secret: string): string
}

/** Known by its digest alone. */
export interface StoredApiToken extends ApiToken {
  digest: string
}

/** A browser that signed in, known by the digest of its cookie. */
export interface StoredBrowser {
  digest: string
  signedInAt: EpochMs
  expiresAt: EpochMs
}

/** Who may come in. @throws StorageFullError */
export interface AccessStore {
  tokens(): StoredApiToken[]
  /** Returns its number. */
  addToken(token: Omit<StoredApiToken, 'id'>): number
  noteTokenUse(id: number, at: EpochMs): void
  removeToken(id: number): void
  browsers(): StoredBrowser[]
  saveBrowser(browser: StoredBrowser): void
  removeBrowsers(digests: readonly string[]): void
}

/** Where scripts come in, opened and closed by the host as the user wants it. */
export interface RestDoor {
  port: number
  /** Null: the port is taken, or may not be opened. */
  open(): Promise<{ url: string } | null>
  close(): Promise<void>
}

/** Tells the command line of this user where the console is, and lets it in. */
export interface DoorNote {
  write(door: { url: string; token: string }): void
  remove(): void
}
