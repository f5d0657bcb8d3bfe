import type { FirstContact } from '#contract/vocabulary'

/** Everything that a host decides before the core starts. */
export interface StartOptions {
  host: 'desktop' | 'headless'
  demo: boolean
  version: string
  /** Created when missing; one running instance per directory. */
  dataDirectory: string
  /** Port 0 picks a free one (tests). */
  ocpp: { host: string; port: number }
  /** A certificate of the user's own; null: the authority of this installation issues one. */
  tls: { host: string; port: number; certFile: string; keyFile: string } | null
  /** Ports of the listeners with TLS, and which of them are open whatever was chosen before. Missing: free ones. */
  secure?: { ports: { tls: number; mutual: number; legacy: number }; open: readonly ('tls' | 'mutual' | 'legacy')[] }
  /** Ports for file transfers; open only while one runs. 0 picks a free one. */
  files: { filesPort: number; ftpPort: number }
  /** Null: as stored in the settings. */
  firstContact: FirstContact | null
}

/** The start failed for a reason that the user can do something about; the message is one sentence that says what. */
export class StartError extends Error {
  override name = 'StartError'
}
