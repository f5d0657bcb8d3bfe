import { withFact } from '../domain/compatibility'
import type { StationConnection } from '../ocpp/station-host'
import type { CentralSystem } from './central-system'
import type { Commands } from './commands'
import type { OwnAccord } from './own-accord'
import type { Clock, Log } from './ports'
import type { WorkingSet } from './working-set'

const DAY_MS = 86_400_000
/** A connection that ends so soon after it was asked for a boot ended because of that (quirk B02). */
const UPSET_MS = 30_000

/** Asks for boot messages that did not come, and learns which stations are upset by it. */
export interface BootTriggers {
  /** At most once a day without a person's doing; `accepted`: a person has just let it in (quirks B01, B02). */
  ask(connection: StationConnection, why: 'unbooted' | 'accepted'): void
  /** Whoever asked, it is a request for a boot that is on its way. */
  sent(connection: StationConnection): void
  disconnected(connection: StationConnection): void
  /** Plugboard itself is about to end the connections, which says nothing of the stations. */
  forget(): void
}

export function createBootTriggers(parts: {
  clock: Clock
  log: Log
  set: WorkingSet
  ownAccord: OwnAccord
  commands: () => Pick<Commands, 'sendOver'>
  central: () => Pick<CentralSystem, 'amend'>
  noteBootTrigger: (station: string, at: number) => void
}): BootTriggers {
  const { clock, log, set } = parts
  /** When which connection was asked. */
  const asked = new Map<string, number>()

  async function trigger(connection: StationConnection, why: 'unbooted' | 'accepted'): Promise<void> {
    const entry = set.find(connection.station)
    if (!entry || connection.actionOf('trigger') === null) return
    const lastAt = entry.lastBootTriggerAt
    if (why === 'unbooted' && lastAt !== null && clock.now() - lastAt < DAY_MS) return
    if (!parts.ownAccord.may(connection.station, 'boot-trigger')) return
    entry.lastBootTriggerAt = clock.now()
    parts.noteBootTrigger(connection.station, clock.now())
    await parts.commands().sendOver(connection, { kind: 'trigger', topic: 'boot', place: null }, { ownAccord: 'boot-trigger' })
  }

  return {
    ask(connection, why) {
      trigger(connection, why).catch((error: unknown) => {
        log.warn('boot could not be triggered', { station: connection.station, error: String(error) })
      })
    },
    sent: ({ id }) => void asked.set(id, clock.now()),
    forget: () => asked.clear(),
    disconnected({ id, station: identity }) {
      const at = asked.get(id)
      asked.delete(id)
      const station = set.find(identity)?.station
      const now = clock.now()
      if (at === undefined || now - at > UPSET_MS || !station || station.admission === 'refused') return
      const detail = `disconnected ${Math.round((now - at) / 1000)} s after it was asked for a boot message`
      parts.central().amend({
        stations: [withFact(station, { field: 'mayTriggerBoot', value: false, isProposal: false }, now)],
        findings: [{ station: station.station, code: 'B02', detail, at: now, count: 1 }],
      })
    },
  }
}
