import type { CommandRecord } from '#contract/read-models'
import type { StationRequest } from '#contract/vocabulary'
import { isOpen } from '../domain/session'
import type { StationCall } from '../domain/station-message'
import { type StationConnection, StationCallError } from '../ocpp/station-host'
import type { CentralSystem } from './central-system'
import type { Connections } from './connections'
import { FaultError } from './fault-error'
import type { Clock } from './ports'
import { capabilitiesOf } from './views/station-view'
import type { StationEntry, WorkingSet } from './working-set'

export interface Commands {
  /** Sends a request and waits for the answer, at most the deadline of the connection. @throws FaultError */
  send(station: string, request: StationRequest): Promise<CommandRecord>
  /** Asks for a boot notification; never twice a day on our own account (quirk B02). */
  triggerBoot(connection: StationConnection, why: 'unbooted' | 'accepted'): Promise<void>
  pending(station: string): CommandRecord[]
}

const DAY_MS = 86_400_000

export function createCommands(parts: {
  clock: Clock
  set: WorkingSet
  connections: Connections
  central: CentralSystem
  nextId: () => number
  sessionOf: (id: number) => ReturnType<WorkingSet['session']>
  noteBootTrigger: (station: string, at: number) => void
  publish: (record: CommandRecord) => void
}): Commands {
  const { clock, set, connections, central } = parts
  const pending = new Map<number, CommandRecord>()

  function entryOf(station: string): StationEntry {
    const entry = set.find(station)
    if (!entry) throw new FaultError('STATION_NOT_FOUND', { station })
    return entry
  }

  function connectionFor(entry: StationEntry, request: StationRequest): StationConnection {
    const { station } = entry.station
    const link = connections.link(station)
    const capabilities = capabilitiesOf(entry, link, connections.isSettled(station))
    const obstacle = capabilities.find((capability) => capability.request === request.kind)?.obstacle
    if (!link.connection || obstacle === 'offline' || obstacle === 'settling') throw new FaultError('STATION_OFFLINE', { station })
    if (obstacle === 'not-in-version' || obstacle === 'not-registered') {
      throw new FaultError('NOT_SUPPORTED', { station, request: request.kind })
    }
    return link.connection
  }

  function callOf(request: StationRequest, id: number): StationCall {
    switch (request.kind) {
      case 'start':
        return { ...request, remoteStartId: id }
      case 'stop': {
        const session = parts.sessionOf(request.session)
        if (!session) throw new FaultError('SESSION_NOT_FOUND', { session: request.session })
        if (!isOpen(session) || session.transactionId === null) throw new FaultError('SESSION_ENDED', { session: request.session })
        return { kind: 'stop', transactionId: session.transactionId }
      }
      case 'reset':
      case 'unlock':
      case 'availability':
      case 'trigger':
        return request
    }
  }

  function keep(record: CommandRecord): CommandRecord {
    if (record.outcome === 'pending') pending.set(record.id, record)
    else pending.delete(record.id)
    central.note({ commands: [record] })
    parts.publish(record)
    return record
  }

  async function run(connection: StationConnection, request: StationRequest): Promise<CommandRecord> {
    const id = parts.nextId()
    const call = callOf(request, id)
    const sentAt = clock.now()
    const sent: CommandRecord = {
      id,
      station: connection.station,
      request,
      sentAt,
      roundTripMs: null,
      outcome: 'pending',
      answer: null,
    }
    keep(sent)
    const answered = (outcome: CommandRecord['outcome'], answer: string | null) =>
      keep({ ...sent, outcome, answer, roundTripMs: clock.now() - sentAt })
    try {
      const reply = await connection.call(call)
      learn(connection.station, request, true)
      return answered(reply.accepted ? 'accepted' : 'rejected', reply.raw)
    } catch (error) {
      if (!(error instanceof StationCallError)) {
        answered('error', null)
        throw error
      }
      return answered(...failureOf(connection.station, request, error))
    }
  }

  function failureOf(station: string, request: StationRequest, error: StationCallError): [CommandRecord['outcome'], string | null] {
    switch (error.code) {
      case 'timeout':
        learn(station, request, false)
        return ['timeout', null]
      case 'call-error': {
        const { code, description } = error.answer ?? { code: 'GenericError', description: error.message }
        if (code === 'NotImplemented' || code === 'NotSupported') learn(station, request, false)
        return ['error', description ? `${code}: ${description}` : code]
      }
      case 'connection-lost':
        return ['connection-lost', null]
      case 'not-supported':
        throw new FaultError('NOT_SUPPORTED', { station, request: request.kind })
    }
  }

  /** A request that this firmware never answers is remembered, until it answers after all (quirk F11). */
  function learn(identity: string, request: StationRequest, isSupported: boolean): void {
    const station = set.find(identity)?.station
    if (!station) return
    const others = station.unsupported.filter(
      (entry) => entry.request !== request.kind || entry.firmware !== station.firmware,
    )
    const isKnown = others.length !== station.unsupported.length
    if (isSupported !== isKnown) return
    const unsupported = isSupported ? others : [...others, { request: request.kind, firmware: station.firmware }]
    central.change({ ...station, unsupported })
  }

  return {
    async send(station, request) {
      const entry = entryOf(station)
      return run(connectionFor(entry, request), request)
    },
    async triggerBoot(connection, why) {
      const entry = set.find(connection.station)
      if (!entry || !connection.supports('trigger')) return
      const lastAt = entry.lastBootTriggerAt
      if (why === 'unbooted' && lastAt !== null && clock.now() - lastAt < DAY_MS) return
      entry.lastBootTriggerAt = clock.now()
      parts.noteBootTrigger(connection.station, clock.now())
      await run(connection, { kind: 'trigger', topic: 'boot', place: null })
    },
    pending: (station) => [...pending.values()].filter((record) => record.station === station),
  }
}
