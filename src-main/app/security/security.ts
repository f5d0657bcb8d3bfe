import type { SecurityChoices, SecurityState } from '#contract/security'
import type { CentralSystem } from '../central-system'
import type { ExpiringCertificate } from '../../domain/alerts/house-conditions'
import type { Commands } from '../commands'
import type { Connections } from '../connections'
import { FaultError } from '../fault-error'
import { createValueFeed } from '../feeds/value-feed'
import type { Doorkeeper } from '../knock'
import type { Clock, Commit, Log, Passwords, Store } from '../ports'
import type { Certificate, CertificateAuthority, NewSecurityEvent } from '../security-ports'
import type { StationConnection } from '../../ocpp/station-host'
import type { WorkingSet } from '../working-set'
import { createCertificateDesk } from './certificate-desk'
import { expiring } from './expiry'
import { createSecurityInbox } from './inbox'
import { createKeys } from './keys'
import { createListeners, type ListenerPlan, withoutText } from './listeners'
import { createStationOrders } from './station-orders'

const CHECK_MS = 3_600_000
const defaultChoices: SecurityChoices = { signing: 'ask', organisation: '', names: [] }

export type Security = ReturnType<typeof createSecurity>

/** Keys, certificates, listeners and the inbox of what is relevant to security. */
export function createSecurity(parts: {
  clock: Clock
  log: Log
  store: Store
  passwords: Passwords
  set: WorkingSet
  connections: Connections
  authority: CertificateAuthority
  plan: ListenerPlan
  /** Host name and addresses of this computer. */
  ownNames: () => string[]
  host: () => 'desktop' | 'headless'
  commands: () => Commands
  central: () => CentralSystem
  /** The number of lines that wait for a person is another. */
  inboxChanged: () => void
  /** Something about a station is other than before. */
  stationChanged: (station: string) => void
}) {
  const { clock, log, set, connections, authority } = parts
  const store = parts.store.security
  let checkedAt = Number.NEGATIVE_INFINITY
  let roots: SecurityState['roots'] = null
  let choices: SecurityChoices = { ...defaultChoices, ...pick(store.choices()) }

  const nameOf = (station: string) => set.find(station)?.station.name ?? station
  const raise = (event: NewSecurityEvent) => parts.central().note({ securityEvents: [event] })
  const changed = () => feed.touch()
  const { commands, central } = parts

  const inbox = createSecurityInbox({ clock, store, nameOf, changed: parts.inboxChanged })
  const keys = createKeys({ clock, passwords: parts.passwords, store, raise })
  const desk = createCertificateDesk({
    clock,
    log,
    store,
    authority,
    connections,
    commands,
    isAutomatic: () => choices.signing === 'automatic',
    nameOf,
    raise,
    settle: inbox.settle,
    changed(station) {
      parts.stationChanged(station)
      // The first certificate for a station makes the authority.
      if (roots === null) readRoots().then(changed, (error: unknown) => log.error('the roots could not be read', { error: String(error) }))
    },
  })
  const names = () => {
    const own = parts.ownNames()
    return [...new Set([...choices.names, ...own])]
  }
  const listeners = createListeners({ log, store, authority, connections, plan: parts.plan, names, changed })
  const orders = createStationOrders({
    clock,
    set,
    passwords: parts.passwords,
    store,
    authority,
    connections,
    commands,
    central,
    keys,
    desk,
    host: parts.host,
    changed: parts.stationChanged,
  })

  const state = (): SecurityState => ({
    listeners: listeners.rows(),
    roots,
    server: listeners.server(),
    authorities: store.authorities().flatMap((pem) => authority.read(pem).slice(0, 1).map(withoutText)),
    choices,
    ownNames: parts.ownNames(),
  })
  const feed = createValueFeed<SecurityState>({ clock, read: state, intervalMs: 500 })

  /** What exists is shown; nothing is made for a look. */
  async function readRoots(): Promise<void> {
    if (!authority.hasRoots()) return
    const { ec, rsa } = await authority.roots()
    roots = [withoutText(ec), withoutText(rsa)]
  }

  async function check(): Promise<void> {
    await listeners.renew()
    await readRoots()
    const certificates = { roots: roots ?? [], server: listeners.server()?.certificates ?? [], issued: desk.issued() }
    for (const event of expiring(certificates, clock.now())) if (!inbox.isKnown(event.station, event.kind)) raise(event)
    changed()
  }

  const doorkeeper: Doorkeeper = {
    hasPassword: keys.hasPassword,
    fits: keys.fits,
    isIssuedTo: desk.isIssuedTo,
    read: authority.readRequest,
    get organisation() {
      return choices.organisation
    },
  }

  return {
    feed,
    inbox,
    keys,
    desk,
    listeners,
    orders,
    doorkeeper,
    stored({ securityEvents, certificateRequests }: Pick<Commit, 'securityEvents' | 'certificateRequests'>) {
      inbox.noticed(securityEvents)
      if (certificateRequests.length > 0) desk.arrived(certificateRequests.map(({ station }) => station))
    },
    connected(connection: StationConnection) {
      orders.connected(connection)
      changed()
    },
    disconnected: changed,
    /** Now and again: certificates are renewed before their end. */
    tick() {
      if (clock.now() - checkedAt < CHECK_MS) return
      checkedAt = clock.now()
      check().catch((error: unknown) => log.error('certificates could not be checked', { error: String(error) }))
    },
    async choose(changes: Partial<SecurityChoices>) {
      store.saveChoices(changes)
      choices = { ...choices, ...changes }
      await check()
    },
    /** Makes the authority where there is none yet. */
    async root(key: 'ec' | 'rsa'): Promise<Certificate> {
      const both = await authority.roots()
      await readRoots()
      changed()
      return both[key]
    },
    async addAuthority(pem: string) {
      const certificate = readAuthority(authority, pem)
      store.addAuthority(certificate.fingerprint, certificate.pem, clock.now())
      await check()
    },
    async removeAuthority(fingerprint: string) {
      store.removeAuthority(fingerprint)
      await check()
    },
    /** All that stations or this console come with. */
    certificates: (): ExpiringCertificate[] => [
      ...(roots ?? []).map((facts) => ({ ...facts, name: facts.subject, use: 'root' as const, station: null })),
      ...(listeners.server()?.certificates ?? []).map((facts) => ({ ...facts, name: facts.subject, use: 'server' as const, station: null })),
      ...desk.issued().flatMap(({ station, commonName, fingerprint, notAfter }) =>
        notAfter === null || fingerprint === null ? [] : [{ fingerprint, notAfter, name: commonName ?? station, use: 'station' as const, station }],
      ),
    ],
    /** Of the listener with TLS; null: there is none. */
    serverExpiresAt: () => {
      const ends = (listeners.server()?.certificates ?? []).map(({ notAfter }) => notAfter)
      return ends.length === 0 || listeners.rows().every(({ kind, state: is }) => kind === 'plain' || is !== 'open') ? null : Math.min(...ends)
    },
  }
}

function readAuthority(authority: CertificateAuthority, pem: string): Certificate {
  try {
    const [certificate] = authority.read(pem)
    if (certificate) return certificate
  } catch {
    // Told as what it is, below.
  }
  throw new FaultError('NO_AUTHORITY', {})
}

const pick = ({ signing, organisation, names }: Partial<SecurityChoices>) => ({
  ...(signing === undefined ? {} : { signing }),
  ...(organisation === undefined ? {} : { organisation }),
  ...(names === undefined ? {} : { names }),
})
