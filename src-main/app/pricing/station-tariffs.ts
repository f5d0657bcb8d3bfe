import type { SessionPolicy } from '#contract/pricing'
import type { Tariff } from '#contract/tariff'
import { normaliseIdToken } from '../../domain/id-token'
import { isOpen, type Session } from '../../domain/session'
import type { StationCall, StationReply, ToldTariff } from '../../domain/station-message'
import { stackOf } from '../error-stack'
import type { StationConnection } from '../../ocpp/station-host'
import type { Commands } from '../commands'
import type { Connections } from '../connections'
import type { OwnAccord } from '../own-accord'
import type { Log, Store } from '../ports'
import type { PolicyRow } from '../pricing-ports'
import type { WorkingSet } from '../working-set'
import type { PricingBook } from './pricing-book'
import { mayHaveOffers } from './offers'
import { subjectAtStart, subjectOf } from './subject'

type TariffCall = Extract<StationCall, { kind: 'set-tariff' | 'tell-price' | 'change-tariff' | 'list-tariffs' | 'clear-tariffs' }>

const byItself = { ownAccord: 'costs' } as const

/**
 * Brings prices to stations of which it is said that they show them: the one for whoever comes once it is there and
 * whenever that changes, and another one of a user when a session begins.
 */
export function createStationTariffs(parts: {
  log: Log
  store: Pick<Store, 'pricing'>
  set: WorkingSet
  book: PricingBook
  clock: { now(): number }
  connections: Connections
  ownAccord: OwnAccord
  commands: () => Pick<Commands, 'ask'>
  sessionOf: (id: number) => Session | null
}) {
  const { log, set, book, clock, connections, ownAccord } = parts
  /** What a station was brought last, taken or not, by its identity; null: nothing applies to it. */
  const brought = new Map<string, string | null>()
  /** Stations that compute with the tariff that they took, since when: what began before has no tariff of theirs. */
  const computing = new Map<string, { since: number; tariffId: string }>()
  /** What sessions were to have in place of the tariff for all; null: their station did not take it. */
  const replaced = new Map<number, string | null>()
  /** Sessions that began and whose station was not answered yet. */
  const begun = new Map<string, PolicyRow[]>()

  const idOf = ({ tariff, version }: { tariff: Tariff; version: number }) => `${tariff.id}.${version}`
  function isOurs(tariffId: string): boolean {
    const version = book.versions.get(Number(tariffId.slice(tariffId.lastIndexOf('.') + 1)))
    return version !== undefined && idOf(version) === tariffId
  }

  function toldOf(policy: Pick<SessionPolicy, 'version'> | null): ToldTariff | null {
    const tariff = policy && book.tariffOf(policy)
    return tariff ? { tariff, tariffId: idOf({ tariff, version: policy.version }) } : null
  }

  /** The price of whoever has the token; null: for somebody of whom nothing is known. */
  function priceAt(identity: string, idToken: string | null): ToldTariff | null {
    const station = set.find(identity)?.station
    if (!station) return null
    const person = idToken === null ? null : (set.tokens.tokens.get(normaliseIdToken(idToken))?.person ?? null)
    const company = person === null ? null : (set.tokens.people.get(person)?.company ?? null)
    const who = { idToken, person: person === null ? null : { id: person, name: '' } }
    const where = { station: station.station, surroundings: set.organisation.surroundingsOf(station) }
    return toldOf(book.find(subjectOf({ ...who, ...where }, set, company), clock.now()))
  }

  const defaultAt = (station: string) => priceAt(station, null)

  /** Where the price for all is the same: at a station that has its own, in an area, at a site. */
  function placeOf(identity: string): string {
    const station = set.find(identity)?.station
    if (!station || book.assignmentsOf('station', station.station).length > 0) return `station:${identity}`
    const { area, site } = set.organisation.surroundingsOf(station)
    return `${area?.id ?? ''}|${site?.id ?? ''}`
  }

  /** Null: it cannot be said to this station, or it was not answered. */
  async function ask(connection: StationConnection, call: TariffCall): Promise<StationReply | null> {
    if (connection.actionOf(call.kind) === null || connection.obstacleTo(call) !== null) return null
    return (await parts.commands().ask(connection, call, byItself)).reply
  }

  async function bring(connection: StationConnection): Promise<void> {
    const { station } = connection
    const wanted = defaultAt(station)
    brought.set(station, wanted?.tariffId ?? null)
    const list = await ask(connection, { kind: 'list-tariffs' })
    const there = list?.defaultTariffs?.filter(isOurs) ?? []
    const stale = there.filter((id) => id !== wanted?.tariffId)
    if (stale.length > 0) await ask(connection, { kind: 'clear-tariffs', tariffIds: stale })
    const isThere = wanted !== null && there.includes(wanted.tariffId)
    const reply = isThere || wanted === null ? null : await ask(connection, { kind: 'set-tariff', ...wanted })
    const isHeld = isThere || reply?.accepted === true
    if (!isHeld || connection.actionOf('change-tariff') === null) computing.delete(station)
    else if (wanted !== null) computing.set(station, { since: computing.get(station)?.since ?? clock.now(), tariffId: wanted.tariffId })
  }

  function tell({ session: id, policy }: PolicyRow): void {
    const session = parts.sessionOf(id)
    const connection = session && connections.ready(session.station)
    const told = toldOf(policy)
    if (!session || !connection || !told || !isOpen(session) || session.transactionId === null) return
    if (told.tariffId === heldFor(session)) return
    const { transactionId, idToken } = session
    inBackground(session.station, async () => {
      const isSupported = connection.actionOf('change-tariff') !== null
      if (isSupported) await replace(connection, { session: id, call: { kind: 'change-tariff', transactionId, ...told } })
      else if (idToken !== null) await ask(connection, { kind: 'tell-price', idToken, tariff: told.tariff })
    })
  }

  function heldFor({ session, station }: Session): string | null | undefined {
    const own = replaced.get(session)
    return own === undefined ? (computing.get(station) ?? defaultAt(station))?.tariffId : own
  }

  /** Until it has answered it is taken to agree, so that no costs are told that it computes. */
  async function replace(connection: StationConnection, { session, call }: { session: number; call: Extract<TariffCall, { kind: 'change-tariff' }> }) {
    for (const id of replaced.keys()) {
      const known = parts.sessionOf(id)
      if (!known || !isOpen(known)) replaced.delete(id)
    }
    replaced.set(session, call.tariffId)
    let isTaken = false
    try {
      isTaken = (await ask(connection, call))?.accepted === true
    } finally {
      if (!isTaken) replaced.set(session, null)
    }
  }

  function isComputing(session: Session): boolean {
    const { station, startedAt } = session
    const since = computing.get(station)?.since
    if (since === undefined || startedAt < since || replaced.get(session.session) === null) return false
    // Discounts, groups and free quantities are nothing that OCPP 2.1 can say.
    return !mayHaveOffers({ book, subject: subjectAtStart(session, { set, store: parts.store.pricing }), startedAt })
  }

  function inBackground(station: string, work: () => Promise<void>): void {
    work().catch((error: unknown) => log.warn('a tariff could not be told', { station, error: stackOf(error) }))
  }

  const mayTell = (connection: StationConnection) => ownAccord.may(connection.station, 'costs') && connections.ready(connection.station) !== null

  return {
    /** It is there and was heard. */
    settled(connection: StationConnection): void {
      if (mayTell(connection)) inBackground(connection.station, () => bring(connection))
    },
    /** Tariffs or whose they are changed, or time passed: where another one applies now, it is brought. */
    keepUp(): void {
      const found = new Map<string, string | null>()
      for (const connection of connections.all().filter(mayTell)) {
        const place = placeOf(connection.station)
        const wanted = found.has(place) ? (found.get(place) ?? null) : (defaultAt(connection.station)?.tariffId ?? null)
        found.set(place, wanted)
        if (brought.get(connection.station) !== wanted) inBackground(connection.station, () => bring(connection))
      }
    },
    /** Sessions of a turn and their tariffs, before their stations are answered. */
    began(rows: readonly PolicyRow[]): void {
      for (const row of rows) {
        const station = parts.sessionOf(row.session)?.station
        if (station && ownAccord.may(station, 'costs')) begun.set(station, [...(begun.get(station) ?? []), row])
      }
    },
    /** The station was answered. */
    answered(station: string): void {
      const rows = begun.get(station)
      begun.delete(station)
      rows?.forEach(tell)
    },
    /** For the answer about a token; null: it is the price for all, or the station shows none. */
    ofToken(station: string, idToken: string): ToldTariff | null {
      if (!ownAccord.may(station, 'costs')) return null
      const price = priceAt(station, idToken)
      return price === null || price.tariffId === defaultAt(station)?.tariffId ? null : price
    },
    /** What sessions cost need not be told to who computes it. */
    isComputing,
  }
}
