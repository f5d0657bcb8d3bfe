import type { StationClock } from './station-clock'
import type { StationNetwork } from './station-network'
import type { Connector, Moment } from './station-state'
import type { Message, Wire } from './wire'

interface VoiceOptions {
  wire: Wire
  network: StationNetwork
  clock: StationClock
  connectors: readonly Connector[]
}

/** Says what happens at a station, in its version, with its time, and each status only when it is news. */
export class StationVoice {
  readonly wire: Wire
  readonly #options: VoiceOptions

  constructor(options: VoiceOptions) {
    this.wire = options.wire
    this.#options = options
  }

  moment(at = this.#options.clock.now()): Moment {
    return { time: this.#options.clock.write(at), offline: !this.#options.network.isConnected }
  }

  /** Queued at once and in order; resolves when all are answered or have to wait for the network. */
  async say(messages: Message[]): Promise<void> {
    await Promise.all(messages.map((message) => this.#options.network.push(message)))
  }

  /** Empty when the central system knows it already. */
  news(connector: Connector): Message[] {
    return this.wire.statusWord(connector) === connector.reported ? [] : this.#status(connector, this.moment())
  }

  /** The status of the station and of all its connectors, or of one EVSE, news or not. */
  announce(evse: number | null): Promise<void> {
    const moment = this.moment()
    const isOperative = this.#options.connectors.some(({ operative }) => operative)
    const own = evse === null ? this.wire.stationStatus(isOperative, moment) : []
    const asked = this.#options.connectors.filter(({ place }) => evse === null || place.evse === evse)
    return this.say([...own, ...asked.flatMap((connector) => this.#status(connector, moment))])
  }

  #status(connector: Connector, moment: Moment): Message[] {
    connector.reported = this.wire.statusWord(connector)
    return this.wire.connectorStatus(connector, moment)
  }
}
