import type { ListenerKind, StationSecurity } from '#contract/security'
import { openStage, rowsOf, type Stage, first } from '../story'

export interface SecureStage extends Stage {
  /** Where a listener is reached, by a name that is in the certificate. */
  at(kind: ListenerKind): string
  /** Both roots, for a station to trust. */
  ca: string[]
  security(station: string): Promise<StationSecurity>
  /** What nobody has seen, as `station event count`. */
  inbox(): Promise<string[]>
  outcomes(): Promise<string[]>
}

/** A core with all listeners open that are named, from now on: TLS is checked by the real clock. */
export async function secureStage(open: readonly ('tls' | 'mutual' | 'legacy')[] = ['tls', 'mutual']): Promise<SecureStage> {
  const stage = await openStage({ secure: { ports: { tls: 0, mutual: 0, legacy: 0 }, open } }, { from: Date.now() })
  const ca = [await stage.client.security.root({ key: 'ec' }), await stage.client.security.root({ key: 'rsa' })]
  return Object.assign(Object.create(stage) as Stage, {
    ca,
    at: (kind: ListenerKind) => `${kind === 'plain' ? 'ws' : 'wss'}://localhost:${stage.core.portOf(kind)}`,
    security: (station: string) => first(stage.client.security.watchStation({ station })),
    async inbox() {
      const rows = await rowsOf(stage.client.security.watchInbox())
      return rows.filter(({ seen }) => seen === null).map(({ station, events }) => `${station ?? '-'} ${Object.entries(events).map(([event, times]) => `${event} ${times}`).join(' + ')}`).sort()
    },
    async outcomes() {
      const rows = (await rowsOf(stage.client.handshakes.watch())).filter(({ outcome }) => outcome !== 'accepted')
      return rows.map(({ outcome, detail }) => `${outcome}: ${detail}`)
    },
  })
}
