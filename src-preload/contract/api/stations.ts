import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import { compatibilityChoiceSchema } from '../compatibility'
import type { CommandRecord, StationActions } from '../commands'
import type { JsonObject, KeyedEvent } from '../read-models'
import type { RefusedStation, StationDetail, StationRow, StatusHistoryRow } from '../stations'
import { actionSchema, identitySchema, payloadSchema, refusals, stationRequestSchema, type PayloadIssue } from '../vocabulary'
import { administers, operates, reads, nameSchema, stationInput, limitSchema, siteChoiceSchema } from './inputs'

export const stations = {
  /** Every station that is registered or waits in quarantine. */
  watch: reads('GET /stations').output(eventIterator(type<KeyedEvent<StationRow>>())),
  watchOne: reads('GET /stations/{station}').input(stationInput).output(eventIterator(type<StationDetail>())),
  /** Add a station before it first connects. */
  register: administers('POST /stations')
    .input(z.object({ station: identitySchema, name: nameSchema, site: siteChoiceSchema }))
    .output(type<StationRow>()),
  /** Take a station out of quarantine; it goes live on its open connection. */
  accept: administers('POST /stations/{station}/accept')
    .input(z.object({ station: identitySchema, name: nameSchema, site: siteChoiceSchema }))
    .output(type<StationRow>()),
  /**
   * Answer its boots with Rejected and all else that it sends with SecurityError; or, harder, close the connection and
   * answer later handshakes of this identity with 403.
   */
  refuse: administers('POST /stations/{station}/refuse')
    .input(stationInput.extend({ how: z.enum(refusals).default('boot') }))
    .output(type<void>()),
  /** Those that were refused, of which no list of stations tells. */
  refused: reads('GET /stations/refused').output(type<RefusedStation[]>()),
  edit: administers('PUT /stations/{station}')
    .input(z.object({ station: identitySchema, name: nameSchema, site: siteChoiceSchema }))
    .output(type<StationRow>()),
  /** Sets what is particular about a station, or forgets it (null). */
  setCompatibility: administers('PUT /stations/{station}/compatibility')
    .input(z.object({ station: identitySchema, choice: compatibilityChoiceSchema }))
    .output(type<void>()),
  /** Its meter has another number: was the meter exchanged, or only its number entered anew (quirk M26)? */
  answerMeter: administers('POST /stations/{station}/meter')
    .input(z.object({ station: identitySchema, isExchanged: z.boolean() }))
    .output(type<void>()),
  /** Null removes the password: the station may then connect without one (security profile 0). */
  setPassword: administers('PUT /stations/{station}/password')
    .input(z.object({ station: identitySchema, password: z.string().min(8).max(40).nullable() }))
    .output(type<void>()),
  /** Send a request and wait for the answer. A "Rejected" is an answer. */
  command: operates('POST /stations/{station}/commands')
    .input(z.object({ station: identitySchema, request: stationRequestSchema }))
    .output(type<CommandRecord>()),
  /** Every action that can be sent to it, in the words of its OCPP version. */
  actions: reads('GET /stations/{station}/actions').input(stationInput).output(type<StationActions>()),
  /** What is wrong with a payload for this station; empty: it can be sent. */
  checkPayload: reads('POST /stations/{station}/check')
    .input(z.object({ station: identitySchema, action: actionSchema, payload: payloadSchema }))
    .output(type<PayloadIssue[]>()),
  /** The whole answer to a command; null: there is none. */
  response: reads('GET /commands/{command}/response')
    .input(z.object({ command: z.int().positive() }))
    .output(type<JsonObject | null>()),
  /** Status changes of its connectors, the newest first. */
  statusHistory: reads('GET /stations/{station}/statuses')
    .input(z.object({ station: identitySchema, limit: limitSchema }))
    .output(type<StatusHistoryRow[]>()),
  watchCommands: reads('GET /stations/{station}/commands')
    .input(stationInput)
    .output(eventIterator(type<KeyedEvent<CommandRecord>>())),
}
