import { chargingServant } from './charging-servant'
import { reportParts } from './report-parts'
import type { Place } from './station-plan'
import type { Connector } from './station-state'
import type { VirtualStationOptions } from './station-options'
import type { StationVoice } from './station-voice'
import type { VirtualStation } from './virtual-station'
import { transferFile } from './transfer-file'
import type { Servant, TriggerTopic } from './wire'

const isFree = (connector: Connector): boolean =>
  !connector.transaction && !connector.fault && connector.operative && !connector.retiring

/** What is done after the answer is out: an answer comes before what follows from it. */
function after(station: VirtualStation, work: () => Promise<unknown>): void {
  setImmediate(() => station.inBackground(work()))
}

/** Obeys the central system, and says the truth about it. */
export function createServant(station: VirtualStation, voice: StationVoice, options: VirtualStationOptions): Servant {
  const find = (place: Place): Connector | undefined =>
    station.connectors.find((entry) => entry.place.evse === place.evse && entry.place.connector === place.connector)
  const running = (transactionId: string): Connector | undefined =>
    station.connectors.find(({ transaction }) => transaction?.wireId === transactionId)
  const on = (evse: number | null): Connector[] =>
    station.connectors.filter(({ place }) => evse === null || place.evse === evse)
  const hasEvse = (evse: number | null): boolean => on(evse).length > 0

  function changeAvailability(evse: number | null, operative: boolean): 'accepted' | 'scheduled' {
    for (const connector of on(evse)) {
      connector.retiring = !operative && connector.transaction !== null
      if (!connector.retiring) connector.operative = operative
    }
    const isScheduled = on(evse).some(({ retiring }) => retiring)
    const own = evse === null && !isScheduled ? voice.wire.stationStatus(operative, voice.moment()) : []
    station.inBackground(voice.say([...own, ...on(evse).flatMap((connector) => voice.news(connector))]))
    return isScheduled ? 'scheduled' : 'accepted'
  }

  async function report(topic: TriggerTopic, evse: number | null): Promise<void> {
    switch (topic) {
      case 'boot':
        return void (await station.boot('triggered'))
      case 'heartbeat':
        return station.heartbeat()
      case 'status':
        return voice.announce(evse)
      case 'firmware':
        return voice.say([voice.wire.firmwareStatus()])
      case 'log':
        return voice.say([voice.wire.logStatus()])
      case 'meter-values':
      case 'transaction': {
        const measured = on(evse).filter(({ transaction }) => topic === 'meter-values' || transaction)
        const all = measured.map(({ place, meterWh, lastReading }) =>
          station.meter(place, { ...lastReading, energyWh: meterWh }, { context: 'trigger' }),
        )
        return void (await Promise.all(all))
      }
    }
  }

  return {
    settings: station.settings,
    localList: station.localList,

    hasPlace: (place) => find(place) !== undefined,
    isInTransaction: (place) => Boolean(find(place)?.transaction),

    remoteStart({ evse, token, remoteStartId }) {
      const connector = station.connectors.find(
        (entry) =>
          isFree(entry) && (evse === null || entry.place.evse === evse) &&
          (entry.reservation === null || entry.reservation.token === token),
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
      hasEvse(evse) ? changeAvailability(evse, operative) : 'rejected',

    report(requestId, base) {
      const { habits } = station.settings
      const parts = reportParts(station.settings, { requestId, base, generatedAt: voice.moment().time })
      if (parts === null || habits.reportsNothing) return false
      const sent = parts.filter(({ seqNo }) => !habits.losesParts?.includes(seqNo))
      const messages = sent.map(({ payload }) => ({ action: 'NotifyReport', lasting: false, payload: () => payload }))
      after(station, () => voice.say(messages))
      return true
    },

    trigger(topic, evse) {
      if (!hasEvse(evse)) return false
      after(station, () => report(topic, evse))
      return true
    },

    transferFile(order) {
      const name = options.transfers?.fileName ?? `${station.plan.identity}-log.tar.gz`
      after(station, () => transferFile({ station, voice, habits: options.transfers ?? {}, order, name }))
      return name
    },

    ...chargingServant(station, voice),

    transactionStatus: (transactionId) => ({
      ongoing: transactionId === null ? null : running(transactionId) !== undefined,
      messagesInQueue: station.queued > 0,
    }),
  }
}
