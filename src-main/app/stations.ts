import type { CompatibilityChoice } from '#contract/compatibility'
import type { RefusedStation, StationRow } from '#contract/stations'
import type { PersonSource, Refusal } from '#contract/vocabulary'
import type { SiteChoice } from '#contract/api/inputs'
import { withoutMeterFacts } from '../domain/compatibility'
import { newStation } from '../domain/station'
import { auditHost } from './audit-host'
import type { BootTriggers } from './boot-triggers'
import type { CentralSystem } from './central-system'
import type { Connections } from './connections'
import { FaultError } from './fault-error'
import type { Clock, Log, Store } from './ports'
import type { Keys } from './security/keys'
import type { StationEntry, WorkingSet } from './working-set'

/** WebSocket close code "policy violation". */
const REFUSED = 1008

interface Naming {
  station: string
  name: string
  site: SiteChoice
}

/** What a person does with the list of stations. @throws FaultError */
export interface Stations {
  register(naming: Naming): StationRow
  accept(naming: Naming): StationRow
  refuse(station: string, how: Refusal): Promise<void>
  refused(): RefusedStation[]
  edit(naming: Naming): StationRow
  setCompatibility(station: string, choice: CompatibilityChoice, by: PersonSource): void
  /** Nothing happens where nobody asks any more. */
  answerMeter(station: string, isExchanged: boolean, by: PersonSource): void
  setPassword(station: string, password: string | null): Promise<void>
}

export function createStations(parts: {
  clock: Clock
  log: Log
  store: Store
  keys: Keys
  set: WorkingSet
  connections: Connections
  central: CentralSystem
  bootTriggers: BootTriggers
  view: (station: string) => StationRow | null
  /** The number of the site of that name, which is made where there is none. */
  siteNamed: (name: string) => number
  accepted: (station: string) => void
  /** A station came, or stands elsewhere. */
  moved: () => void
  /** Its sessions come into sight or go out of it. */
  sessionsChanged: (station: string) => void
}): Stations {
  const { clock, set, connections, central } = parts

  function entryOf(station: string): StationEntry {
    const entry = set.find(station)
    if (!entry) throw new FaultError('STATION_NOT_FOUND', { station })
    return entry
  }

  function siteOf(choice: SiteChoice): number | null {
    if (choice === null) return null
    if ('newSite' in choice) return parts.siteNamed(choice.newSite)
    if (!set.organisation.sites.has(choice.site)) throw new FaultError('SITE_NOT_FOUND', { site: choice.site })
    return choice.site
  }

  function named(entry: StationEntry, naming: Naming, admission: StationEntry['station']['admission']): StationRow {
    const { station } = entry
    const site = siteOf(naming.site)
    central.change({ ...station, name: naming.name, site, area: site === station.site ? station.area : null, admission })
    parts.moved()
    return shown(entry.station.station)
  }

  function shown(station: string): StationRow {
    const row = parts.view(station)
    if (!row) throw new FaultError('STATION_NOT_FOUND', { station })
    return row
  }

  return {
    register(naming) {
      const known = set.find(naming.station)
      if (known?.station.admission === 'registered') throw new FaultError('NAME_TAKEN', { name: known.station.station })
      if (known) return this.accept(naming)
      const { station, name } = naming
      const site = siteOf(naming.site)
      central.change(newStation({ station, name, site, admission: 'registered', firstSeenAt: clock.now() }))
      parts.moved()
      return shown(station)
    },
    accept(naming) {
      const entry = entryOf(naming.station)
      const row = named(entry, naming, 'registered')
      parts.accepted(entry.station.station)
      parts.sessionsChanged(entry.station.station)
      const live = connections.live(entry.station.station)
      // Its next boot makes it live. Told Pending, it may be asked for one, which saves the wait; told Rejected, it may not answer.
      if (live && !connections.isRejected(live.station)) parts.bootTriggers.ask(live, 'accepted')
      return row
    },
    async refuse(station, how) {
      const entry = entryOf(station)
      central.change({ ...entry.station, admission: 'refused', refusal: how })
      parts.sessionsChanged(entry.station.station)
      if (how === 'boot') return
      const open = connections.of(entry.station.station)
      await Promise.all(open.map((connection) => connection.close(REFUSED, 'refused by the operator')))
    },
    refused: () =>
      [...set.entries()]
        .filter(({ station }) => station.admission === 'refused')
        .map(({ station: { station, name, vendor, model, refusal }, lastSeenAt }) => ({ station, name, vendor, model, how: refusal, lastSeenAt })),
    edit: (naming) => {
      const entry = entryOf(naming.station)
      return named(entry, naming, entry.station.admission)
    },
    setCompatibility(station, { field, value }, by) {
      const { station: before } = entryOf(station)
      const { [field]: known, ...others } = before.compatibility
      const since = clock.now()
      const compatibility = value === null ? others : { ...others, [field]: { value, source: 'set' as const, since } }
      const entry = { session: null, station: before.station, at: since, action: 'overridden' as const, host: auditHost(by), repair: null, note: '' }
      central.amend({
        stations: [{ ...before, compatibility }],
        audit: [{ ...entry, before: { [field]: known?.value ?? null }, after: { [field]: value } }],
      })
    },
    answerMeter(station, isExchanged, by) {
      const { station: before } = entryOf(station)
      const { meterQuestion: asked } = before
      if (!asked) return
      const at = clock.now()
      const action = isExchanged ? ('meter-changed' as const) : ('meter-kept' as const)
      central.amend({
        stations: [{ ...(isExchanged ? withoutMeterFacts(before) : before), meterQuestion: null }],
        audit: [
          {
            session: null, station: before.station, at, action, host: auditHost(by), repair: null, note: '',
            before: { meterSerial: asked.before }, after: { meterSerial: asked.after },
          },
        ],
      })
    },
    async setPassword(station, password) {
      const entry = entryOf(station)
      await parts.keys.set(entry, password)
      central.change({ ...entry.station })
    },
  }
}
