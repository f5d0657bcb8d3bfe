import { type CertificateFacts, type ListenerKind, listenerKinds, type ListenerRow, type SecurityState } from '#contract/security'
import type { Connections } from '../connections'
import type { Log } from '../ports'
import type { CertificateAuthority, SecurityStore, StationPorts, TlsMaterial } from '../security-ports'

/** What the command line says of the ports for stations. */
export interface ListenerPlan {
  ports: Readonly<Record<ListenerKind, number>>
  /** Open at start whatever was chosen in a window; a port that cannot be opened ends the start. */
  demanded: readonly ListenerKind[]
  /** A certificate of the user's own; null: the authority issues one. Read again before each use. */
  ownCertificate: (() => TlsMaterial) | null
}

export interface Listeners {
  /** @throws the error of the system for a listener that was demanded */
  start(ports: StationPorts): Promise<void>
  rows(): ListenerRow[]
  /** The port in use; null: closed. */
  port(kind: ListenerKind): number | null
  turn(kind: ListenerKind, isOn: boolean): Promise<void>
  /** Certificates, names and authorities as they are now. Nothing happens where nothing changed. */
  renew(): Promise<void>
  server(): SecurityState['server']
}

const onAtFirst: Record<ListenerKind, boolean> = { plain: true, tls: false, mutual: false, legacy: false }

export function createListeners(parts: {
  log: Log
  store: Pick<SecurityStore, 'choices' | 'saveChoices' | 'authorities'>
  authority: CertificateAuthority
  connections: Connections
  plan: ListenerPlan
  /** For the certificate of the server, the first one leads. */
  names: () => string[]
  changed: () => void
}): Listeners {
  const { log, store, authority, plan } = parts
  const chosen: Record<ListenerKind, boolean> = { ...onAtFirst, ...store.choices().listeners }
  for (const kind of plan.demanded) chosen[kind] = true
  const open = new Map<ListenerKind, number>()
  const faults = new Map<ListenerKind, ListenerRow['fault']>()
  let ports: StationPorts | null = null
  let server: SecurityState['server'] = null
  const shown = new Map<ListenerKind, string>()
  // One change at a time: a switch that is turned twice must end as it was turned last.
  let queue: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work)
    queue = done.catch(() => undefined)
    return done
  }

  async function material(kind: ListenerKind): Promise<TlsMaterial> {
    const shows = await identity()
    return kind === 'mutual' ? { ...shows, ca: await vouchers() } : shows
  }

  async function identity(): Promise<TlsMaterial> {
    if (plan.ownCertificate !== null) {
      const own = plan.ownCertificate()
      server = { source: 'files', certificates: own.cert.flatMap(leaf) }
      return own
    }
    const { certificates, material: issued } = await authority.server(parts.names())
    server = { source: 'authority', certificates: [withoutText(certificates.ec), withoutText(certificates.rsa)] }
    return issued
  }

  /** What cannot be read here is refused by the listener, with its reason. */
  function leaf(pem: string): CertificateFacts[] {
    try {
      return authority.read(pem).slice(0, 1).map(withoutText)
    } catch {
      return []
    }
  }

  async function vouchers(): Promise<string[]> {
    const { ec, rsa } = await authority.roots()
    return [ec.pem, rsa.pem, ...store.authorities()]
  }

  async function openOne(kind: ListenerKind): Promise<void> {
    if (ports === null || open.has(kind)) return
    const tls = kind === 'plain' ? null : await material(kind)
    open.set(kind, await ports.open(kind, tls))
    shown.set(kind, JSON.stringify(tls))
    faults.delete(kind)
  }

  async function tryOpen(kind: ListenerKind): Promise<void> {
    try {
      await openOne(kind)
    } catch (error) {
      faults.set(kind, faultOf(error))
      log.warn('a listener could not be opened', { listener: kind, error: String(error) })
    }
  }

  return {
    start: (given) =>
      inTurn(async () => {
        ports = given
        for (const kind of listenerKinds) {
          if (!chosen[kind]) continue
          // Without the first of them nothing would work, and the reason must be seen at the start.
          if (kind === 'plain' || plan.demanded.includes(kind)) await openOne(kind)
          else await tryOpen(kind)
        }
      }),
    rows: () =>
      listenerKinds.map((kind) => ({
        kind,
        isOn: chosen[kind],
        state: open.has(kind) ? 'open' : chosen[kind] ? 'failed' : 'off',
        port: open.get(kind) ?? plan.ports[kind],
        fault: faults.get(kind) ?? null,
        stations: parts.connections.all().filter(({ listener }) => listener === kind).length,
      })),
    port: (kind) => open.get(kind) ?? null,
    turn: (kind, isOn) =>
      inTurn(async () => {
        store.saveChoices({ listeners: { ...store.choices().listeners, [kind]: isOn } })
        chosen[kind] = isOn
        if (isOn) await tryOpen(kind)
        else if (open.delete(kind)) await ports?.shut(kind)
        if (!isOn) faults.delete(kind)
        parts.changed()
      }),
    renew: () =>
      inTurn(async () => {
        for (const kind of open.keys()) {
          if (kind === 'plain') continue
          const tls = await material(kind)
          const next = JSON.stringify(tls)
          if (next === shown.get(kind)) continue
          ports?.renew(kind, tls)
          shown.set(kind, next)
          parts.changed()
        }
      }),
    server: () => server,
  }
}

export const withoutText = <T extends { pem: string }>({ pem: _pem, ...facts }: T): Omit<T, 'pem'> => facts

function faultOf(error: unknown): ListenerRow['fault'] {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EADDRINUSE') return 'port-in-use'
  if (code === 'EACCES') return 'port-denied'
  return code.startsWith('ERR_OSSL') || code.startsWith('ERR_TLS') ? 'certificate' : 'other'
}
