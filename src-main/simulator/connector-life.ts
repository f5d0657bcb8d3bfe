import { carModels, charged, limitW, powerTaken, readingOf, type Car } from './car'
import { cardsAt } from './cards'
import { randomFrom, type Random } from './random'
import type { Place } from './station-plan'
import type { Connector, FaultCode } from './station-state'
import type { RemoteStart } from './station-options'
import type { VirtualStation } from './virtual-station'

export interface LifeOptions {
  station: VirtualStation
  place: Place
  seed: string
  /**
   * Batteries and pauses are that many times smaller (a quarter of it for batteries on DC, where sessions are short
   * anyway). Power, energy and time on the wire stay what they are.
   */
  speed: number
  /** A car waits at the start already. */
  startsBusy: boolean
  signal: AbortSignal
}

const minute = 60_000
const tickMs = 1_000
/** A state of charge that is not reached. */
const never = 101
const rampW = { ac: 4_000, dc: 20_000 }
const faults: readonly [[FaultCode, string], ...[FaultCode, string][]] = [
  ['GroundFailure', 'Residual current detected'],
  ['EVCommunicationError', 'No answer from the vehicle'],
  ['HighTemperature', 'Cable above 80 °C'],
  ['ConnectorLockFailure', 'Lock did not close'],
]

/** The driver has a say in these; the rest of a session follows from the battery. */
type Ending = 'local' | 'ev-disconnected' | 'fault'

/**
 * One connector and the cars that come to it, until the signal fires. What happens follows from the random numbers
 * alone; when it happens, from the clock of the station.
 */
export class ConnectorLife {
  readonly #options: LifeOptions
  readonly #connector: Connector
  /** Drawn from at every tick, so never for a decision: how many ticks there are depends on the machine. */
  readonly #noise: Random
  /** A new one for each car, for the same reason. */
  #random: Random
  readonly #cards: readonly [string, ...string[]]
  #carCount = 0
  #order: RemoteStart | null = null
  #wake: (() => void) | null = null

  constructor(options: LifeOptions) {
    this.#options = options
    this.#connector = options.station.connector(options.place)
    this.#noise = randomFrom(`${options.seed}/noise`)
    this.#random = randomFrom(options.seed)
    this.#cards = cardsAt(options.seed)
  }

  /** A remote start brings a car at once. */
  accept(order: RemoteStart): boolean {
    if (this.#connector.transaction || this.#connector.plugged || this.#order) return false
    this.#order = order
    this.#wake?.()
    return true
  }

  async run(): Promise<void> {
    const { startsBusy, signal, seed } = this.#options
    const isFirst = (): boolean => startsBusy && this.#carCount === 1
    while (!signal.aborted) {
      this.#random = randomFrom(`${seed}/${++this.#carCount}`)
      const [low, high] = isFirst() ? [25, 60] : [8, 55]
      const car = this.#newCar(this.#random.between(low, high))
      const wait = this.#shortened(this.#random.between(10, 120) * minute)
      await this.#untilNextCar(isFirst() ? this.#random.between(500, 6_000) : wait)
      if (this.#isUsable()) await this.#visit(car).catch((cause: unknown) => this.#rescue(cause))
    }
  }

  async #visit(car: Car): Promise<void> {
    const { station, place, signal } = this.#options
    const random = this.#random
    const order = this.#order
    this.#order = null
    const token = order?.token ?? random.pick(this.#cards)
    await station.plugIn(place)
    await this.#sleep(random.between(1_500, 4_000))
    if (signal.aborted) return
    const isWelcome = order !== null || ['Accepted', null].includes(await station.authorize(token))
    if (isWelcome && this.#isUsable() && this.#connector.plugged) {
      await station.startCharging(place, token, { remoteStartId: order?.remoteStartId ?? null })
      await this.#charge(car)
    }
    await this.#sleep(random.between(4_000, 15_000))
    if (!signal.aborted && this.#connector.plugged) await station.unplug(place)
  }

  /** A message was refused for good, or an order from outside crossed a step: the car leaves, the next one comes. */
  async #rescue(cause: unknown): Promise<void> {
    const { station, place } = this.#options
    station.inBackground(Promise.reject(cause instanceof Error ? cause : new Error('not an error', { cause })))
    station.inBackground(station.unplug(place))
    await this.#sleep(5_000)
  }

  async #charge(firstCar: Car): Promise<void> {
    const { station, place, signal } = this.#options
    const random = this.#random
    const { kind } = this.#connector.plan
    const transaction = this.#connector.transaction
    const isRunning = (): boolean => this.#connector.transaction === transaction && transaction !== null
    const ending: Ending = random.chance(0.1) ? 'fault' : random.chance(0.3) ? 'ev-disconnected' : 'local'
    const isShort = ending === 'fault' || random.chance(0.3)
    const leavesAt = isShort ? firstCar.socPercent + random.between(5, 40) : never
    const pausesAt = random.chance(0.35) ? firstCar.socPercent + random.between(4, 25) : never
    const pausedBy = random.chance(0.5) ? 'ev' : 'evse'
    let car = firstCar
    let powerW = 0
    let pauseUntil: number | null = null
    let hasPaused = false
    let lastTick = station.clock.now()
    let lastMeter = lastTick - this.#meterIntervalMs

    while (isRunning() && !signal.aborted) {
      const now = station.clock.now()
      // Energy follows from the power of the time that has passed: what the meter says is always power times time.
      const energyWh = (powerW * (now - lastTick)) / 3_600_000
      lastTick = now
      car = charged(car, energyWh)
      this.#connector.meterWh += energyWh

      if (now - lastMeter >= this.#meterIntervalMs) {
        lastMeter = now
        const reading = readingOf(car, this.#connector.plan, powerW, this.#noise)
        station.inBackground(station.meter(place, { energyWh: this.#connector.meterWh, ...reading }))
      }
      if (car.socPercent >= Math.min(car.targetPercent, leavesAt)) break
      if (!hasPaused && car.socPercent >= pausesAt) {
        hasPaused = true
        powerW = 0
        pauseUntil = now + Math.max(12_000, this.#shortened(random.between(4, 12) * minute))
        await station.suspend(place, pausedBy)
      } else if (pauseUntil !== null && now >= pauseUntil) {
        pauseUntil = null
        if (isRunning()) await station.resume(place)
      }
      const wanted = pauseUntil === null ? powerTaken(car, this.#connector.plan) * this.#noise.between(0.985, 1) : 0
      powerW = Math.min(wanted, powerW + rampW[kind], limitW(station.allowedA(place), car, this.#connector.plan))
      if (pauseUntil === null) await station.followLimits()
      await this.#sleep(tickMs)
    }
    if (!isRunning()) return
    // Switched off: nothing is left open for the next run.
    if (signal.aborted) await station.stop(place, 'power-loss')
    else await this.#finish(car, leavesAt <= car.socPercent ? ending : 'local')
  }

  /** The battery is full, the driver leaves early, or something breaks. */
  async #finish(car: Car, ending: Ending): Promise<void> {
    const { station, place } = this.#options
    const random = this.#random
    const { transaction } = this.#connector
    if (ending === 'fault') {
      const [code, info] = random.pick(faults)
      await station.fault(place, code, { info })
      await this.#sleep(Math.max(20_000, this.#shortened(random.between(10, 25) * minute)))
      return station.clearFault(place)
    }
    if (car.socPercent >= car.targetPercent) {
      await station.suspend(place, 'ev')
      const reading = readingOf(car, this.#connector.plan, 0, this.#noise)
      station.inBackground(station.meter(place, { energyWh: this.#connector.meterWh, ...reading }))
      await this.#sleep(Math.max(8_000, this.#shortened(random.between(3, 15) * minute)))
    }
    const reason = this.#options.signal.aborted ? 'power-loss' : ending
    if (this.#connector.transaction === transaction) await station.stop(place, reason)
  }

  get #meterIntervalMs(): number {
    return this.#options.station.settings.seconds('MeterValueSampleInterval') * 1_000
  }

  #isUsable(): boolean {
    return !this.#connector.fault && this.#connector.operative && !this.#connector.retiring
  }

  #newCar(socPercent: number): Car {
    const { speed } = this.#options
    const random = this.#random
    const model = random.pick(carModels)
    const shrink = this.#connector.plan.kind === 'dc' ? Math.max(1, speed / 4) : speed
    return { model, batteryWh: model.batteryWh / shrink, socPercent, targetPercent: random.pick([80, 90, 100]) }
  }

  #shortened(ms: number): number {
    return ms / this.#options.speed
  }

  async #untilNextCar(ms: number): Promise<void> {
    const { signal } = this.#options
    const woken = new AbortController()
    this.#wake = () => woken.abort()
    if (this.#order) woken.abort()
    await this.#sleep(ms, AbortSignal.any([signal, woken.signal]))
    this.#wake = null
  }

  /** Ends early, without a word, when the signal fires. */
  async #sleep(ms: number, signal = this.#options.signal): Promise<void> {
    try {
      await this.#options.station.clock.sleep(ms, signal)
    } catch (cause) {
      if (!signal.aborted) throw cause
    }
  }
}
