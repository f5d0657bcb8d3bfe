import type { ChargingProfile, ProfileRow, ProfileTarget } from '#contract/charging'
import type { PersonSource } from '#contract/vocabulary'
import { adjusted } from '../../domain/charging/adjust'
import { profileIssues } from '../../domain/charging/profile-issues'
import { withFact } from '../../domain/compatibility'
import type { StationConnection } from '../../ocpp/station-host'
import type { CentralSystem } from '../central-system'
import type { Asked, Commands } from '../commands'
import { FaultError } from '../fault-error'
import type { Clock } from '../ports'
import type { StationEntry, WorkingSet } from '../working-set'
import type { Asking } from './asking'
import type { Metering } from './measured'
import { type ProfileBook, stands } from './profile-book'
import { hintFor } from './refusal-hints'
import { rulesOf } from './rules'

export interface ProfileOrder {
  target: ProfileTarget
  profile: ChargingProfile
  isQuick: boolean
  by: PersonSource
}

/** Sends profiles to stations and takes them away again; each is kept with what the station said to it. */
export function createOrders(parts: {
  clock: Clock
  set: WorkingSet
  book: ProfileBook
  metering: Metering
  asking: Asking
  commands: Commands
  central: Pick<CentralSystem, 'amend'>
  accepted: (row: ProfileRow) => void
}) {
  const { clock, set, book, metering, asking, commands, central } = parts

  function entryOf(identity: string): StationEntry {
    const entry = set.find(identity)
    if (!entry) throw new FaultError('STATION_NOT_FOUND', { station: identity })
    return entry
  }

  const rulesFor = (entry: StationEntry, evse: number) => {
    const { station } = entry.station
    return rulesOf(entry.station, book.facts(station), metering.supply(book.sessionAt(station, evse)?.session ?? null))
  }

  async function place(identity: string, { target, profile: asked, isQuick, by }: ProfileOrder): Promise<ProfileRow> {
    const entry = entryOf(identity)
    const { station } = entry.station
    const connection = asking.connectionTo(station)
    await asking.limitsOnce(station, by)
    const rules = rulesFor(entry, target.evse)
    const issues = profileIssues(asked, { target, rules, ...connection.smartCharging }).filter(({ isError }) => isError)
    if (issues.length > 0) throw new FaultError('INVALID_PROFILE', { station, codes: issues.map(({ code }) => code) })
    const { content, adjustments } = adjusted(asked, rules)
    const transactionId = transactionOf(target)
    const row = book.keep({
      profile: book.nextId(), station, ...target, asked, sent: content, adjustments, state: 'asking', answer: null, hint: null,
      isQuick, by, askedAt: clock.now(), answeredAt: null, endedAt: null, check: null,
    })
    const { answer, stackLevel } = await downwards(content.stackLevel, (level) =>
      commands.ask(connection, { kind: 'set-profile', profile: row.profile, evse: target.evse, transactionId, content: { ...content, stackLevel: level } }, by),
    )
    const answered = { ...row, answer: answer.record.answer, answeredAt: clock.now() }
    if (!answer.reply?.accepted) return book.keep(refused(answered, answer, entry.station.vendor))
    if (stackLevel < content.stackLevel) learnLevel(entry, content.stackLevel, stackLevel)
    const isLowered = stackLevel < asked.stackLevel
    return accept({
      ...answered,
      sent: { ...content, stackLevel },
      adjustments: isLowered ? [...new Set([...adjustments, 'stack-level' as const])] : adjustments,
    })
  }

  function transactionOf({ session }: ProfileTarget): string | null {
    if (session === null) return null
    const known = set.session(session)
    if (!known) throw new FaultError('SESSION_NOT_FOUND', { session })
    if (known.transactionId === null || known.state === 'completed') throw new FaultError('SESSION_ENDED', { session })
    return known.transactionId
  }

  /** The same purpose on the same level is one profile to a station: the newer takes the place of the older (1.6 5.16.5, 2.0.1 K01.FR.05). */
  function accept(row: ProfileRow): ProfileRow {
    for (const old of book.rowsOf(row.station)) {
      const isSame = old.evse === row.evse && old.session === row.session && old.sent.purpose === row.sent.purpose
      if (old.profile === row.profile || !stands(old) || !isSame || old.sent.stackLevel !== row.sent.stackLevel) continue
      book.keep({ ...old, state: 'replaced', endedAt: clock.now() })
    }
    const kept = book.keep({ ...row, state: 'accepted' })
    parts.accepted(kept)
    return book.get(row.profile) ?? kept
  }

  /** Some refuse levels that they say they have (quirk P02). */
  function learnLevel(entry: StationEntry, before: number, level: number): void {
    const station = withFact(entry.station, { field: 'maxStackLevel', value: level, isProposal: false }, clock.now())
    const detail = `stack level ${before} refused, ${level} accepted`
    central.amend({ stations: [station], findings: [{ station: station.station, code: 'P02', detail, at: clock.now(), count: 1 }] })
  }

  async function clear(rows: readonly ProfileRow[], connection: StationConnection, by: PersonSource) {
    const result = { cleared: 0, refused: 0 }
    for (const row of rows) {
      const { reply } = await commands.ask(connection, { kind: 'clear-profile', profile: row.profile }, by)
      // A station that does not know it has none: that is what was asked for.
      const isGone = reply !== null && (reply.accepted || reply.raw === 'Unknown')
      if (isGone) book.keep({ ...(book.get(row.profile) ?? row), state: 'cleared', endedAt: clock.now() })
      result[isGone ? 'cleared' : 'refused'] += 1
    }
    // What the station said before is history now.
    for (const evse of new Set(rows.map((row) => row.evse))) await asking.composite(connection.station, evse, by)
    return result
  }

  return {
    entryOf,
    rulesFor,
    place,
    clear,
    /** In one call, with what others have set there. */
    async clearAll(station: string, connection: StationConnection, by: PersonSource) {
      const rows = book.rowsOf(station).filter(stands)
      const { reply } = await commands.ask(connection, { kind: 'clear-profile', profile: null }, by)
      if (!reply || (!reply.accepted && reply.raw !== 'Unknown')) return { cleared: 0, refused: Math.max(1, rows.length) }
      for (const row of rows) book.keep({ ...row, state: 'cleared', endedAt: clock.now() })
      const { reported } = book.facts(station)
      if (reported) book.keepFacts(station, { reported: { at: clock.now(), profiles: reported.profiles.filter(({ profile }) => profile.purpose === 'external') } })
      for (const { evse } of book.facts(station).composites) await asking.composite(station, evse, by)
      return { cleared: rows.length, refused: 0 }
    },
  }

  function refused(row: ProfileRow, { failure, record }: Asked, vendor: string | null): ProfileRow {
    const isSilent = failure !== null && (failure.code === 'timeout' || failure.code === 'connection-lost')
    const state = isSilent ? 'unanswered' : 'refused'
    return { ...row, state, answer: record.answer ?? null, hint: isSilent ? null : hintFor(vendor), endedAt: clock.now() }
  }
}

export type Orders = ReturnType<typeof createOrders>

/** One level after the other, and by halves where there are many; the lowest is the last (quirk P02). */
async function downwards(from: number, ask: (level: number) => Promise<Asked>): Promise<{ answer: Asked; stackLevel: number }> {
  let stackLevel = from
  let answer = await ask(stackLevel)
  while (answer.reply && !answer.reply.accepted && stackLevel > 0) {
    stackLevel = stackLevel > 8 ? Math.floor(stackLevel / 2) : stackLevel - 1
    answer = await ask(stackLevel)
  }
  return { answer, stackLevel }
}
