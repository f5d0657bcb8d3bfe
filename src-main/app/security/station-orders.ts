import type { CommandRecord } from '#contract/commands'
import type { CertificateUse, KeyKind, SecurityProfile, StationSecurity } from '#contract/security'
import type { PersonSource } from '#contract/vocabulary'
import type { NeutralCall } from '../../domain/station-message'
import type { StationConnection } from '../../ocpp/station-host'
import type { CentralSystem } from '../central-system'
import type { Asked, Commands } from '../commands'
import type { Connections } from '../connections'
import { FaultError } from '../fault-error'
import type { Clock, Passwords } from '../ports'
import type { CertificateAuthority, SecurityStore } from '../security-ports'
import type { StationEntry, WorkingSet } from '../working-set'
import type { CertificateDesk } from './certificate-desk'
import type { Keys } from './keys'

/** What a person has a station do about its security, and what is known of it. @throws FaultError */
export interface StationOrders {
  view(station: string): StationSecurity
  changeKey(station: string, password: string, by: PersonSource): Promise<CommandRecord>
  setMinimumProfile(station: string, profile: SecurityProfile): void
  /** In 1.6 the station finds its way itself; in 2.x it is told the address, and takes it with its next restart. */
  raiseProfile(order: { station: string; profile: SecurityProfile; url: string; isWireless: boolean }, by: PersonSource): Promise<CommandRecord[]>
  installRoot(station: string, key: KeyKind, by: PersonSource): Promise<CommandRecord>
  listRoots(station: string, by: PersonSource): Promise<CommandRecord>
  requestCertificate(station: string, use: CertificateUse, by: PersonSource): Promise<CommandRecord>
  /** It has come; with the profile that it was asked for that one is never lowered any more. */
  connected(connection: StationConnection): void
}

const shortKey = 'x'.repeat(16)
const longKey = 'x'.repeat(40)

export function createStationOrders(parts: {
  clock: Clock
  set: WorkingSet
  passwords: Passwords
  store: Pick<SecurityStore, 'roots' | 'saveRoots'>
  authority: CertificateAuthority
  connections: Connections
  commands: () => Commands
  central: () => CentralSystem
  keys: Keys
  desk: CertificateDesk
  host: () => 'desktop' | 'headless'
  changed: (station: string) => void
}): StationOrders {
  const { clock, set, store, authority, connections, keys, desk } = parts
  const roots = new Map(store.roots().map((row) => [row.station.toLowerCase(), row]))

  function entryOf(station: string): StationEntry {
    const entry = set.find(station)
    if (!entry) throw new FaultError('STATION_NOT_FOUND', { station })
    return entry
  }

  const readyConnection = (station: string): StationConnection => connections.demand(entryOf(station).station.station)

  async function ask(connection: StationConnection, call: NeutralCall, by: PersonSource): Promise<Asked> {
    if (connection.obstacleTo(call) !== null) throw new FaultError('NOT_SUPPORTED', { station: connection.station, request: call.kind })
    return parts.commands().ask(connection, call, by)
  }

  const lengthOf = (connection: StationConnection | null) => {
    const isLong = connection === null || connection.obstacleTo({ kind: 'change-key', key: longKey }) === null
    return { least: shortKey.length, most: isLong ? 40 : 20 }
  }

  function setProfiles(entry: StationEntry, changes: { minimumProfile?: SecurityProfile; raisingTo?: SecurityProfile | null }): void {
    parts.central().change({ ...entry.station, ...changes })
    parts.changed(entry.station.station)
  }

  async function noteRoots(station: string, installed: NonNullable<Asked['reply']>['installed']): Promise<void> {
    const ours = await authority.roots()
    const has = (kind: KeyKind) => {
      const wanted = authority.hashOf(ours[kind].pem)
      return (installed ?? []).some((hash) => hash.issuerKeyHash === wanted.issuerKeyHash && hash.serialNumber === wanted.serialNumber)
    }
    rememberRoots({ station, ec: has('ec'), rsa: has('rsa'), at: clock.now() })
  }

  function rememberRoots(row: { station: string; ec: boolean; rsa: boolean; at: number }): void {
    store.saveRoots(row)
    roots.set(row.station.toLowerCase(), row)
    parts.changed(row.station)
  }

  function certificateOf(station: string, connection: StationConnection | null): StationSecurity['certificate'] {
    const shown = connection?.certificate
    if (shown) return { commonName: shown.commonName, notAfter: shown.notAfter, isInUse: true }
    const issued = desk.issuedTo(station)
    return issued?.notAfter ? { commonName: issued.commonName, notAfter: issued.notAfter, isInUse: false } : null
  }

  return {
    view(identity) {
      const entry = entryOf(identity)
      const { station, minimumProfile, raisingTo } = entry.station
      const live = connections.live(station)
      const { since, pendingSince } = keys.of(station)
      const known = roots.get(station.toLowerCase())
      const knows = (kind: NeutralCall['kind']) => (connections.ready(station)?.actionOf(kind) ?? null) !== null
      return {
        station,
        profile: live?.profile ?? null,
        listener: live?.listener ?? null,
        minimumProfile,
        raisingTo,
        hasPassword: entry.passwordHash !== null,
        passwordSince: since,
        pendingSince,
        certificate: certificateOf(station, live),
        roots: known ? { ec: known.ec, rsa: known.rsa, at: known.at } : null,
        can: {
          changeKey: knows('change-key'),
          raiseProfile: knows('raise-profile') || knows('connection-profile'),
          installRoot: knows('install-root'),
          requestCertificate: knows('request-certificate'),
          listRoots: knows('installed-roots'),
        },
        keyLength: lengthOf(live),
      }
    },
    async changeKey(identity, password, by) {
      const entry = entryOf(identity)
      const connection = readyConnection(identity)
      const { station } = entry.station
      const length = lengthOf(connection)
      const bytes = Buffer.byteLength(password)
      if (bytes < length.least || bytes > length.most) throw new FaultError('KEY_LENGTH', { station, ...length })
      // Before the question: the station may come with it the moment it has answered.
      const hash = await parts.passwords.hash(password)
      const { reply, record, failure } = await ask(connection, { kind: 'change-key', key: password }, by)
      // No answer is no "no": the station may have taken it.
      if (reply?.accepted || failure?.code === 'timeout' || failure?.code === 'connection-lost') keys.expect(entry, hash)
      parts.changed(station)
      return record
    },
    setMinimumProfile(identity, minimumProfile) {
      const entry = entryOf(identity)
      const { station, minimumProfile: before } = entry.station
      const at = clock.now()
      const audit = { session: null, station, at, action: 'overridden' as const, host: parts.host(), repair: null, note: '' }
      parts.central().amend({
        stations: [{ ...entry.station, minimumProfile }],
        audit: [{ ...audit, before: { minimumProfile: before }, after: { minimumProfile } }],
      })
      parts.changed(station)
    },
    async raiseProfile({ station, profile, url, isWireless }, by) {
      const connection = readyConnection(station)
      const steps: CommandRecord[] = []
      const step = async (call: NeutralCall) => {
        const asked = await ask(connection, call, by)
        steps.push(asked.record)
        return asked.reply?.accepted ? asked.reply : null
      }
      const isAsked = connection.actionOf('raise-profile') === null
        ? await changeConnection(step, { profile, url, isWireless })
        : (await step({ kind: 'raise-profile', profile })) !== null
      if (isAsked) setProfiles(entryOf(station), { raisingTo: profile })
      return steps
    },
    async installRoot(station, key, by) {
      const connection = readyConnection(station)
      const root = (await authority.roots())[key]
      const { record, reply } = await ask(connection, { kind: 'install-root', certificate: root.pem }, by)
      const known = roots.get(connection.station.toLowerCase()) ?? { station: connection.station, ec: false, rsa: false }
      if (reply?.accepted) rememberRoots({ ...known, [key]: true, at: clock.now() })
      return record
    },
    async listRoots(station, by) {
      const connection = readyConnection(station)
      const { record, reply } = await ask(connection, { kind: 'installed-roots' }, by)
      if (reply?.accepted) await noteRoots(connection.station, reply.installed)
      return record
    },
    async requestCertificate(station, use, by) {
      return (await ask(readyConnection(station), { kind: 'request-certificate', use }, by)).record
    },
    connected(connection) {
      const entry = set.find(connection.station)
      const raisingTo = entry?.station.raisingTo ?? null
      if (!entry || raisingTo === null || connection.profile < raisingTo) return
      const minimumProfile = raisingTo > entry.station.minimumProfile ? raisingTo : entry.station.minimumProfile
      setProfiles(entry, { raisingTo: null, minimumProfile })
    },
  }
}

/** A place of its own, tried first; the others stay behind it, so that the station can come back as it came before. */
async function changeConnection(
  step: (call: NeutralCall) => Promise<Asked['reply']>,
  to: { profile: SecurityProfile; url: string; isWireless: boolean },
): Promise<boolean> {
  const known = await step({ kind: 'connection-slots' })
  if (known === null) return false
  const slots = known.slots ?? []
  let slot = 1
  while (slots.includes(slot)) slot += 1
  if ((await step({ kind: 'connection-profile', slot, ...to })) === null) return false
  return (await step({ kind: 'prefer-connection', slots: [slot, ...slots] })) !== null
}
