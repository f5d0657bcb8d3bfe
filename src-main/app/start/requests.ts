import type { ActionCatalog } from '../../ocpp/station-host'
import { createActions } from '../actions'
import { createBootTriggers } from '../boot-triggers'
import type { CentralSystem } from '../central-system'
import { createCharging } from '../charging/charging'
import { createCommands } from '../commands'
import { createConfiguration } from '../configuration/configuration'
import type { OwnAccord } from '../own-accord'
import type { Presenter } from '../presenter'
import { createRemoteStarts } from '../remote-starts'
import { createReports } from '../reports/reports'
import { createReservations } from '../reservations'
import type { FileDoors } from '../transfer-ports'
import { createTransfers } from '../transfers/transfers'
import type { Ground } from './ground'

/** What stations are asked for. */
export function startRequests(parts: Ground & {
  catalog: ActionCatalog
  doors: FileDoors
  central: CentralSystem
  ownAccord: OwnAccord
  presenter: Presenter
}) {
  const { store, set, central, presenter } = parts
  let nextCommandId = parts.snapshot.nextCommandId
  const actions = createActions(parts)
  const remoteStarts = createRemoteStarts(parts)
  const bootTriggers = createBootTriggers({
    ...parts,
    commands: () => commands,
    central: () => central,
    noteBootTrigger: store.stations.noteBootTrigger,
  })
  const commands = createCommands({
    ...parts,
    actions,
    nextId: () => nextCommandId++,
    bootTriggerSent: bootTriggers.sent,
    startAccepted: remoteStarts.accepted,
    outdated: (...changed) => reports.outdated(...changed),
    publish: presenter.commands,
  })
  const configuration = createConfiguration({ ...parts, store: store.configuration, commands })
  const reports = createReports({
    ...parts,
    store: store.reports,
    commands,
    unitsOf: (station) => new Map(configuration.settings(station).flatMap(({ name, unit }) => (unit ? [[name, unit] as const] : []))),
  })
  const charging = createCharging({
    ...parts,
    store: store.charging,
    commands,
    sessionsChanged: (station) => presenter.sessions(set.openSessions(station)),
  })
  const reservations = createReservations({ ...parts, store: store.charging, commands })
  const transfers = createTransfers({ ...parts, store: store.transfers, ask: commands.ask })
  return { actions, remoteStarts, bootTriggers, commands, configuration, reports, charging, reservations, transfers }
}
