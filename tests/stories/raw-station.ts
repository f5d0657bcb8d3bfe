import { onTestFinished } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import type { Version } from '../../src-main/simulator/station-plan'
import type { Stage } from './story'

type Payload = Record<string, unknown>

/** A bare WebSocket that speaks OCPP by hand: what it sends is what the test wrote, right or wrong. */
export interface RawStation {
  readonly identity: string
  readonly socket: WebSocket
  /** Frames that are no answer to `call`, in the order of their arrival. */
  readonly received: string[]
  /** Sends a CALL and gives the payload of its CALLRESULT. @throws the CALLERROR as text */
  call(action: string, payload: Payload): Promise<Payload>
  /** Sends this text, and gives the whole frame that answers the message id. */
  exchange(frame: string | Buffer, messageId: string): Promise<unknown[]>
  send(frame: string | Buffer): void
  boot(): Promise<Payload>
  isOpen(): boolean
}

export interface RawOptions {
  identity?: string
  version?: Version
  /** Instead of `/<identity>`. */
  path?: string
  /** Instead of the subprotocol of the version. */
  protocols?: string[]
  isRegistered?: boolean
  client?: ClientOptions
  url?: string
}

const boots: Record<Version, Payload> = {
  '1.6': { chargePointVendor: 'Rawline', chargePointModel: 'R1' },
  '2.0.1': { reason: 'PowerUp', chargingStation: { vendorName: 'Rawline', model: 'R1' } },
  '2.1': { reason: 'PowerUp', chargingStation: { vendorName: 'Rawline', model: 'R1' } },
}

/** Registered, connected, not yet booted. @throws when the handshake fails; `status` holds the HTTP status */
export async function rawStation(
  stage: Pick<Stage, 'url' | 'stations' | 'register'>,
  options: RawOptions = {},
): Promise<RawStation> {
  const { identity = 'RAW-1', version = '1.6', isRegistered = true } = options
  if (isRegistered && !(await stage.stations()).some(({ station }) => station === identity)) await stage.register(identity)
  const { path = `/${identity}`, protocols = [`ocpp${version}`], url = stage.url } = options
  const socket = new WebSocket(url + path, protocols, options.client)
  const received: string[] = []
  const waiting = new Map<string, (frame: unknown[]) => void>()
  let count = 0

  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
    socket.once('unexpected-response', (_request, response) => {
      response.resume()
      reject(Object.assign(new Error(`HTTP ${response.statusCode}`), { status: response.statusCode }))
    })
  })
  socket.on('error', () => undefined)
  socket.on('message', (data: Buffer) => {
    const text = data.toString('utf8')
    const frame = JSON.parse(text) as unknown[]
    const answered = frame[0] === 2 ? undefined : waiting.get(String(frame[1]))
    if (!answered) return void received.push(text)
    waiting.delete(String(frame[1]))
    answered(frame)
  })
  onTestFinished(() => socket.terminate())

  const station: RawStation = {
    identity,
    socket,
    received,
    send: (frame) => socket.send(frame),
    exchange(frame, messageId) {
      return new Promise((resolve) => {
        waiting.set(messageId, resolve)
        socket.send(frame)
      })
    },
    async call(action, payload) {
      const id = `m${++count}`
      const [kind, , ...rest] = await station.exchange(JSON.stringify([2, id, action, payload]), id)
      if (kind !== 3) throw new Error(`${String(rest[0])}: ${String(rest[1])}`)
      return rest[0] as Payload
    },
    boot: () => station.call('BootNotification', boots[version]),
    isOpen: () => socket.readyState === WebSocket.OPEN,
  }
  return station
}

/** Has the station answer calls of these actions; what it was asked is added to the list. */
export function answering(station: RawStation, answers: Record<string, (payload: Payload) => Payload>) {
  const asked: { action: string; payload: Payload }[] = []
  station.socket.on('message', (data: Buffer) => {
    const [kind, id, action, payload] = JSON.parse(data.toString('utf8')) as [number, string, string, Payload]
    const answer = kind === 2 ? answers[action] : undefined
    if (!answer) return
    asked.push({ action, payload })
    station.send(JSON.stringify([3, id, answer(payload)]))
  })
  return asked
}

/** How a station writes the time of the story, some milliseconds from now. */
export const at = (stage: Stage, offsetMs = 0) => new Date(stage.clock.now() + offsetMs).toISOString()

/** One MeterValues entry of 1.6; each sampled value as the test wrote it. */
export const reading = (timestamp: string, ...sampledValue: Payload[]) => ({ timestamp, sampledValue })
