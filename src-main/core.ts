import type { StartOptions } from './start-options'

/** A running core: what a host needs to serve windows. */
export interface Core {
  /** The implemented contract, for an oRPC RPCHandler. */
  router: never
  /** The ports really in use. */
  ocppPort: number
  tlsPort: number | null
  /** Finishes pending answers, closes stations with 1001, checkpoints the database. Bounded to 4 s. */
  close(): Promise<void>
}

/** Composition root. @throws StartError when the port, the directory or the database cannot be used. */
export function startCore(_options: StartOptions): Promise<Core> {
  throw new Error('not yet composed')
}
