import type { KeyedEvent } from '#contract/read-models'
import type { StationRow } from '#contract/stations'

/** Something that a person should hear of although no window shows it. */
export type Alert =
  | { kind: 'new-charger'; station: string; name: string }
  | { kind: 'fault'; station: string; name: string; code: string | null }
  | { kind: 'boot-loop'; station: string; name: string }

interface Known {
  waits: boolean
  /** The faults that were told, one key each. */
  faults: ReadonlySet<string>
  isBootLoop: boolean
}

/**
 * Tells what is new in the feed of stations. The snapshot is what the user finds when the windows open, so it alerts of
 * nothing; a fault that goes and comes back is told again.
 */
export class AlertFinder {
  #known = new Map<string, Known>()

  next(event: KeyedEvent<StationRow>): Alert[] {
    if (event.kind === 'snapshot') {
      this.#known = new Map(event.rows.map((row) => [row.station, knownOf(row)]))
      return []
    }
    for (const key of event.removed) this.#known.delete(String(key))
    return event.upserts.flatMap((row) => {
      const before = this.#known.get(row.station)
      const now = knownOf(row)
      this.#known.set(row.station, now)
      return [...newCharger(row, before, now), ...newFault(row, before, now), ...newBootLoop(row, before, now)]
    })
  }
}

function newCharger({ station, name }: StationRow, before: Known | undefined, now: Known): Alert[] {
  return now.waits && !before?.waits ? [{ kind: 'new-charger', station, name }] : []
}

/** Quirk B05. */
function newBootLoop({ station, name }: StationRow, before: Known | undefined, now: Known): Alert[] {
  return now.isBootLoop && !before?.isBootLoop ? [{ kind: 'boot-loop', station, name }] : []
}

/** One alert for a station, however many of its connectors fail at once. */
function newFault(row: StationRow, before: Known | undefined, now: Known): Alert[] {
  const fresh = [...now.faults].find((fault) => !before?.faults.has(fault))
  if (fresh === undefined) return []
  const connector = row.connectors.find((candidate) => faultKey(candidate) === fresh)
  return [{ kind: 'fault', station: row.station, name: row.name, code: connector?.fault?.code ?? null }]
}

function knownOf(row: StationRow): Known {
  const faults = row.connectors.filter(({ status }) => status === 'faulted').map(faultKey)
  if (row.status === 'faulted' && faults.length === 0) faults.push('station')
  const isRegistered = row.admission === 'registered'
  return {
    waits: row.admission === 'quarantined',
    faults: new Set(isRegistered ? faults : []),
    isBootLoop: isRegistered && row.bootLoop !== null,
  }
}

function faultKey({ evse, connector }: StationRow['connectors'][number]): string {
  return `${evse}/${connector}`
}
