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
  tls: { host: string; port: number; certFile: string; keyFile: string } | null
  /** Ports for file transfers; open only while one runs. 0 picks a free one. */
  files: { filesPort: number; ftpPort: number }
  /** Null: as stored in the settings. */
  firstContact: FirstContact | null
}

/** The start failed for a reason that the user can do something about; the message is one sentence that says what. */
export class StartError extends Error {
  override name = 'StartError'
}
