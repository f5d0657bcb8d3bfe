import { type OwnAccordKind, ownAccordNames, type OwnAccordView } from '#contract/own-accord'
import { obstacleToOwnAccord } from '../domain/own-accord'
import type { Station } from '../domain/station'
import type { CentralSystem } from './central-system'
import { FaultError } from './fault-error'
import type { OwnAccordStore } from './own-accord-ports'
import type { WorkingSet } from './working-set'

/** Something was to be sent unasked, and a person does not want that. */
export class SwitchedOffError extends Error {
  override name = 'SwitchedOffError'
  constructor(
    readonly station: string,
    readonly kind: OwnAccordKind,
  ) {
    super(`${kind} is switched off for ${station}`)
  }
}

/** What is sent to stations unasked, and whether it may be: see `contract/own-accord.ts` for how to add something. */
export interface OwnAccord {
  may(station: string, kind: OwnAccordKind): boolean
  /** @throws SwitchedOffError */
  demand(station: string, kind: OwnAccordKind): void
  view(station: Station): OwnAccordView
  /** @throws FaultError */
  viewOf(station: string): OwnAccordView
  /** `all`: hands off this station. @throws FaultError */
  switch(station: string, kind: OwnAccordKind | 'all', isOn: boolean): void
}

export function createOwnAccord(parts: {
  set: WorkingSet
  store: OwnAccordStore
  central: () => Pick<CentralSystem, 'change'>
}): OwnAccord {
  const { set, store } = parts

  function may(identity: string, kind: OwnAccordKind): boolean {
    const station = set.find(identity)?.station
    return station !== undefined && obstacleToOwnAccord(kind, station, set.settings) === null
  }

  return {
    may,
    demand(station, kind) {
      if (!may(station, kind)) throw new SwitchedOffError(station, kind)
    },
    view,
    viewOf: (identity) => view(stationOf(identity)),
    switch(identity, kind, isOn) {
      const station = stationOf(identity)
      const { handsOff, off } = station.ownAccord
      const others = off.filter((known) => known !== kind)
      const ownAccord =
        kind === 'all' ? { handsOff: !isOn, off } : { handsOff, off: isOn ? others : [...others, kind] }
      parts.central().change({ ...station, ownAccord })
    },
  }

  function stationOf(identity: string): Station {
    const station = set.find(identity)?.station
    if (!station) throw new FaultError('STATION_NOT_FOUND', { station: identity })
    return station
  }

  function view(station: Station): OwnAccordView {
    const sent = new Map(store.sent(station.station).map((row) => [row.kind, row]))
    return {
      handsOffHere: station.ownAccord.handsOff,
      handsOffEverywhere: set.settings.handsOff,
      rows: ownAccordNames.map((kind) => ({
        kind,
        obstacle: obstacleToOwnAccord(kind, station, set.settings),
        isOffHere: station.ownAccord.off.includes(kind),
        lastSentAt: sent.get(kind)?.lastSentAt ?? null,
        count: sent.get(kind)?.count ?? 0,
      })),
    }
  }
}
