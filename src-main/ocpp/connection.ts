import { setImmediate as nextRound } from 'node:timers/promises'
import { createRPCError } from 'ocpp-rpc'
// The package's entry spreads its errors into its exports, where Node does not find their names.
import { RPCError, TimeoutError } from 'ocpp-rpc/lib/errors.js'
import type { ListenerKind, SecurityProfile } from '#contract/security'
import type { NeutralCall, StationCall, StationMessage, StationReply, Verdict } from '../domain/station-message'
import type { AnsweredCalls } from './answered-calls'
import type { Dialect, Outbound, Unsupported } from './dialect'
import { FrameTraffic, type InboundCall } from './frame-traffic'
import { keepAlive, type KeepAlive } from './keep-alive'
import { schemaChecks } from './schema-check'
import type { SettingHabits } from './setting-habits'
import { type ClientCertificate, type ConnectionEnd, HostError, REFUSED_HERE, StationCallError, type StationConnection, type StationHost } from './station-host'
import type { SmartCharging } from './smart-charging'
import { readAnswer } from './station-reply'
import type { StationSocket } from './station-socket'
import { object, type Wire } from './wire-reading'

/** What is used of an ocpp-rpc client; its own types leave most of it untyped. */
export interface RpcClient {
  handle(handler: (call: { method: string }) => Promise<object>): void
  call(action: string, payload: object, options: { callTimeoutMs: number }): Promise<unknown>
  close(close: { code: number; reason: string }): Promise<unknown>
}

export interface ConnectionOptions {
  id: string
  station: string
  remoteAddress: string
  localAddress: string
  secure: boolean
  listener: ListenerKind
  certificate: ClientCertificate | null
  authenticated: boolean
  dialect: Dialect
  host: StationHost
  client: RpcClient
  socket: StationSocket
  now(): number
  callTimeoutMs: number
  answered: AnsweredCalls
  pingMs: number
  idleMs: number
  closeGraceMs: number
  /** A bug, ours or the host's: the station got its answer, somebody must hear of it. */
  onBug(error: unknown): void
}

/** A live socket to a station. */
export class Connection implements StationConnection {
  readonly id: string
  readonly station: string
  readonly protocol: string
  readonly remoteAddress: string
  readonly localAddress: string
  readonly secure: boolean
  readonly authenticated: boolean
  readonly listener: ListenerKind
  readonly certificate: ClientCertificate | null
  readonly profile: SecurityProfile
  readonly openedAt: number
  /** Resolves when the socket is closed. */
  readonly closed: Promise<void>

  readonly #options: ConnectionOptions
  readonly #traffic: FrameTraffic
  readonly #keepAlive: KeepAlive
  #socketFault: { code: number; reason: string; fault: ConnectionEnd['fault'] } | null = null
  #isEndedHere = false
  #isOver = false
  /** Of large frames that were not taken yet. */
  #ahead: Promise<void> | null = null

  constructor(options: ConnectionOptions) {
    const { id, station, dialect, host, client, socket, now, callTimeoutMs, answered } = options
    this.id = id
    this.station = station
    this.protocol = dialect.name
    this.remoteAddress = options.remoteAddress
    this.localAddress = options.localAddress
    this.secure = options.secure
    this.authenticated = options.authenticated
    this.listener = options.listener
    this.certificate = options.certificate
    this.profile = profileOf(options)
    this.openedAt = now()
    this.#options = options
    this.#keepAlive = keepAlive(socket, options)
    const traffic = new FrameTraffic({
      station,
      connection: id,
      dialect,
      callTimeoutMs,
      answered,
      now,
      isRefused: () => host.isRefused(station),
      record: (frame) => host.frame(frame),
      unanswerable: (call) => void this.#take(call),
      reply: (text) => socket.sendText(text),
    })
    this.#traffic = traffic
    const heard = (): void => {
      this.#keepAlive.heard()
      host.alive(this)
    }
    socket.tap = {
      receive(text, findings) {
        heard()
        return traffic.receive(text, findings)
      },
      transmit: (text) => traffic.transmit(text),
    }
    socket.on('ping', heard)
    socket.on('pong', heard)
    socket.on('error', (error: Error & { code?: string }) => {
      const { code = 1006, fault = 'other' } = socketFaults[error.code ?? ''] ?? {}
      this.#socketFault = { code, reason: error.message, fault }
    })
    client.handle(() => this.#answer())
    this.closed = new Promise((resolve) => {
      socket.once('close', (code: number, reason: Buffer) => {
        this.#keepAlive.stop()
        this.#isOver = true
        host.disconnected(this, this.#endOf(code, reason.toString('utf8')))
        resolve()
      })
    })
  }

  #endOf(code: number, reason: string): ConnectionEnd {
    const { code: shownCode, reason: shownReason, fault } = this.#socketFault ?? { code, reason, fault: null }
    // ws says 1006 where no close frame came, also of a socket that was cut here.
    const by = this.#keepAlive.hasGivenUp ? 'silence' : this.#isEndedHere ? 'us' : code === 1006 && fault === null ? 'network' : 'station'
    return { code: shownCode, reason: shownReason, by, fault }
  }

  actionOf(request: NeutralCall['kind']): string | null {
    return this.#options.dialect.outbound[request]?.action ?? null
  }

  obstacleTo(call: StationCall): string | null {
    const request = encoded(this.#options.dialect, call)
    return 'unsupported' in request ? request.unsupported : null
  }

  written(call: StationCall): { action: string; payload: object } | null {
    const request = encoded(this.#options.dialect, call)
    return 'unsupported' in request ? null : { action: request.action, payload: request.payload }
  }

  get settingHabits(): SettingHabits {
    return this.#options.dialect.settingHabits
  }

  get smartCharging(): SmartCharging {
    return this.#options.dialect.smartCharging
  }

  get isToldTotal(): boolean {
    return this.#options.dialect.isToldTotal
  }

  async call(call: StationCall): Promise<StationReply> {
    const { dialect, client } = this.#options
    const { isForced = false, timeoutS = this.#options.callTimeoutMs / 1000 } = call.kind === 'raw' ? call : {}
    const request = encoded(dialect, call)
    if ('unsupported' in request) throw new StationCallError('not-supported', request.unsupported)
    const { action, payload, read } = request
    const deviation = isForced ? null : schemaChecks(dialect).request(action, payload)
    if (deviation !== null) throw new Error(`${action} of ${dialect.name} is not sent, it is invalid: ${deviation}`)
    try {
      this.#traffic.willCall(timeoutS * 1000)
      const reply = await client.call(action, payload, { callTimeoutMs: timeoutS * 1000 })
      return read(object(reply))
    } catch (error) {
      throw this.#callError(action, timeoutS, error)
    }
  }

  #callError(action: string, seconds: number, error: unknown): StationCallError {
    if (error instanceof TimeoutError) {
      return new StationCallError('timeout', `${this.station} did not answer ${action} within ${seconds} s`)
    }
    if (error instanceof RPCError) {
      const answer = this.#traffic.lastError ?? { code: error.rpcErrorCode, description: error.message }
      return new StationCallError('call-error', `${this.station} answered ${action} with ${answer.code}`, answer)
    }
    // What is left is ocpp-rpc's ways to say that the socket is not, or no longer, open.
    return new StationCallError(
      'connection-lost',
      `the connection to ${this.station} was lost before ${action} was answered`,
    )
  }

  /** ocpp-rpc calls this for the CALL that it was just given; what it returns or throws becomes the answer. */
  async #answer(): Promise<object> {
    const call = this.#traffic.current
    this.#traffic.current = null
    if (call === null) throw createRPCError('InternalError', 'no call')
    const { inbound, payload } = call
    if (inbound === null) {
      this.#options.host.frame(call.frame)
      if (this.#options.host.isRefused(this.station)) throw createRPCError('SecurityError', REFUSED_HERE)
      throw createRPCError('NotImplemented', `${call.action} is not implemented`)
    }
    try {
      const verdict = await this.#receive(call)
      return inbound.answer(verdict, object(payload))
    } catch (error) {
      if (error instanceof HostError) throw createRPCError(error.code, error.message)
      this.#options.onBug(error)
      throw createRPCError('InternalError', 'the message could not be processed')
    }
  }

  /** A SEND: like a CALL, but there is nothing to answer, not even a failure. */
  async #take(call: InboundCall): Promise<void> {
    if (call.inbound === null) {
      this.#options.host.frame(call.frame)
      return
    }
    try {
      await this.#receive(call)
    } catch (error) {
      if (!(error instanceof HostError)) this.#options.onBug(error)
    }
  }

  async #receive(call: InboundCall): Promise<Verdict> {
    const { action, inbound, payload, frame } = call
    const { host } = this.#options
    if (this.#ahead || frame.text.length > LARGE_TEXT) await this.#inOrder(frame.text)
    let message: StationMessage
    try {
      message = inbound?.decode(object(payload)) ?? { kind: 'noted', action }
    } catch (error) {
      host.frame(frame)
      throw error
    }
    const verdict = await host.receive(this, { message, frame })
    call.isSettled = lasting.has(message.kind)
    // Quirk C09: a station without pongs is heard at its heartbeats only.
    if (verdict.kind === 'boot') this.#keepAlive.allowSilence(3 * verdict.intervalS * 1000)
    return verdict
  }

  /** A large frame lets others take their turn first; what came after it on this socket stays behind it. */
  async #inOrder(text: string): Promise<void> {
    const ahead = this.#ahead
    if (text.length <= LARGE_TEXT) {
      if (ahead) await ahead
    } else {
      const turn = (ahead ?? Promise.resolve()).then(() => nextRound())
      this.#ahead = turn
      await turn
      if (this.#ahead === turn) this.#ahead = null
    }
    // Nobody waits for the answer, and the station will send it again.
    if (this.#isOver) throw new HostError('InternalError', 'The connection is gone')
  }

  async close(code: number, reason: string): Promise<void> {
    await this.end({ code, reason, graceMs: this.#options.closeGraceMs })
  }

  /** Answers what is pending, closes, and does not wait longer than the grace for either. */
  async end({ code, reason, graceMs }: { code: number; reason: string; graceMs: number }): Promise<void> {
    const { client, socket } = this.#options
    this.#traffic.isClosing = true
    this.#isEndedHere = true
    const deadline = setTimeout(() => socket.terminate(), graceMs)
    // Rejects when the socket breaks meanwhile, which is an end as well.
    void client.close({ code, reason: reason.slice(0, 100) }).catch(() => undefined)
    await this.closed
    clearTimeout(deadline)
  }
}

/** Characters of a frame beyond which others take their turn between its steps: some take dozens of milliseconds. */
const LARGE_TEXT = 256 * 1024

/**
 * What must not be taken twice. Who sends a status, a boot or a token again asks for what is so now, and after a reboot
 * a station may count its message ids anew.
 */
const lasting = new Set<StationMessage['kind']>(['transaction', 'meter-values', 'alarms', 'security-event', 'data-transfer'])

/** 2.0.1 A00: who knows the station by its certificate asks for no password; TLS alone proves nothing about the station. */
function profileOf({ listener, authenticated }: Pick<ConnectionOptions, 'listener' | 'authenticated'>): SecurityProfile {
  if (!authenticated) return 0
  if (listener === 'mutual') return 3
  return listener === 'plain' ? 1 : 2
}

interface Encoded {
  action: string
  payload: object
  read: (payload: Wire) => StationReply
}

/** The request as the version writes it. */
function encoded(dialect: Dialect, call: StationCall): Encoded | Unsupported {
  if (call.kind === 'raw') {
    const { action, payload, isForced = false } = call
    if (isForced || Object.hasOwn(dialect.sendable, action)) {
      const outdates = dialect.sendable[action]?.outdates
      return { action, payload, read: (answer) => ({ ...readAnswer(answer), ...(outdates && { outdates }) }) }
    }
    return { unsupported: `${dialect.name} has no request ${action}` }
  }
  // The table has for each kind the entry of that kind; the compiler cannot follow that through a lookup.
  const outbound = dialect.outbound[call.kind] as Outbound<NeutralCall> | undefined
  if (outbound === undefined) return { unsupported: `${dialect.name} has no such request` }
  const payload = outbound.encode(call)
  // The token is what a person typed or a card of another version has: too long is no bug.
  if (call.kind === 'start' && !('unsupported' in payload)) {
    const deviation = schemaChecks(dialect).request(outbound.action, payload)
    if (deviation !== null) return { unsupported: deviation }
  }
  return 'unsupported' in payload ? payload : { action: outbound.action, payload, read: outbound.read }
}

/** ws names the cause in its error; the close event of a socket that was cut only says 1006. */
const socketFaults: Record<string, { code: number; fault: NonNullable<ConnectionEnd['fault']> }> = {
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: { code: 1009, fault: 'too-large' },
  WS_ERR_INVALID_UTF8: { code: 1007, fault: 'other' },
  // Compressed though compression was not negotiated (quirk C10).
  WS_ERR_UNEXPECTED_RSV_1: { code: 1002, fault: 'reserved-bits' },
  WS_ERR_UNEXPECTED_RSV_2_3: { code: 1002, fault: 'reserved-bits' },
}
