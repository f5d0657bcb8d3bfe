import { randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { answeredCalls } from './answered-calls'
import { Connection, type RpcClient } from './connection'
import { type FailureLimit, failedHandshakes } from './failed-handshakes'
import { createGate } from './gate'
import { type Admission, decide, type Visit } from './handshake'
import { refuse } from './http-refusal'
import { type Listener, type OpenListener, openListener } from './listener'
import { rpcServer } from './rpc-server'
import { scanWatch } from './scan-watch'
import type { StationHost } from './station-host'
import type { StationSocket } from './station-socket'

export interface EndpointLimits {
  maxFrameBytes: number
  callTimeoutMs: number
  /** 0: no pings. */
  pingMs: number
  idleMs: number
  /** How long a close waits for the station. */
  closeGraceMs: number
  /** How long the end of the endpoint waits for answers that are still due. */
  shutdownGraceMs: number
  failedHandshakes: FailureLimit
}

const defaultLimits: EndpointLimits = {
  maxFrameBytes: 4 * 1024 * 1024,
  callTimeoutMs: 30_000,
  pingMs: 30_000,
  idleMs: 180_000,
  closeGraceMs: 2_000,
  shutdownGraceMs: 3_000,
  failedHandshakes: { failures: 20, windowMs: 60_000 },
}
const largestFrameBytes = 32 * 1024 * 1024
/** Passwords of one address that are checked side by side; each takes a core for a moment. */
const checksAtATime = 2

export interface EndpointOptions {
  host: StationHost
  listeners: Listener[]
  clock: { now(): number }
  /** A connection that this program made itself, to see whether a port answers; it leaves no line. */
  isOwn?(address: string, port: number): boolean
  limits?: Partial<EndpointLimits>
  /** Called with what is a bug, here or in the host; the station has its answer already. */
  onBug(error: unknown): void
}

export interface Endpoint {
  /** In the order of the listeners. */
  readonly ports: number[]
  /** One more, while the others serve on. @throws as `openEndpoint` does */
  open(listener: Listener): Promise<OpenListener>
  /** Closes it and the connections that came through it. */
  shut(listener: OpenListener): Promise<void>
  /** Stops listening, answers what is pending, closes every connection with 1001. */
  close(): Promise<void>
}

/**
 * Listens for stations. Plain and TLS listeners may run side by side, all versions of OCPP on each.
 * @throws the error of the system, with its `code`, when a port is in use or may not be opened
 */
export async function openEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const { host, onBug, clock } = options
  const limits = { ...defaultLimits, ...options.limits }
  const failures = failedHandshakes(limits.failedHandshakes, () => clock.now())
  const scans = scanWatch(() => clock.now())
  const isOwn = options.isOwn ?? (() => false)
  const gate = createGate(checksAtATime)
  const answered = answeredCalls(() => clock.now())
  const maxFrameBytes = Math.min(limits.maxFrameBytes, largestFrameBytes)
  const finishHandshake = rpcServer({ callTimeoutMs: limits.callTimeoutMs, maxFrameBytes, onBug })
  const connections = new Set<Connection>()
  const deciding = new Set<Duplex>()
  let isClosing = false

  function serve(admission: Serve, { remoteAddress, localAddress, secure, listener, certificate }: Visit, client: RpcClient, socket: StationSocket): void {
    const { identity, authenticated, dialect, idleLimitMs, pingMs, spelling, report } = admission
    const connection = new Connection({
      ...limits,
      idleMs: idleLimitMs ?? limits.idleMs,
      pingMs: pingMs ?? limits.pingMs,
      id: `${clock.now().toString(36)}-${randomBytes(4).toString('hex')}`,
      station: identity,
      dialect,
      answered,
      authenticated,
      remoteAddress,
      localAddress,
      secure,
      listener,
      certificate,
      host,
      client,
      socket,
      now: () => clock.now(),
      onBug,
    })
    connections.add(connection)
    void connection.closed.then(() => connections.delete(connection))
    report('accepted', spelling === false ? `no subprotocol, ${dialect.name} assumed` : dialect.name)
    host.connected(connection)
  }

  async function takeIn(visit: Visit, head: Buffer): Promise<void> {
    const { request, socket } = visit
    const admission = await decide({ host, failures, gate }, visit)
    if (admission === null) return
    const isServed = admission.kind === 'serve'
    await finishHandshake({
      request,
      socket,
      head,
      subprotocol: isServed ? admission.spelling : false,
      opened(client, station) {
        if (isServed) serve(admission, visit, client, station)
        else dismiss(station, admission.outcome, limits.closeGraceMs)
      },
    })
    // Only counts if nothing was reported, so if ws found a flaw or the station left.
    admission.report('bad-websocket-request', 'the handshake was broken off, or ws refused one of its headers')
  }

  async function upgrade(visit: Visit, head: Buffer): Promise<void> {
    const { socket } = visit
    // Until ocpp-rpc listens to it, an error of the socket has nobody else.
    const ignore = (): void => undefined
    socket.on('error', ignore)
    if (isClosing) return refuse(socket, null)
    deciding.add(socket)
    try {
      await takeIn(visit, head)
    } catch (error) {
      onBug(error)
      refuse(socket, null)
    } finally {
      deciding.delete(socket)
    }
  }

  const opened: OpenListener[] = []
  const closeListeners = async (drained: Promise<unknown>): Promise<void> => {
    await Promise.all(opened.map((listener) => listener.close(drained)))
  }
  async function open(listener: Listener): Promise<OpenListener> {
    const added = await openListener({ listener, host, failures, scans, isOwn, now: () => clock.now(), upgrade: (visit, head) => void upgrade(visit, head) })
    opened.push(added)
    return added
  }
  const end = (ended: readonly Connection[], reason: string) =>
    Promise.all(ended.map((connection) => connection.end({ code: 1001, reason, graceMs: limits.shutdownGraceMs })))

  for (const listener of options.listeners) {
    try {
      await open(listener)
    } catch (error) {
      await closeListeners(Promise.resolve())
      throw error
    }
  }

  return {
    ports: opened.map(({ port }) => port),
    open,
    async shut(listener) {
      const at = opened.indexOf(listener)
      if (at < 0) return
      opened.splice(at, 1)
      await listener.close(end([...connections].filter(({ listener: kind }) => kind === listener.kind), 'this port is switched off'))
    },
    async close() {
      isClosing = true
      for (const socket of deciding) socket.destroy()
      await closeListeners(end([...connections], 'Plugboard is closing'))
    },
  }
}

type Serve = Extract<Admission, { kind: 'serve' }>

/** The station learns from the close what a refused handshake would not have told it. */
function dismiss(socket: StationSocket, reason: string, graceMs: number): void {
  socket.close(1002, reason)
  setTimeout(() => socket.terminate(), graceMs).unref()
}
