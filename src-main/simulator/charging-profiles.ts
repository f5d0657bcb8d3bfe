import type { Payload } from './wire'

/** What a station makes of charging profiles besides what the standard says. */
export interface ChargingHabits {
  /** Accepts, and charges as before (quirk P01). */
  ignores?: boolean
  /** Refuses higher levels, whatever it reports (quirk P02). */
  highestLevel?: number
  /** Refuses all: a switch at the station is off (quirk P03). */
  refuses?: boolean
  /** A limit of zero stops it for good (quirk P04). */
  locksUpAtZero?: boolean
  /** The only currents that it knows (quirk P05). */
  steps?: readonly number[]
  /** Ends the transaction when the limit is below its minimum (quirk T14). */
  endsBelowMinimum?: boolean
  /** Its only word for a pause is SuspendedEVSE (quirk S14). */
  confusesSides?: boolean
}

export const leastCurrentA = 6

interface Held {
  id: number
  evse: number
  transactionId: string | null
  since: number
  wire: Payload
}

interface Period {
  startPeriod: number
  limit: number
}

const day = 86_400
const seconds: Record<string, number> = { Daily: day, Weekly: 7 * day }
const text = (value: unknown): string => String(value ?? '')
const instant = (value: unknown): number | null => (typeof value === 'string' ? Date.parse(value) : null)

/** A schedule by itself, whatever the version: 2.x sends a list of them. */
const scheduleOf = ({ wire }: Held): Payload => {
  const schedule = wire['chargingSchedule']
  // The schema's promise.
  return (Array.isArray(schedule) ? schedule[0] : schedule) as Payload
}

const idOf = (wire: Payload): number => Number(wire['chargingProfileId'] ?? wire['id'])

/** The profiles that a station holds, and the current that follows from them. A reckoning of its own, to be held against the console's. */
export class ChargingProfiles {
  readonly held: Held[] = []
  isLocked = false

  constructor(
    readonly habits: ChargingHabits,
    readonly units: () => readonly string[],
  ) {}

  set(evse: number, wire: Payload, now: number): boolean {
    const profile: Held = { id: idOf(wire), evse, transactionId: wire['transactionId'] === undefined ? null : text(wire['transactionId']), since: now, wire }
    const level = Number(wire['stackLevel'])
    if (this.habits.refuses || (this.habits.highestLevel !== undefined && level > this.habits.highestLevel)) return false
    if (!this.units().includes(text(scheduleOf(profile)['chargingRateUnit']))) return false
    const isSame = (other: Held): boolean =>
      other.evse === evse && other.wire['stackLevel'] === wire['stackLevel'] && purposeOf(other) === purposeOf(profile)
    this.#drop((other) => other.id === profile.id || isSame(other))
    this.held.push(profile)
    return true
  }

  /** False: there was none of that kind. */
  clear(wanted: { id?: unknown; evse?: unknown; purpose?: unknown; stackLevel?: unknown }): boolean {
    const fits = (asked: unknown, has: unknown): boolean => asked === undefined || asked === has
    return this.#drop(
      (profile) =>
        fits(wanted.id, profile.id) && fits(wanted.evse, profile.evse) &&
        fits(wanted.purpose, purposeOf(profile)) && fits(wanted.stackLevel, profile.wire['stackLevel']),
    )
  }

  endTransaction(transactionId: string | null): void {
    this.#drop((profile) => profile.transactionId !== null && profile.transactionId === transactionId)
  }

  /** What the profiles come to, amperes on each phase; null: nothing limits. */
  limitA(evse: number, at: number, startedAt: number | null): number | null {
    const of = (purpose: string): number | null => {
      const all = this.held
        .filter((profile) => purposeOf(profile).startsWith(purpose) && (profile.evse === 0 || profile.evse === evse))
        .sort((a, b) => Number(b.wire['stackLevel']) - Number(a.wire['stackLevel']) || b.evse - a.evse)
      for (const profile of all) {
        const amps = ampsAt(profile, at, startedAt)
        if (amps !== null) return amps
      }
      return null
    }
    const station = of('ChargePointMax') ?? of('ChargingStationMax')
    const session = evse === 0 ? null : (of('TxProfile') ?? of('TxDefault'))
    const limits = [station, session].filter((amps) => amps !== null)
    return limits.length === 0 ? null : Math.min(...limits)
  }

  /** What it really lets through; null: all that there is. */
  allowedA(evse: number, at: number, startedAt: number | null): number | null {
    if (this.isLocked) return 0
    if (this.habits.ignores) return null
    const limit = this.limitA(evse, at, startedAt)
    const { steps } = this.habits
    if (limit === null || !steps) return limit
    return Math.max(0, ...steps.filter((step) => step <= limit))
  }

  /** Changes of the limit in the time that is asked for, as [seconds from now, amperes]. */
  periods(evse: number, durationS: number, now: number, startedAt: number | null): Period[] {
    const found: Period[] = []
    for (let startPeriod = 0; startPeriod < durationS; startPeriod += 60) {
      const limit = this.limitA(evse, now + startPeriod * 1000, startedAt)
      // What limits nothing is told as what the cable carries.
      const shown = limit ?? 32
      if (found.at(-1)?.limit !== shown) found.push({ startPeriod, limit: shown })
    }
    return found
  }

  #drop(isMeant: (profile: Held) => boolean): boolean {
    const kept = this.held.filter((profile) => !isMeant(profile))
    const isAny = kept.length < this.held.length
    this.held.splice(0, this.held.length, ...kept)
    return isAny
  }
}

const purposeOf = ({ wire }: Held): string => text(wire['chargingProfilePurpose'])

function ampsAt(profile: Held, at: number, startedAt: number | null): number | null {
  const { wire, since } = profile
  const [from, to] = [instant(wire['validFrom']), instant(wire['validTo'])]
  if ((from !== null && at < from) || (to !== null && at >= to)) return null
  const schedule = scheduleOf(profile)
  const start = wire['chargingProfileKind'] === 'Relative' ? startedAt : (instant(schedule['startSchedule']) ?? since)
  if (start === null || at < start) return null
  const every = seconds[text(wire['recurrencyKind'])]
  const elapsed = (at - start) / 1000
  const offset = every === undefined ? elapsed : elapsed % every
  if (schedule['duration'] !== undefined && offset >= Number(schedule['duration'])) return null
  const period = (schedule['chargingSchedulePeriod'] as Period[]).filter(({ startPeriod }) => startPeriod <= offset).at(-1)
  if (!period) return null
  return schedule['chargingRateUnit'] === 'W' ? period.limit / 690 : period.limit
}
