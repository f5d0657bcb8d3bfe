import { setMaxListeners } from 'node:events'
import { ConnectorLife } from './connector-life'
import { randomFrom, type Random } from './random'
import { wallClock, type StationClock } from './station-clock'
import type { Place, StationPlan } from './station-plan'
import { VirtualStation } from './virtual-station'

export interface DepotOptions {
  /** Up to the identity, which is appended. */
  url: string
  plans: readonly StationPlan[]
  /** The same seed gives the same cars, pauses and faults. */
  seed: string
  /** Batteries and waiting times shrink by it; power, energy and time stay true on the wire. */
  speed?: number
  signal: AbortSignal
  clock?: StationClock
  /** A message that could not be delivered, a connection that could not be made. */
  onProblem?: (identity: string, cause: Error) => void
}

export interface Depot {
  stations: VirtualStation[]
  status(): { stations: number; connected: number; charging: number; callsSent: number }
  /** Resolves after the signal fired and every socket is closed. */
  done: Promise<void>
}

/** Switching on a whole depot takes this long for each station, so that it is no storm. */
const staggerMs = 15
/** Reconnects after a loss wait this long, twice as long each time, up to the limit. */
/** How long a stopping depot waits for the answers to its last Stops. */
const goodbyeMs = 2_000
const backOff = { firstMs: 1_000, limitMs: 30_000 }

/** Stations that live on their own until the signal fires. */
export function startDepot(options: DepotOptions): Depot {
  // Every connector waits on the one signal: no leak, however many there are.
  setMaxListeners(0, options.signal)
  const keepers = options.plans.map((plan, index) => new StationKeeper(plan, index, options))
  const stations = keepers.map(({ station }) => station)
  const done = Promise.all(keepers.map((keeper) => keeper.run())).then(() => undefined)
  return {
    stations,
    done,
    status: () => ({
      stations: stations.length,
      connected: stations.filter(({ isConnected }) => isConnected).length,
      charging: stations
        .flatMap(({ connectors }) => connectors)
        .filter(({ transaction }) => transaction?.chargingState === 'charging').length,
      callsSent: stations.reduce((sum, { callsSent }) => sum + callsSent, 0),
    }),
  }
}

/** Keeps one station connected and booted, and its connectors alive. */
class StationKeeper {
  readonly station: VirtualStation
  readonly #options: DepotOptions
  readonly #plan: StationPlan
  readonly #index: number
  readonly #clock: StationClock
  readonly #random: Random
  readonly #lives: ConnectorLife[]
  #lost: (() => void) | null = null

  constructor(plan: StationPlan, index: number, options: DepotOptions) {
    this.#options = options
    this.#plan = plan
    this.#index = index
    this.#clock = options.clock ?? wallClock
    this.#random = randomFrom(`${options.seed}/${plan.identity}`)
    const startedAt = this.#clock.now()
    this.station = new VirtualStation({
      url: options.url,
      plan: withRegisters(plan, startedAt),
      clock: this.#clock,
      // A second run with the same seed is another day at the same depot: its transactions are others.
      seed: `${options.seed}/${startedAt}`,
      frameLimit: 0,
      onLost: () => this.#lost?.(),
      onReboot: () => this.#reboot(),
      onRemoteStart: (order) => this.#lifeAt(order.place)?.accept(order) ?? false,
      onProblem: (cause) => options.onProblem?.(plan.identity, cause),
    })
    const earlierEvses = options.plans.slice(0, index).reduce((sum, earlier) => sum + earlier.evses.length, 0)
    this.#lives = this.station.connectors.map(
      ({ place }) =>
        new ConnectorLife({
          station: this.station,
          place,
          seed: `${options.seed}/${plan.identity}/${place.evse}/${place.connector}`,
          speed: options.speed ?? 1,
          startsBusy: (earlierEvses + place.evse) % 5 < 3 && place.connector === 1,
          signal: options.signal,
        }),
    )
  }

  async run(): Promise<void> {
    const { signal } = this.#options
    let lives: Promise<unknown> | null = null
    let pauseMs = backOff.firstMs
    await this.#sleep(this.#index * staggerMs, signal)
    while (!signal.aborted) {
      const gone = new AbortController()
      this.#lost = () => gone.abort()
      const untilGone = AbortSignal.any([signal, gone.signal])
      try {
        await this.station.connect()
        await this.#bootUntilAccepted(untilGone)
        pauseMs = backOff.firstMs
        if (this.station.registration === 'Accepted') lives ??= Promise.all(this.#lives.map((life) => life.run()))
        await this.#heartbeats(untilGone)
      } catch (cause) {
        if (!signal.aborted) this.#tell(cause)
        await this.station.close().catch((problem: unknown) => this.#tell(problem))
      }
      await this.#sleep(pauseMs * this.#random.between(0.75, 1.25), signal)
      pauseMs = Math.min(pauseMs * 2, backOff.limitMs)
    }
    await Promise.race([lives, this.#clock.sleep(goodbyeMs)])
    await this.station.close(1000, 'switched off')
  }

  /** After a mere loss of the network too: it costs one message, and the server may have been restarted. */
  async #bootUntilAccepted(untilGone: AbortSignal): Promise<void> {
    while (!untilGone.aborted) {
      const { status, intervalS } = await this.station.boot()
      if (status === 'Accepted') return
      const retryS = this.#plan.bootRetryS ?? Math.max(intervalS, 1)
      for (let waitedS = 0; waitedS < retryS && !untilGone.aborted; waitedS++) {
        await this.#sleep(1_000, untilGone)
        // A triggered boot may have been accepted in the meantime.
        if (this.station.registration === 'Accepted') return
      }
    }
  }

  async #heartbeats(untilGone: AbortSignal): Promise<void> {
    while (!untilGone.aborted) {
      await this.#sleep(this.station.heartbeatS * 1_000, untilGone)
      if (!untilGone.aborted) await this.station.heartbeat()
    }
  }

  /** `run` connects and boots again. */
  #reboot(): void {
    this.station.inBackground(this.station.close(1000, 'reset'))
  }

  #lifeAt(place: Place): ConnectorLife | undefined {
    return this.#lives[this.station.connectors.findIndex((connector) => connector.place === place)]
  }

  #tell(cause: unknown): void {
    this.#options.onProblem?.(this.#plan.identity, cause instanceof Error ? cause : new Error('not an error', { cause }))
  }

  /** Ends early, without a word, when the signal fires. */
  async #sleep(ms: number, signal: AbortSignal): Promise<void> {
    try {
      await this.#clock.sleep(ms, signal)
    } catch (cause) {
      if (!signal.aborted) throw cause
    }
  }
}

const hoursUntil = (epochMs: number): number => Math.max(0, epochMs - Date.UTC(2026, 0, 1)) / 3_600_000

/** Lifetime registers that have grown since the station was built, so that they do not fall back at the next run. */
function withRegisters(plan: StationPlan, now: number): StationPlan {
  return {
    ...plan,
    // Two records a session: a count by the minute never falls back behind an earlier run.
    ...(plan.signs ? { signs: { firstPage: Math.round(60 * hoursUntil(now)), ...plan.signs } } : {}),
    evses: plan.evses.map(({ connectors }) => ({
      connectors: connectors.map((connector) => ({
        ...connector,
        meterWh: connector.meterWh ?? Math.round(20_000 + hoursUntil(now) * connector.maxPowerW * 0.05),
      })),
    })),
  }
}
