import type { CommandRecord } from '#contract/commands'
import type { StationRequest } from '#contract/vocabulary'
import { useCommand } from './use-command'
import type { Command } from './use-command'

/** Sends a request to a charger and waits for its answer; "Rejected" is an answer. */
export function useStationCommand(): Command<[station: string, request: StationRequest], CommandRecord> {
  return useCommand((client, station: string, request: StationRequest) => client.stations.command({ station, request }))
}
