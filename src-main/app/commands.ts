import type { CommandRecord } from '#contract/commands'
import type { JsonObject } from '#contract/read-models'
import type { OwnAccordKind } from '#contract/own-accord'
import type { PersonSource, StationRequest } from '#contract/vocabulary'
import { normaliseIdToken } from '../domain/id-token'
import { holdsMask, withoutSecrets } from '../domain/security/secrets'
import { isOpen } from '../domain/session'
import type { Unsupported } from '../domain/station'
import type { NeutralCall, StationCall, StationMessage, StationReply } from '../domain/station-message'
import { type StationConnection, StationCallError } from '../ocpp/station-host'
import type { Actions } from './actions'
import type { BootTriggers } from './boot-triggers'
import type { CentralSystem } from './central-system'
import type { Connections } from './connections'
import { FaultError } from './fault-error'
import type { OwnAccord } from './own-accord'
import type { Clock } from './ports'
import { capabilitiesOf } from './views/station-view'
import { createFollowUps } from './reports/follow-ups'
import type { RemoteStarts } from './remote-starts'
import { createTriggers } from './triggers'
import type { StationEntry, WorkingSet } from './working-set'

export interface Commands {
  /** Sends a request and waits for the answer, at most the deadline of the connection. @throws FaultError */
  send(station: string, request: StationRequest, by: Sender): Promise<CommandRecord>
  /** The same over this connection, whatever is known of the station. @throws FaultError, SwitchedOffError */
  sendOver(connection: StationConnection, request: StationRequest, by: Sender): Promise<CommandRecord>
  /**
   * A call in neutral words, recorded as what it was on the wire. It resolves with a failure as well. `conceal` takes
   * secrets out of what is recorded. @throws FaultError, SwitchedOffError
   */
  ask(connection: StationConnection, call: NeutralCall, by: Sender, conceal?: (text: string) => string): Promise<Asked>
  pending(station: string): CommandRecord[]
  /** A part of what it tells after a command, in a message of its own. */
  followedUp(station: string, part: Extract<StationMessage, { kind: 'customer-report' }>): void
  /** Has the next turn store what waits. */
  stop(): void
}

/** A person at a window, or something that is sent unasked: `contract/own-accord.ts` lists what there is. */
export type Sender = PersonSource | { ownAccord: OwnAccordKind }

export interface Asked {
  record: CommandRecord
  /** Null: it did not answer as it should; `failure` says how. */
  reply: StationReply | null
  failure: StationCallError | null
}

export function createCommands(parts: {
  clock: Clock
  set: WorkingSet
  actions: Actions
  connections: Connections
  central: CentralSystem
  nextId: () => number
  sessionOf: (id: number) => ReturnType<WorkingSet['session']>
  ownAccord: OwnAccord
  bootTriggerSent: BootTriggers['sent']
  startAccepted: RemoteStarts['accepted']
  outdated: (station: string, topic: 'monitors' | 'messages') => void
  publish: (record: CommandRecord) => void
}): Commands {
  const { clock, set, actions, connections, central } = parts
  const pending = new Map<number, CommandRecord>()
  const followUps = createFollowUps({
    clock, keep,
    exceeded: (station, detail) => central.noteLater({ findings: [{ station, code: 'too-much', detail, at: clock.now(), count: 1 }] }),
  })

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
    if (obstacle === 'not-registered') throw new FaultError('NOT_ACCEPTED', { station })
    if (obstacle === 'not-in-version') throw new FaultError('NOT_SUPPORTED', { station, request: request.kind })
    return link.connection
  }

  /** Known to this console, so that the station is not refused when it asks about it (quirk A02). */
  const remoteTokenAt = (station: string) => set.tokens.remoteOf(station) ?? set.settings.remoteIdToken

  function callOf(station: string, request: StationRequest, id: number): StationCall {
    switch (request.kind) {
      case 'start':
        return { ...request, idToken: request.idToken ?? remoteTokenAt(station), remoteStartId: id }
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
      case 'raw':
        return request
    }
  }

  /** The whole answer goes to the disk, what is of a bearable size to the windows. */
  function keep(sent: CommandRecord): CommandRecord {
    // It may tell before it answers.
    const record = followUps.noted(sent)
    if (record.outcome === 'pending') pending.set(record.id, record)
    else pending.delete(record.id)
    central.note({ commands: [record] })
    const shown = withBearableResponse(record)
    parts.publish(shown)
    return shown
  }

  async function run(connection: StationConnection, request: StationRequest, by: Sender): Promise<CommandRecord> {
    const id = parts.nextId()
    const call = callOf(connection.station, request, id)
    return (await carry(connection, { id, request, call, by })).record
  }

  const triggers = createTriggers({ clock, central, run })

  async function carry(
    connection: StationConnection,
    { id, request, call, by }: { id: number; request: StationRequest; call: StationCall; by: Sender },
  ): Promise<Asked> {
    const action = call.kind === 'raw' ? call.action : connection.actionOf(call.kind)
    if (action === null || connection.obstacleTo(call) !== null) {
      throw new FaultError('NOT_SUPPORTED', { station: connection.station, request: action ?? request.kind })
    }
    const ownAccord = typeof by === 'object' ? by.ownAccord : null
    if (ownAccord !== null) parts.ownAccord.demand(connection.station, ownAccord)
    if (call.kind === 'trigger' && call.topic === 'boot') parts.bootTriggerSent(connection)
    const sentAt = clock.now()
    const sent: CommandRecord = {
      id,
      station: connection.station,
      request: request.kind === 'start' && call.kind === 'start' ? { ...request, idToken: call.idToken } : withoutSecrets(request),
      action,
      by: typeof by === 'object' ? 'automatic' : by,
      ownAccord,
      sentAt,
      roundTripMs: null,
      outcome: 'pending',
      answer: null,
      response: null,
      isResponseOmitted: false,
      report: null,
    }
    keep(sent)
    if (call.kind === 'start') {
      set.tokens.noteRemoteStart({ station: connection.station, token: normaliseIdToken(call.idToken), at: sentAt })
    }
    const answered = (outcome: CommandRecord['outcome'], answer: string | null, response: JsonObject | null = null) =>
      keep({ ...sent, outcome, answer, response, roundTripMs: clock.now() - sentAt })
    try {
      const reply = await connection.call(call)
      learn(connection.station, action, null)
      if (reply.accepted && call.kind === 'start') parts.startAccepted({ station: connection.station, place: call.place, remoteStartId: id, at: sentAt })
      if (reply.accepted && reply.outdates) parts.outdated(connection.station, reply.outdates)
      const record = answered(reply.accepted ? 'accepted' : 'rejected', reply.raw || null, reply.response)
      return { record, reply, failure: null }
    } catch (error) {
      if (!(error instanceof StationCallError)) {
        answered('error', null)
        throw error
      }
      const failure = failureOf(error)
      // What was sent wrong on purpose, or not waited for, says nothing about the firmware.
      const isTrial = call.kind === 'raw' && (call.isForced === true || call.timeoutS !== undefined)
      if (failure.lack !== null && !isTrial) learn(connection.station, action, failure.lack)
      return { record: answered(failure.outcome, failure.answer), reply: null, failure: error }
    }
  }

  /** What this firmware cannot do or does not answer is remembered, until it answers after all (quirk F11). */
  function learn(identity: string, action: string, why: Unsupported['why'] | null): void {
    const station = set.find(identity)?.station
    if (!station) return
    const others = station.unsupported.filter(
      (entry) => entry.action !== action || entry.firmware !== station.firmware,
    )
    const known = station.unsupported.find((entry) => !others.includes(entry))
    if ((known?.why ?? null) === why) return
    const unsupported = why === null ? others : [...others, { action, firmware: station.firmware, why }]
    central.change({ ...station, unsupported })
  }

  return {
    async send(station, request, by) {
      const entry = entryOf(station)
      const connection = connectionFor(entry, request)
      if (request.kind === 'raw' && holdsMask(request.payload)) throw new FaultError('SECRET_NOT_KEPT', { station, action: request.action })
      if (request.kind === 'raw' && !request.isForced) actions.demand(connection, request)
      return request.kind === 'trigger' ? triggers.send(connection, entry.station, { request, by }) : run(connection, request, by)
    },
    sendOver: run,
    async ask(connection, call, by, conceal = (text) => text) {
      const written = connection.written(call)
      if (written === null) throw new FaultError('NOT_SUPPORTED', { station: connection.station, request: call.kind })
      const request = { kind: 'raw' as const, action: written.action, payload: { ...written.payload } }
      actions.demand(connection, request)
      // Concealing keeps the payload what it is: JSON of an object.
      const shown = { ...request, payload: JSON.parse(conceal(JSON.stringify(request.payload))) as typeof request.payload }
      return carry(connection, { id: parts.nextId(), request: shown, call, by })
    },
    followedUp: followUps.told,
    stop: followUps.stop,
    pending: (station) => [...pending.values()].filter((record) => record.station === station),
  }
}

/** For what needs answers alone: a failure is thrown, as the connection itself would. @throws StationCallError */
export function asker(ask: Commands['ask'], connection: StationConnection, by: Sender) {
  return async (call: NeutralCall, conceal?: (text: string) => string): Promise<StationReply> => {
    const obstacle = connection.actionOf(call.kind) === null ? 'no such request' : connection.obstacleTo(call)
    if (obstacle !== null) throw new StationCallError('not-supported', obstacle)
    const { reply, failure } = await ask(connection, call, by, conceal)
    if (reply === null) throw failure ?? new StationCallError('connection-lost', 'no answer')
    return reply
  }
}

/** A list of a hundred commands may not become a hundred megabytes because of what one station answers. */
const MOST_RESPONSE_CHARACTERS = 64 * 1024

function withBearableResponse(record: CommandRecord): CommandRecord {
  const isTooMuch = record.response !== null && JSON.stringify(record.response).length > MOST_RESPONSE_CHARACTERS
  return isTooMuch ? { ...record, response: null, isResponseOmitted: true } : record
}

interface Failure {
  outcome: CommandRecord['outcome']
  answer: string | null
  /** What it tells of the firmware. */
  lack: Unsupported['why'] | null
}

function failureOf(error: StationCallError): Failure {
  switch (error.code) {
    case 'timeout':
      return { outcome: 'timeout', answer: null, lack: 'unanswered' }
    case 'call-error': {
      const { code, description } = error.answer ?? { code: 'GenericError', description: error.message }
      const lack = code === 'NotImplemented' || code === 'NotSupported' ? 'refused' : null
      return { outcome: 'error', answer: description ? `${code}: ${description}` : code, lack }
    }
    case 'connection-lost':
      return { outcome: 'connection-lost', answer: null, lack: null }
    case 'not-supported':
      return { outcome: 'error', answer: error.message, lack: null }
  }
}
