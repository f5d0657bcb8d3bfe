import { ChargingProfiles } from './charging-profiles'
import { answerToLimit } from './charging-servant'
import { LocalList } from './local-list'
import { createServant } from './servant'
import { Settings } from './settings'
import { createSigningMeter } from './signing-meter'
import { wallClock, type StationClock } from './station-clock'
import { refusal } from './station-link'
import { StationNetwork, type RecordedFrame } from './station-network'
import type { BootAnswer, VirtualStationOptions } from './station-options'
import { placesOf, type Place, type StationPlan, type Version } from './station-plan'
import {
  newConnector,
  type BootReason,
  type ChargingState,
  type Connector,
  type FaultCode,
  type MeterReading,
  type SampleContext,
  type StopReason,
  type Transaction,
} from './station-state'
import { StationVoice } from './station-voice'
import type { Message, Payload, Servant, Wire } from './wire'
import { wire16 } from './wire-16'
import { wire201, wire21 } from './wire-2x'

const wires: Record<Version, () => Wire> = { '1.6': () => wire16, '2.0.1': wire201, '2.1': wire21 }

/**
 * A charging station that does what a story tells it to, in the same words for every version. Each step changes the
 * state and queues its messages at once, in order; its promise resolves when they are answered, or at once when they
 * have to wait for the network. It is long because it is the vocabulary of the stories, one verb after the other; what
 * the verbs have in common lives in the voice, the network and the servant.
 */
export class VirtualStation {
  readonly plan: StationPlan
  readonly clock: StationClock
  readonly settings: Settings
  readonly localList: LocalList | null
  readonly profiles: ChargingProfiles
  readonly connectors: Connector[]
  registration: BootAnswer['status'] | 'unknown' = 'unknown'

  readonly #options: VirtualStationOptions
  readonly #wire: Wire
  readonly #voice: StationVoice
  readonly #network: StationNetwork
  readonly #servant: Servant
  /** The last Start and Stop of each connector. */
  readonly #repeatable = new Map<string, Message>()
  #transactionCount = 0
  #bootReason: BootReason = 'power-up'
  readonly #whenIdle: (() => void)[] = []

  constructor(options: VirtualStationOptions) {
    this.#options = options
    this.plan = options.plan
    this.clock = options.clock ?? wallClock
    this.#wire = wires[options.plan.version]()
    this.connectors = placesOf(options.plan).map((place) => {
      const plan = options.plan.evses[place.evse - 1]?.connectors[place.connector - 1]
      if (!plan) throw new Error(`no connector plan for EVSE ${place.evse}, connector ${place.connector}`)
      const { signs, serial } = options.plan
      return newConnector(place, plan, signs ? createSigningMeter(`${serial}-${place.evse}-${place.connector}`, signs) : null)
    })
    this.localList = options.localList === null ? null : new LocalList(options.localList)
    this.settings = new Settings({
      LocalAuthListEnabled: String(this.localList !== null),
      LocalAuthListMaxLength: String(this.localList?.mostEntries ?? 0),
      SendLocalListMaxLength: String(options.localList?.perMessage ?? 50),
      NumberOfConnectors: String(this.connectors.length),
      MeterValueSampleInterval: String(options.plan.meterIntervalS ?? 60),
    }, options.settingHabits)
    this.profiles = new ChargingProfiles(options.chargingHabits ?? {}, () => {
      const words = this.settings.byKey('ChargingScheduleAllowedChargingRateUnit')?.value ?? ''
      return [...(/current|a\b/i.test(words) ? ['A'] : []), ...(/power|w\b/i.test(words) ? ['W'] : [])]
    })
    this.#network = new StationNetwork({
      url: options.url,
      identity: options.plan.identity,
      subprotocol: this.#wire.subprotocol,
      password: options.plan.password ?? null,
      callTimeoutMs: options.callTimeoutMs ?? 30_000,
      now: () => this.clock.now(),
      frameLimit: options.frameLimit ?? 10_000,
      maySend: () =>
        options.talksWhilePending === true || (this.registration !== 'Pending' && this.registration !== 'Rejected'),
      onCall: (action, payload) => this.#obey(action, payload),
      onLost: (close) => options.onLost?.(close),
    })
    const { clock, connectors } = this
    this.#voice = new StationVoice({ wire: this.#wire, network: this.#network, clock, connectors })
    this.#servant = createServant(this, this.#voice, options)
  }

  /** Seconds between two heartbeats: of the plan, else as the central system asked. */
  get heartbeatS(): number {
    return this.plan.heartbeatS ?? this.settings.seconds('HeartbeatInterval')
  }

  /** Everything that went over the line, newest last. */
  get frames(): RecordedFrame[] {
    return this.#network.frames
  }

  get isConnected(): boolean {
    return this.#network.isConnected
  }

  get callsSent(): number {
    return this.#network.callsSent
  }

  /** Messages that wait for the network. */
  get queued(): number {
    return this.#network.queued
  }

  connector(place: Place): Connector {
    const found = this.connectors.find(
      (entry) => entry.place.evse === place.evse && entry.place.connector === place.connector,
    )
    if (!found) throw new Error(`${this.plan.identity} has no connector ${place.evse}/${place.connector}`)
    return found
  }

  // Network

  /** @throws when the handshake fails; `code` holds the HTTP status if there was one */
  connect(): Promise<void> {
    return this.#network.connect()
  }

  /** The network is gone. Frozen: the peer is not told and goes on believing in the socket (a power cut, quirk C07). */
  dropNetwork({ frozen = false } = {}): void {
    this.#network.drop(frozen)
  }

  /** Connects again and sends what had to wait; without a boot, as most stations do (quirk B01). */
  async reconnect(): Promise<void> {
    await this.connect()
    await this.settled()
  }

  /** Loses and finds the network again, `times` over (quirk C17). */
  async flap(times: number, gapMs = 50): Promise<void> {
    for (let count = 0; count < times; count++) {
      this.dropNetwork()
      await this.clock.sleep(gapMs)
      await this.reconnect()
    }
  }

  close(code = 1000, reason = ''): Promise<void> {
    return this.#network.close(code, reason)
  }

  /** The next answers are lost on their way: each CALL is repeated with the same payload (quirks T04, T06). */
  loseAnswers(count: number): void {
    this.#network.loseAnswers(count)
  }

  /** Any CALL, right now, past the queue. @throws a CALLERROR, or an error when no answer came */
  call(action: string, payload: Payload): Promise<Payload> {
    return this.#network.call(action, payload)
  }

  sendRaw(text: string): void {
    this.#network.sendRaw(text)
  }

  /** Resolves when every message that waits is answered, or the network is gone. */
  settled(): Promise<void> {
    return this.#network.flush()
  }

  // Station

  /** Once accepted, the station tells the status of all its connectors. */
  async boot(reason: BootReason = this.#bootReason): Promise<BootAnswer> {
    const { action, payload } = this.#wire.boot(this.plan, reason)
    const answer = await this.call(action, payload())
    const isNews = this.registration !== 'Accepted' || reason !== 'triggered'
    this.registration = answer['status'] as BootAnswer['status']
    const intervalS = Number(answer['interval'])
    if (this.registration === 'Accepted') {
      this.#bootReason = 'power-up'
      if (intervalS > 0) this.settings.set('HeartbeatInterval', String(intervalS))
      if (isNews) await this.announce()
    }
    return { status: this.registration, intervalS, currentTime: String(answer['currentTime']) }
  }

  async heartbeat(): Promise<void> {
    await this.#voice.say([this.#wire.heartbeat()])
    await this.expireReservations()
  }

  /** Tells the status of the station and of all its connectors, changed or not. */
  announce(): Promise<void> {
    return this.#voice.announce(null)
  }

  /** The central system's word ("Accepted"), or null when there is no connection to ask over. */
  async authorize(token: string): Promise<string | null> {
    const answer = await this.#network.push(this.#wire.authorize(token))
    return answer && this.#wire.tokenStatus(answer)
  }

  // Connector

  async plugIn(place: Place): Promise<void> {
    const connector = this.connector(place)
    connector.plugged = true
    connector.finishing = false
    await this.#voice.say(this.#voice.news(connector))
  }

  /** Starts a transaction and lets energy flow. The car has to be plugged in. */
  async startCharging(place: Place, token: string, options: { remoteStartId?: number | null } = {}): Promise<Transaction> {
    const connector = this.connector(place)
    if (connector.transaction) throw new Error(`${this.#name(place)} is in a transaction already`)
    if (!connector.plugged) throw new Error(`${this.#name(place)} has no car`)
    const moment = this.#voice.moment()
    const seed = `${this.#options.seed ?? ''}/${this.plan.identity}/${++this.#transactionCount}`
    const offlineId = moment.offline ? (this.#options.offlineTransactionId ?? null) : null
    const transaction: Transaction = {
      wireId: this.#wire.newTransactionId(seed) ?? (offlineId === null ? null : String(offlineId)),
      token,
      remoteStartId: options.remoteStartId ?? null,
      seqNo: 0,
      startedAt: this.clock.now(),
      chargingState: 'ev-connected',
      place,
      reservationId: connector.reservation?.id ?? null,
      signedBegin: null,
    }
    connector.transaction = transaction
    connector.reservation = null
    connector.finishing = false
    // Start and Stop of 1.6 carry whole Wh: a register that stands there on one keeps samples and totals equal.
    connector.meterWh = Math.ceil(connector.meterWh)
    if (connector.signing) {
      const record = connector.signing.record('begin', { wh: connector.meterWh, time: moment.time, token })
      transaction.signedBegin = { record, time: moment.time }
    }
    const step = { connector, transaction, moment }
    const started = this.#wire.started(step).map((message) => this.#watchToken(message, transaction))
    this.#remember('start', place, started)
    transaction.chargingState = 'charging'
    await this.#voice.say([...started, ...this.#wire.chargingStateChanged(step), ...this.#voice.news(connector)])
    return transaction
  }

  /** `at` is the station's own time, epoch ms; the register is kept when `energyWh` is given. */
  async meter(
    place: Place,
    reading: MeterReading,
    { context = 'periodic', at }: { context?: SampleContext; at?: number } = {},
  ): Promise<void> {
    const connector = this.connector(place)
    if (reading.energyWh !== undefined) connector.meterWh = reading.energyWh
    connector.lastReading = reading
    await this.#voice.say(this.#wire.metered(connector, reading, context, this.#voice.moment(at)))
  }

  async suspend(place: Place, by: 'ev' | 'evse'): Promise<void> {
    await this.#changeChargingState(place, by === 'ev' ? 'suspended-ev' : 'suspended-evse')
  }

  async resume(place: Place): Promise<void> {
    await this.#changeChargingState(place, 'charging')
  }

  /** The current that the profiles leave a connector, amperes on each phase; null: all that there is. */
  allowedA(place: Place): number | null {
    const startedAt = this.connector(place).transaction?.startedAt ?? null
    return this.profiles.allowedA(place.evse, this.clock.now(), startedAt)
  }

  /** Pauses, goes on or ends where the profiles want it. */
  async followLimits(): Promise<void> {
    const { habits } = this.profiles
    for (const connector of this.connectors) {
      const allowedA = this.allowedA(connector.place)
      if (allowedA === 0 && habits.locksUpAtZero && connector.transaction) this.profiles.isLocked = true
      const answer = answerToLimit(connector, allowedA, habits)
      if (answer === 'end') await this.stop(connector.place, 'local')
      else if (answer === 'pause') await this.suspend(connector.place, habits.confusesSides ? 'ev' : 'evse')
      else if (answer === 'go-on') await this.resume(connector.place)
    }
  }

  /** Those whose time is over. */
  async expireReservations(): Promise<void> {
    const over = this.connectors.filter(({ reservation }) => reservation !== null && reservation.until <= this.clock.now())
    for (const connector of over) {
      const messages = connector.reservation ? this.#wire.reservationOver(connector.reservation.id) : []
      connector.reservation = null
      await this.#voice.say([...messages, ...this.#voice.news(connector)])
    }
  }

  async stop(place: Place, reason: StopReason): Promise<void> {
    const connector = this.connector(place)
    const { transaction } = connector
    if (!transaction) throw new Error(`${this.#name(place)} has no transaction to stop`)
    transaction.chargingState = reason === 'ev-disconnected' ? 'idle' : 'ev-connected'
    connector.meterWh = Math.ceil(connector.meterWh)
    const messages = this.#wire.ended({ connector, transaction, moment: this.#voice.moment() }, reason)
    this.#remember('stop', place, messages)
    connector.transaction = null
    this.profiles.endTransaction(transaction.wireId)
    connector.finishing = connector.plugged && reason !== 'ev-disconnected'
    if (reason === 'ev-disconnected') connector.plugged = false
    if (connector.retiring) connector.operative = connector.retiring = false
    await this.#voice.say([...messages, ...this.#voice.news(connector)])
    if (!this.connectors.some((entry) => entry.transaction)) this.#whenIdle.splice(0).forEach((run) => run())
  }

  /** Ends a running transaction with it. */
  async unplug(place: Place): Promise<void> {
    const connector = this.connector(place)
    if (connector.transaction) return this.stop(place, 'ev-disconnected')
    connector.plugged = connector.finishing = false
    await this.#voice.say(this.#voice.news(connector))
  }

  /** A running transaction ends with it, as most stations do, unless `keepsTransaction`. */
  async fault(
    place: Place,
    code: FaultCode,
    options: { info?: string; vendorCode?: string; keepsTransaction?: boolean } = {},
  ): Promise<void> {
    const connector = this.connector(place)
    const stopped = connector.transaction && !options.keepsTransaction ? this.stop(place, 'other') : null
    connector.fault = { code, info: options.info ?? null, vendorCode: options.vendorCode ?? null }
    const raised = this.#wire.faultChanged(connector, null, this.#voice.moment())
    await Promise.all([stopped, this.#voice.say([...raised, ...this.#voice.news(connector)])])
  }

  async clearFault(place: Place): Promise<void> {
    const connector = this.connector(place)
    const { fault } = connector
    if (!fault) return
    connector.fault = null
    const cleared = this.#wire.faultChanged(connector, fault, this.#voice.moment())
    await this.#voice.say([...cleared, ...this.#voice.news(connector)])
  }
  /** The last Start or Stop once more, as after a lost answer (quirks T04 to T06). */
  async repeat(place: Place, what: 'start' | 'stop'): Promise<void> {
    const message = this.#repeatable.get(`${what} ${this.#name(place)}`)
    if (!message) throw new Error(`${this.#name(place)} has nothing to repeat`)
    await this.#voice.say([message])
  }

  /** Goes down and comes up again; running transactions end with `reason`. */
  async reboot(reason: StopReason): Promise<void> {
    const running = this.connectors.filter(({ transaction }) => transaction)
    await Promise.all(running.map(({ place }) => this.stop(place, reason)))
    this.#bootReason = 'remote-reset'
    for (const connector of this.connectors) connector.reported = null
    if (this.#options.onReboot) return this.#options.onReboot()
    await this.close(1000, 'reset')
    this.settings.restart()
    await this.clock.sleep(this.#options.rebootMs ?? 500)
    await this.connect()
    await this.boot()
  }

  /** Runs when no transaction is left; at once when there is none. */
  whenIdle(run: () => void): void {
    if (this.connectors.some(({ transaction }) => transaction)) this.#whenIdle.push(run)
    else run()
  }

  /** For what nobody waits for: a failure is told to `onProblem`. */
  inBackground(work: Promise<unknown>): void {
    work.catch((cause: unknown) =>
      this.#options.onProblem?.(cause instanceof Error ? cause : new Error('not an error', { cause })),
    )
  }

  #obey(action: string, payload: Payload): Payload {
    const handler = this.#wire.incoming[action]
    if (handler) return handler(this.#servant, payload)
    if (this.#wire.notSupported.has(action)) throw refusal('NotSupported', `${action} is not supported by this station`)
    throw refusal('NotImplemented', `${action} is not known to this station`)
  }

  async #changeChargingState(place: Place, chargingState: ChargingState): Promise<void> {
    const connector = this.connector(place)
    const { transaction } = connector
    if (!transaction) throw new Error(`${this.#name(place)} has no transaction`)
    if (transaction.chargingState === chargingState) return
    transaction.chargingState = chargingState
    const step = { connector, transaction, moment: this.#voice.moment() }
    await this.#voice.say([...this.#wire.chargingStateChanged(step), ...this.#voice.news(connector)])
  }

  /** A transaction whose token is refused afterwards is broken off by the station. */
  #watchToken(message: Message, transaction: Transaction): Message {
    return {
      ...message,
      onAnswer: (answer) => {
        message.onAnswer?.(answer)
        const status = this.#wire.tokenStatus(answer)
        const isCurrent = this.connector(transaction.place).transaction === transaction
        if (status === null || status === 'Accepted' || !isCurrent) return
        if (this.#options.stopsOnInvalidToken !== false) this.inBackground(this.stop(transaction.place, 'deauthorized'))
      },
    }
  }

  #remember(what: 'start' | 'stop', place: Place, messages: Message[]): void {
    for (const message of messages) this.#repeatable.set(`${what} ${this.#name(place)}`, message)
  }

  #name(place: Place): string {
    return `${this.plan.identity} ${place.evse}/${place.connector}`
  }
}
