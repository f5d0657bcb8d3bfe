import type { ReservationRow, ReservationState } from '#contract/reservations'
import type { PersonSource, Place } from '#contract/vocabulary'
import { normaliseIdToken } from '../domain/id-token'
import { isOpen, samePlace, type Session } from '../domain/session'
import type { StationMessage, TransactionMessage } from '../domain/station-message'
import type { ChargingStore } from './charging-ports'
import type { Commands } from './commands'
import type { Connections } from './connections'
import { FaultError } from './fault-error'
import { createKeyedFeed, type KeyedFeed } from './feeds/keyed-feed'
import type { Clock } from './ports'
import type { WorkingSet } from './working-set'

export interface Reservations {
  feed: KeyedFeed<number, ReservationRow>
  reserve(order: { station: string; place: Place | null; idToken: string; until: number }, by: PersonSource): Promise<ReservationRow>
  cancel(reservation: number, by: PersonSource): Promise<ReservationRow>
  /** A message that may use one, or end it. */
  told(station: string, message: StationMessage): void
  /** Those whose time is over. */
  tick(): void
}

/** Connectors that are kept for somebody, until a session uses them or their time is over. */
export function createReservations(parts: {
  clock: Clock
  store: Pick<ChargingStore, 'reservations' | 'saveReservation'>
  set: WorkingSet
  connections: Connections
  commands: Commands
}): Reservations {
  const { clock, store, set, connections, commands } = parts
  // What was being asked when the console stopped may stand at the station: it expires here as any other.
  const rows = new Map(store.reservations().map((row) => [row.reservation, row.state === 'asking' ? ended(row, 'unanswered', row.madeAt) : row]))
  let lastId = Math.max(0, ...rows.keys())

  const feed = createKeyedFeed<number, ReservationRow>({
    clock,
    all: () => [...rows.values()].sort((a, b) => b.reservation - a.reservation),
    read: (key) => rows.get(key) ?? null,
  })

  function keep(row: ReservationRow): ReservationRow {
    store.saveReservation(row)
    rows.set(row.reservation, row)
    feed.touch([row.reservation])
    return row
  }

  const standing = (station: string) => [...rows.values()].filter((row) => row.station === station && row.state === 'accepted')

  function startedAt(station: string, { idToken, place }: TransactionMessage): Session | null {
    const open = set.openSessions(station).filter(isOpen)
    const wanted = idToken && normaliseIdToken(idToken.value)
    return open.find((session) => session.idToken !== null && normaliseIdToken(session.idToken) === wanted && (!place || samePlace(session.place, place))) ?? null
  }

  /** A session names the reservation, or begins with its token where it stands. */
  function used(station: string, message: TransactionMessage): void {
    const token = message.idToken && normaliseIdToken(message.idToken.value)
    const row = standing(station).find((one) =>
      message.reservationId === null
        ? normaliseIdToken(one.idToken) === token && (one.place === null || samePlace(one.place, message.place))
        : one.reservation === message.reservationId,
    )
    if (row) keep({ ...ended(row, 'used', clock.now()), session: startedAt(station, message)?.session ?? null })
  }

  return {
    feed,
    async reserve({ station: identity, place, idToken, until }, by) {
      const entry = set.find(identity)
      if (!entry) throw new FaultError('STATION_NOT_FOUND', { station: identity })
      const { station, name } = entry.station
      const connection = connections.demand(station)
      const reservation = ++lastId
      const token = set.tokens.tokens.get(normaliseIdToken(idToken))
      const call = { kind: 'reserve' as const, reservation, place, idToken, tokenType: token?.type ?? null, until }
      if (connection.written(call) === null) throw new FaultError('NOT_SUPPORTED', { station, request: 'reserve' })
      const person = token?.person === null || token === undefined ? null : (set.tokens.people.get(token.person)?.name ?? null)
      const row = keep({
        reservation, station, stationName: name, place, idToken, person, until, state: 'asking',
        answer: null, by, madeAt: clock.now(), endedAt: null, session: null,
      })
      const { reply, record } = await commands.ask(connection, call, by)
      const answered = { ...row, answer: record.answer }
      if (reply?.accepted) return keep({ ...answered, state: 'accepted' })
      const state = reply ? (reply.reservation ?? 'rejected') : record.outcome === 'error' ? 'rejected' : 'unanswered'
      return keep(ended(answered, state, clock.now()))
    },
    async cancel(reservation, by) {
      const row = rows.get(reservation)
      if (!row) throw new FaultError('RESERVATION_NOT_FOUND', { reservation })
      if (row.state !== 'accepted') return row
      const { reply, record } = await commands.ask(connections.demand(row.station), { kind: 'cancel-reservation', reservation }, by)
      const now = rows.get(reservation) ?? row
      if (now.state !== 'accepted') return now
      // A station that refuses does not know it any more, or keeps it: its own word is shown, and the time decides.
      return keep(reply?.accepted ? ended({ ...now, answer: record.answer }, 'cancelled', clock.now()) : { ...now, answer: record.answer })
    },
    told(station, message) {
      if (message.kind === 'transaction' && message.phase !== 'ended') used(station, message)
      if (message.kind !== 'reservation-update') return
      const row = standing(station).find(({ reservation }) => reservation === message.reservation)
      if (row) keep(ended(row, message.status, clock.now()))
    },
    tick() {
      const now = clock.now()
      for (const row of rows.values()) if (row.state === 'accepted' && row.until <= now) keep(ended(row, 'expired', now))
    },
  }
}

const ended = (row: ReservationRow, state: ReservationState, endedAt: number): ReservationRow => ({ ...row, state, endedAt })
