import type { CompositeSchedule, EffectCheck, ProfileRow } from '#contract/charging'
import { limitAt, limitSince } from '../../domain/charging/composition'
import { converted } from '../../domain/charging/rate'
import { judgeEffect } from '../../domain/charging/effect'
import type { CentralSystem } from '../central-system'
import type { Connections } from '../connections'
import type { Commands } from '../commands'
import type { OwnAccord } from '../own-accord'
import type { Clock, Log } from '../ports'
import type { WorkingSet } from '../working-set'
import type { Metering } from './measured'
import { type ProfileBook, stands } from './profile-book'

/** How long a station has to do what it said yes to (quirk P01). */
const CHECK_MS = 60_000
/** Where no reading comes by itself, one is asked for half way. */
const ASK_READING_MS = 30_000
const byItself = { ownAccord: 'limit-check' } as const

/** Looks whether what was accepted takes effect: by the station's own sum and by what flows (quirk P01). */
export function createEffectWatch(parts: {
  clock: Clock
  log: Log
  set: WorkingSet
  book: ProfileBook
  metering: Metering
  connections: Connections
  commands: Commands
  ownAccord: OwnAccord
  central: Pick<CentralSystem, 'note'>
  readComposite: (station: string, evse: number) => Promise<CompositeSchedule | null>
}) {
  const { clock, log, set, book, metering, connections, commands, central } = parts

  function begin(row: ProfileRow): void {
    const { profile } = book.keep({ ...row, state: 'checking' })
    const since = clock.now()
    if (parts.ownAccord.may(row.station, 'limit-check')) inBackground(async () => void (await parts.readComposite(row.station, row.evse)))
    clock.after(ASK_READING_MS, () => askForReading(profile, since))
    clock.after(CHECK_MS, () => {
      const now = book.get(profile)
      if (now?.state === 'checking') settle(now, checkOf(now, since))
    })
  }

  /** A meter that is read every quarter of an hour would prove nothing in a minute. */
  function askForReading(profile: number, since: number): void {
    const row = book.get(profile)
    const connection = row && connections.live(row.station)
    if (!row || row.state !== 'checking' || !connection || !parts.ownAccord.may(row.station, 'limit-check') || connection.actionOf('trigger') === null) return
    const silent = sessionsOf(row).filter(({ session }) => (metering.of(session)?.at ?? 0) <= since)
    const [first] = silent
    if (!first) return
    // In the way that stations bear: not too often, and with a connector (quirks M24, M25).
    const place = silent.length === 1 ? first.place : null
    inBackground(async () => void (await commands.send(row.station, { kind: 'trigger', topic: 'meter-values', place }, byItself)))
  }

  const sessionsOf = ({ station, evse }: ProfileRow) =>
    set.openSessions(station).filter(({ state, place }) => state === 'running' && (evse === 0 || place?.evse === evse))

  function checkOf(row: ProfileRow, since: number): EffectCheck {
    const now = clock.now()
    const { unit } = row.sent
    const composed = book.composition(row.station, row.evse, unit)
    const readings = sessionsOf(row).flatMap(({ session }) => {
      const reading = metering.of(session)
      const value = reading && (unit === 'A' ? reading.amps : reading.watts)
      return reading && reading.at > since && value !== null ? [value] : []
    })
    const answer = book.facts(row.station).composites.find(({ evse, at, refused }) => evse === row.evse && at >= since && refused === null)
    const told = answer?.segments.find(({ from, until }) => from <= now && now < until)
    const composite = told && told.limit !== null ? converted({ limit: told.limit, unit: answer?.unit ?? unit, phases: told.phases }, unit, composed.supply).limit : null
    return {
      at: now,
      unit,
      expected: limitAt(composed, now)?.limit ?? null,
      composite,
      hasComposite: answer !== undefined,
      measured: readings.length === 0 ? null : readings.reduce((sum, value) => sum + value, 0),
    }
  }

  function settle(row: ProfileRow, check: EffectCheck): void {
    const state = judgeEffect(check, supplyOf(row))
    book.keep({ ...row, state, check })
    if (state !== 'not-effective') return
    const detail = `profile ${row.profile} was accepted and has no effect: ${check.expected} ${check.unit} asked, ${check.measured ?? '?'} ${check.unit} measured`
    central.note({ findings: [{ station: row.station, code: 'P01', detail, at: check.at, count: 1 }] })
  }

  const supplyOf = ({ station, evse }: ProfileRow) => metering.supply(book.sessionAt(station, evse)?.session ?? null)

  /** A limit that has only just become what it is may be exceeded for a while. */
  function isSettled(row: ProfileRow): boolean {
    const now = clock.now()
    const composed = book.composition(row.station, row.evse, row.sent.unit)
    return now - limitSince(composed, now, now - 2 * CHECK_MS) >= CHECK_MS
  }

  function inBackground(work: () => Promise<void>): void {
    work().catch((error: unknown) => log.warn('a limit could not be looked after', { error: String(error) }))
  }

  return {
    begin,
    /** Readings came: a check may be over early, and what kept to a limit may no longer do so. */
    measured(station: string) {
      for (const row of book.rowsOf(station).filter(stands)) {
        const check = checkOf(row, row.answeredAt ?? row.askedAt)
        const verdict = judgeEffect(check, supplyOf(row))
        if (verdict === 'in-effect' && row.state !== 'in-effect') settle(row, check)
        const looksKept = row.state === 'accepted' || row.state === 'in-effect'
        if (verdict === 'not-effective' && looksKept && isSettled(row)) begin(row)
      }
    },
  }
}
