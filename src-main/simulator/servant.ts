import type { Place } from './station-plan'
import type { Connector } from './station-state'
import type { VirtualStation, VirtualStationOptions } from './virtual-station'
import type { Servant } from './wire'

const isFree = (connector: Connector): boolean =>
  !connector.transaction && !connector.fault && connector.operative && !connector.retiring

/** What is done after the answer is out: an answer comes before what follows from it. */
function after(station: VirtualStation, work: () => Promise<unknown>): void {
  setImmediate(() => station.inBackground(work()))
}

/** Obeys the central system, and says the truth about it. */
export function createServant(station: VirtualStation, options: VirtualStationOptions): Servant {
  const find = (place: Place): Connector | undefined =>
    station.connectors.find((entry) => entry.place.evse === place.evse && entry.place.connector === place.connector)
  const running = (transactionId: string): Connector | undefined =>
    station.connectors.find(({ transaction }) => transaction?.wireId === transactionId)
  const hasEvse = (evse: number | null): boolean =>
    evse === null || station.connectors.some(({ place }) => place.evse === evse)

  return {
    settings: station.settings,

    hasPlace: (place) => find(place) !== undefined,
    isInTransaction: (place) => Boolean(find(place)?.transaction),

    remoteStart({ evse, token, remoteStartId }) {
      const connector = station.connectors.find(
        (entry) => isFree(entry) && (evse === null || entry.place.evse === evse),
      )
      if (!connector) return false
      const { place } = connector
      if (options.onRemoteStart) return options.onRemoteStart({ place, token, remoteStartId })
      after(station, async () => {
        if (!connector.plugged) await station.plugIn(place)
        await station.startCharging(place, token, { remoteStartId })
      })
      return true
    },

    remoteStop(transactionId) {
      const connector = running(transactionId)
      if (!connector) return false
      after(station, async () => {
        if (connector.transaction?.wireId === transactionId) await station.stop(connector.place, 'remote')
      })
      return true
    },

    reset(mode) {
      const isBusy = station.connectors.some(({ transaction }) => transaction)
      const reason = mode === 'immediate' ? 'hard-reset' : 'soft-reset'
      after(station, async () => {
        if (mode === 'when-idle') station.whenIdle(() => station.inBackground(station.reboot(reason)))
        else await station.reboot(reason)
      })
      return mode === 'when-idle' && isBusy ? 'scheduled' : 'accepted'
    },

    unlock(place) {
      const connector = find(place)
      if (!connector) return 'unknown-connector'
      // A DC cable is fixed to the station: there is nothing to unlock.
      return connector.plan.kind === 'dc' ? 'not-supported' : 'unlocked'
    },

    stopForUnlock(place) {
      if (find(place)?.transaction) station.inBackground(station.stop(place, 'unlock-command'))
    },

    changeAvailability: (evse, operative) =>
      hasEvse(evse) ? station.changeAvailability(evse, operative) : 'rejected',

    trigger(topic, evse) {
      if (!hasEvse(evse)) return false
      after(station, () => station.report(topic, evse))
      return true
    },

    transactionStatus: (transactionId) => ({
      ongoing: transactionId === null ? null : running(transactionId) !== undefined,
      messagesInQueue: station.queued > 0,
    }),
  }
}
