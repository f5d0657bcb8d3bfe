import { computed } from 'vue'
import type { Capability, StationDetail } from '#contract/stations'
import type { StationRequestKind } from '#contract/vocabulary'
import { useKeyedFeed, useValueFeed } from '@/link/use-feed'

export type Obstacle = Exclude<Capability['obstacle'], null>

/** One charger with its answers to commands, for as long as the window shows it. */
export function useCharger(station: string) {
  const detail = useValueFeed<StationDetail>({
    open: (client, context) => client.stations.watchOne({ station }, context),
  })
  const commands = useKeyedFeed({
    open: (client, context) => client.stations.watchCommands({ station }, context),
    key: (record) => record.id,
  })
  return {
    detail: detail.value,
    state: detail.state,
    fault: detail.fault,
    /** The newest first. */
    answers: computed(() => [...commands.rows.value.values()].sort((a, b) => b.id - a.id)),
  }
}

/** How the request failed the last time; null when it did not. */
export function cautionOf(capabilities: readonly Capability[], request: StationRequestKind): Capability['caution'] {
  return capabilities.find((one) => one.request === request)?.caution ?? null
}

/** Why a request cannot be sent now; null when it can. What the core does not name is not in the version. */
export function obstacleOf(capabilities: readonly Capability[], request: StationRequestKind): Obstacle | null {
  const capability = capabilities.find((one) => one.request === request)
  return capability ? capability.obstacle : 'not-in-version'
}
