import type { AnsweredCalls } from './answered-calls'
import { frameWithoutSecrets } from '../domain/security/secrets'
import type { Dialect, Inbound } from './dialect'
import { type Envelope, readFrame } from './frame-envelope'
import type { Finding } from './frame-repair'
import { type SchemaChecks, schemaChecks } from './schema-check'
import type { Frame } from './station-host'
import type { SocketTap } from './station-socket'

/** A CALL that is not answered yet. */
export interface InboundCall {
  action: string
  /** Null: this version has no such action from a station. */
  inbound: Inbound | null
  payload: unknown
  frame: Frame
  /** Set where the same call again, after its answer, has to get that answer once more (quirk F07). */
  isSettled?: boolean
}

interface Unanswered extends InboundCall {
  /** The id as JSON where ocpp-rpc knows the call by another one; null: it is the same. */
  echo: string | null
  text: string
  /** How often the station sent the very same CALL again before its answer (quirk F07). */
  repeats: number
}

interface Outstanding {
  action: string
  at: number
  deadline: number
}

export interface TrafficOptions {
  station: string
  connection: string
  dialect: Dialect
  callTimeoutMs: number
  answered: AnsweredCalls
  now(): number
  /** Nothing but its boot is answered, old messages neither (OCPP 2.0.1 B03). */
  isRefused(): boolean
  /** Frames that are not an inbound CALL. */
  record(frame: Frame): void
  /** A SEND of 2.1: handled like a CALL that nobody answers. */
  unanswerable(call: InboundCall): void
  /** Straight to the station: the answer to a frame that ocpp-rpc never sees. */
  reply(text: string): void
}

/** Calls of ours whose answer never came are remembered this many at a time, to name a late answer (quirk F08). */
const longestMemory = 16

/**
 * The frames of one connection: names them, records them, and shows ocpp-rpc only what it can handle. Of a CALL it
 * sees the envelope alone; the payload waits in `current`, so that no frame is parsed twice in full.
 */
export class FrameTraffic implements SocketTap {
  /** The CALL that ocpp-rpc is being given right now. */
  current: InboundCall | null = null
  /** The last CALLERROR: ocpp-rpc forgets codes that it does not know. */
  lastError: { code: string; description: string } | null = null
  /** Set when the connection is being closed: what is not answered now will be sent again on the next one. */
  isClosing = false

  readonly #options: TrafficOptions
  readonly #checks: SchemaChecks
  readonly #unanswered = new Map<string, Unanswered>()
  readonly #outstanding = new Map<string, Outstanding>()
  /** What the last answers of ours were about, by the id of the call. */
  readonly #answeredLately = new Map<string, string>()
  /** Of the calls that wait for their turn, in the order in which they will be sent. */
  readonly #timeouts: number[] = []
  #aliases = 0

  constructor(options: TrafficOptions) {
    this.#options = options
    this.#checks = schemaChecks(options.dialect)
  }

  /** Told before each CALL of ours, since ocpp-rpc sends it when its turn has come. */
  willCall(timeoutMs: number): void {
    this.#timeouts.push(timeoutMs)
  }

  receive(text: string, findings: Finding[]): string | null {
    if (text === '') return null
    const envelope = readFrame(text, this.#options.dialect.lastKind)
    if (findings.length > 0) envelope.findings.push(...findings)
    switch (envelope.kind) {
      case 'call':
        return this.#receiveCall(envelope, text)
      case 'send':
        this.#options.unanswerable(this.#callOf(envelope, text))
        return null
      case 'result':
      case 'error':
        return this.#receiveAnswer(envelope, text)
      case 'result-error':
        this.#receiveRefusal(envelope, text)
        return null
      case 'unreadable':
        return this.#receiveUnreadable(envelope, text)
    }
  }

  #callOf(envelope: Extract<Envelope, { action: string }>, text: string): InboundCall {
    const { action, payload, id, kind, findings } = envelope
    const table = this.#options.dialect.inbound
    const inbound = Object.hasOwn(table, action) ? (table[action] ?? null) : null
    if (inbound === null) findings.push({ code: 'F13', detail: `unknown action ${action.slice(0, 60)}` })
    else {
      const deviation = this.#checks.request(action, payload)
      if (deviation !== null) findings.push({ code: 'schema', detail: deviation })
    }
    return { action, inbound, payload, frame: this.#frame('in', kind, text, { id, action, findings }) }
  }

  #receiveCall(envelope: Extract<Envelope, { action: string }>, text: string): string | null {
    const call = this.#callOf(envelope, text)
    if (this.isClosing) {
      this.#options.record(call.frame)
      return null
    }
    let key = envelope.oddId === null ? envelope.id : `(${envelope.oddId})`
    const running = this.#unanswered.get(key)
    if (running !== undefined) {
      call.frame.findings.push({ code: 'F07', detail: 'the message id of a call that is not answered yet' })
      if (running.text === text) {
        running.repeats++
        this.#options.record(call.frame)
        return null
      }
      key = `${key}~${++this.#aliases}`
    }
    if (running === undefined && this.#repeatAnswer(call, text)) return null
    const echo = key === envelope.id ? null : (envelope.oddId ?? JSON.stringify(envelope.id))
    const unanswered: Unanswered = { ...call, echo, text, repeats: 0 }
    this.#unanswered.set(key, unanswered)
    this.current = unanswered
    return `[2,${JSON.stringify(key)},${JSON.stringify(call.action)}]`
  }

  /** A message that was answered before comes again, for the answer was lost: it gets that one, and changes nothing. */
  #repeatAnswer({ action, frame }: InboundCall, text: string): boolean {
    if (this.#options.isRefused()) return false
    const answer = this.#options.answered.recall(this.#options.station, { id: frame.messageId, text })
    if (answer === null) return false
    frame.findings.push({ code: 'F07', detail: 'a call that was answered before' })
    this.#options.record(frame)
    this.#record('out', 'result', answer, { id: frame.messageId, action, roundTripMs: 0 })
    this.#options.reply(answer)
    return true
  }

  #receiveAnswer(envelope: Extract<Envelope, { kind: 'result' | 'error' }>, text: string): string | null {
    const { id, kind, findings } = envelope
    const asked = this.#outstanding.get(id)
    const now = this.#options.now()
    if (asked === undefined) findings.push({ code: 'F08', detail: 'answers no call of this connection' })
    else this.#outstanding.delete(id)
    if (asked !== undefined && now >= asked.deadline) {
      findings.push({ code: 'F08', detail: 'came after the deadline of the call' })
    }
    // What was forced may have a name without a schema.
    if (asked !== undefined && kind === 'result' && Object.hasOwn(this.#options.dialect.sendable, asked.action)) {
      const deviation = this.#checks.response(asked.action, envelope.payload)
      if (deviation !== null) findings.push({ code: 'schema', detail: deviation })
    }
    this.#record('in', kind, text, {
      id,
      findings,
      action: asked?.action ?? null,
      roundTripMs: asked === undefined ? null : now - asked.at,
    })
    // Whether a late answer still finds its call is for ocpp-rpc to say: its timer decides, not this clock.
    if (asked === undefined) return null
    if (kind === 'result') return JSON.stringify([3, id, envelope.payload ?? {}])
    this.lastError = { code: envelope.code, description: envelope.description }
    return JSON.stringify([4, id, envelope.code, envelope.description, envelope.details])
  }

  /** 2.1: the station cannot make sense of an answer of ours, which is a fault of one of the two. */
  #receiveRefusal(envelope: Extract<Envelope, { kind: 'result-error' }>, text: string): void {
    const { id, code, description, findings } = envelope
    const action = this.#answeredLately.get(id) ?? null
    if (action === null) findings.push({ code: 'F08', detail: 'refuses an answer that was not given on this connection' })
    else findings.push({ code: 'answer-refused', detail: `${action}: ${code} ${description}`.trim().slice(0, 300) })
    this.#record('in', 'result-error', text, { id, findings, action })
  }

  #receiveUnreadable(envelope: Extract<Envelope, { kind: 'unreadable' }>, text: string): string | null {
    const { type, id, reason, findings } = envelope
    const { errorCode, lastKind } = this.#options.dialect
    const asked = id === null ? undefined : this.#outstanding.get(id)
    findings.push({ code: 'F01', detail: reason })
    this.#record('in', 'unreadable', text, { id, findings, action: asked?.action ?? null })
    const isAnswer = type === 3 || type === 4
    if (isAnswer && id !== null && asked !== undefined) {
      // The call that this was to answer need not wait for its deadline.
      this.#outstanding.delete(id)
      this.lastError = { code: errorCode.unreadable, description: `the answer ${reason}` }
      return JSON.stringify([4, id, errorCode.unreadable, `the answer ${reason}`, {}])
    }
    const code = type === null || type === 2 ? errorCode.unreadable : errorCode.unknownKind
    const isUnanswerable = isAnswer || (lastKind === 6 && (type === 5 || type === 6))
    if (isUnanswerable || code === null) return null
    const reply = JSON.stringify([4, id || '-1', code, `the message ${reason}`, {}])
    this.#record('out', 'error', reply, { id })
    this.#options.reply(reply)
    return null
  }

  transmit(text: string): string[] {
    const type = text.charAt(1)
    if (type === '2') return [this.#transmitCall(text)]
    const kind = type === '3' ? 'result' : 'error'
    const key = idOf(text)
    const call = this.#unanswered.get(key)
    if (call === undefined) {
      this.#record('out', kind, text, { id: key })
      return [text]
    }
    this.#unanswered.delete(key)
    const { echo, action, frame, repeats, isSettled } = call
    this.#noteAnswered(frame.messageId ?? key, action)
    const answer = echo === null ? text : `[${type},${echo}${text.slice(3 + JSON.stringify(key).length)}`
    const answers = repeats === 0 ? [answer] : Array.from({ length: repeats + 1 }, () => answer)
    if (isSettled === true && kind === 'result') {
      this.#options.answered.remember(this.#options.station, { id: frame.messageId, text: call.text }, answer)
    }
    const roundTripMs = this.#options.now() - frame.at
    for (const each of answers) this.#record('out', kind, each, { id: frame.messageId, action, roundTripMs, session: frame.session })
    return answers
  }

  #noteAnswered(id: string, action: string): void {
    const [oldest] = this.#answeredLately.keys()
    if (this.#answeredLately.size >= longestMemory && oldest !== undefined) this.#answeredLately.delete(oldest)
    this.#answeredLately.set(id, action)
  }

  #transmitCall(text: string): string {
    // Written by ocpp-rpc a moment ago: [2, id, action, payload].
    const [, id, action] = JSON.parse(text) as [number, string, string]
    for (const oldest of this.#outstanding.keys()) {
      if (this.#outstanding.size < longestMemory) break
      this.#outstanding.delete(oldest)
    }
    const at = this.#options.now()
    this.#outstanding.set(id, { action, at, deadline: at + (this.#timeouts.shift() ?? this.#options.callTimeoutMs) })
    this.#record('out', 'call', frameWithoutSecrets(text), { id, action })
    return text
  }

  #record(direction: Frame['direction'], kind: Frame['kind'], text: string, parts: FrameParts): void {
    this.#options.record(this.#frame(direction, kind, text, parts))
  }

  #frame(direction: Frame['direction'], kind: Frame['kind'], text: string, parts: FrameParts): Frame {
    return {
      at: this.#options.now(),
      station: this.#options.station,
      connection: this.#options.connection,
      direction,
      kind,
      action: parts.action ?? null,
      messageId: parts.id,
      text,
      roundTripMs: parts.roundTripMs ?? null,
      findings: parts.findings ?? [],
      session: parts.session ?? null,
    }
  }
}

interface FrameParts {
  id: string | null
  action?: string | null
  roundTripMs?: number | null
  findings?: Finding[]
  session?: number | null
}

/** The id of a frame that ocpp-rpc wrote: `[3,"…",`. */
function idOf(text: string): string {
  const end = text.indexOf('"', 4)
  const id = text.slice(4, end)
  // An escaped quote is rare enough to read it the long way.
  return id.includes('\\') ? String((JSON.parse(text) as unknown[])[1]) : id
}
