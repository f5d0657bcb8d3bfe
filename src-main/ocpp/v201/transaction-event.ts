import type { ChargingState } from '#contract/vocabulary'
import type { IdToken, TransactionMessage } from '../../domain/station-message'
import { endReason } from '../end-reasons'
import { decodeMeterValues } from '../meter-decoding'
import { decodeSigned } from '../signed-decoding'
import { integer, object, text, truth, type Wire } from '../wire-reading'
import { placeOfEvse } from './place'

const phases = new Map<string, TransactionMessage['phase']>([
  ['started', 'started'],
  ['updated', 'updated'],
  ['ended', 'ended'],
])

const chargingStates = new Map<string, ChargingState>([
  ['charging', 'charging'],
  ['evconnected', 'ev-connected'],
  ['suspendedev', 'suspended-ev'],
  ['suspendedevse', 'suspended-evse'],
  ['idle', 'idle'],
])

/** What an event does not repeat is null; the session keeps what earlier events said (quirk X04). */
export function decodeTransactionEvent(payload: Wire): TransactionMessage {
  const info = object(payload.transactionInfo)
  const phase = phases.get(text(payload.eventType)?.toLowerCase() ?? '') ?? 'updated'
  const rawReason = text(info.stoppedReason)
  return {
    kind: 'transaction',
    phase,
    transactionId: text(info.transactionId),
    seqNo: integer(payload.seqNo),
    place: placeOfEvse(object(payload.evse)),
    idToken: idTokenOf(payload.idToken),
    time: text(payload.timestamp),
    offline: truth(payload.offline),
    chargingState: chargingStates.get(text(info.chargingState)?.toLowerCase() ?? '') ?? null,
    meterWh: null,
    samples: decodeMeterValues(payload.meterValue),
    ...decodeSigned(payload.meterValue),
    reason: phase === 'ended' || rawReason !== null ? endReason(rawReason) : null,
    rawReason,
    remoteStartId: integer(info.remoteStartId),
    reservationId: integer(payload.reservationId),
  }
}

/** An object by the schema; some stations send the bare text as in 1.6. */
export function idTokenOf(value: unknown): IdToken | null {
  const bare = text(value)
  if (bare !== null) return { value: bare, type: null }
  const token = object(value)
  const read = text(token.idToken)
  return read === null ? null : { value: read, type: text(token.type) }
}

/** OCPP 2.0.1 C02: the session was started without a card, by a button or a key; the token is empty. */
export const isWithoutCard = (value: unknown): boolean => text(object(value).type)?.toLowerCase() === 'noauthorization'
