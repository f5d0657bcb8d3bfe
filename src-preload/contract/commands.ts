import type { OwnAccordKind } from './own-accord'
import type { EpochMs, JsonObject } from './read-models'
import type { CommandSource, StationRequest } from './vocabulary'

export interface CommandRecord {
  id: number
  station: string
  request: StationRequest
  /** What it was called on the wire; null for commands of before this was kept. */
  action: string | null
  /** Null for commands of before this was kept. */
  by: CommandSource | null
  /** What Plugboard sent it for, where nobody asked; null: somebody did. */
  ownAccord: OwnAccordKind | null
  sentAt: EpochMs
  /** Null while the station has not answered. */
  roundTripMs: number | null
  outcome: 'pending' | 'accepted' | 'rejected' | 'timeout' | 'error' | 'connection-lost'
  /** The station's own word ("Accepted", "NotSupported"), or the error code and its description. */
  answer: string | null
  /** All that the station answered. Null: nothing, or too much for a list; `stations.response` has it whole. */
  response: JsonObject | null
  isResponseOmitted: boolean
  /** What the station told afterwards, in messages of its own; null: nothing. */
  report: CommandReport | null
}

export interface CommandReport {
  /** In their order. */
  parts: { seqNo: number; text: string }[]
  /** Number of the last part; null: it has not come. */
  last: number | null
}

/** An action that a station can be sent, for a form to be made of. */
export interface ActionDescription {
  action: string
  /** JSON schema (draft 7) of the payload, with the definitions that it refers to. */
  schema: JsonObject
  /** It interrupts, overwrites or deletes: ask before. */
  isRisky: boolean
  /** The protocols that have an action of this name. */
  protocols: string[]
  /** Payloads for common purposes; the names are keys of sentences. */
  presets: { name: string; payload: JsonObject }[]
}

export interface StationActions {
  /** Of the live connection, or of the last one; null: it never connected, and there are no actions. */
  protocol: string | null
  actions: ActionDescription[]
}
