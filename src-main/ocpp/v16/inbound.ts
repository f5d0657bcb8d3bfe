import type { Place } from '#contract/vocabulary'
import type { IdToken } from '../../domain/station-message'
import {
  dataTransferStatuses,
  type InboundTable,
  nothing,
  registrationStatuses,
  tokenVerdict,
  utcTime,
} from '../dialect'
import { endReason } from '../end-reasons'
import { decodeMeterValues } from '../meter-decoding'
import { decodeSigned } from '../signed-decoding'
import { decodeSecurityEvent, events16 } from '../security-events'
import { dataText, decimal, integer, text } from '../wire-reading'
import { idTagInfo } from './id-tag-info'
import { signCertificate } from './security'
import { decodeStatus } from './status'
import type { Answers } from './wire.gen'

/** What a 1.6 station sends, and how it is answered. */
export const inbound: InboundTable<Answers> = {
  Authorize: {
    decode: (payload) => ({ kind: 'authorize', idToken: idTokenOf(payload.idTag) }),
    answer: (verdict) => ({ idTagInfo: idTagInfo(tokenVerdict(verdict)) }),
  },

  BootNotification: {
    decode: (payload) => ({
      kind: 'boot',
      vendor: text(payload.chargePointVendor),
      model: text(payload.chargePointModel),
      serial: text(payload.chargePointSerialNumber) ?? text(payload.chargeBoxSerialNumber),
      firmware: text(payload.firmwareVersion),
      iccid: text(payload.iccid),
      imsi: text(payload.imsi),
      meterType: text(payload.meterType),
      meterSerial: text(payload.meterSerialNumber),
      reason: null,
    }),
    answer(verdict) {
      if (verdict.kind !== 'boot') throw new Error(`a boot cannot be answered with the verdict ${verdict.kind}`)
      return {
        status: registrationStatuses[verdict.registration],
        currentTime: utcTime(verdict.now),
        interval: verdict.intervalS,
      }
    },
  },

  DataTransfer: {
    decode: (payload) => ({
      kind: 'data-transfer',
      vendorId: text(payload.vendorId),
      messageId: text(payload.messageId),
      data: dataText(payload.data),
    }),
    answer: (verdict) => ({
      status: verdict.kind === 'data-transfer' ? dataTransferStatuses[verdict.status] : 'Rejected',
    }),
  },

  DiagnosticsStatusNotification: {
    decode: (payload) => ({ kind: 'log-status', status: text(payload.status) ?? '', requestId: null }),
    answer: nothing,
  },

  FirmwareStatusNotification: {
    decode: (payload) => ({ kind: 'firmware-status', status: text(payload.status) ?? '', requestId: null }),
    answer: nothing,
  },

  Heartbeat: {
    decode: () => ({ kind: 'heartbeat' }),
    answer(verdict) {
      if (verdict.kind !== 'heartbeat')
        throw new Error(`a heartbeat cannot be answered with the verdict ${verdict.kind}`)
      return { currentTime: utcTime(verdict.now) }
    },
  },

  LogStatusNotification: {
    decode: (payload) => ({
      kind: 'log-status',
      status: text(payload.status) ?? '',
      requestId: integer(payload.requestId),
    }),
    answer: nothing,
  },

  MeterValues: {
    decode: (payload) => ({
      kind: 'meter-values',
      place: placeOf(payload.connectorId),
      transactionId: transactionIdOf(payload.transactionId),
      samples: decodeMeterValues(payload.meterValue),
      ...decodeSigned(payload.meterValue),
    }),
    answer: nothing,
  },

  SecurityEventNotification: { decode: decodeSecurityEvent(events16), answer: nothing },

  SignCertificate: signCertificate,

  SignedFirmwareStatusNotification: {
    decode: (payload) => ({
      kind: 'firmware-status',
      status: text(payload.status) ?? '',
      requestId: integer(payload.requestId),
    }),
    answer: nothing,
  },

  StartTransaction: {
    decode: (payload) => ({
      kind: 'transaction',
      phase: 'started',
      transactionId: null,
      seqNo: null,
      place: placeOf(payload.connectorId),
      idToken: idTokenOf(payload.idTag),
      time: text(payload.timestamp),
      offline: false,
      chargingState: null,
      meterWh: decimal(payload.meterStart),
      samples: [],
      reason: null,
      rawReason: null,
      remoteStartId: null,
      reservationId: integer(payload.reservationId),
    }),
    answer(verdict) {
      if (verdict.kind !== 'transaction') throw new Error(`a start cannot be answered with the verdict ${verdict.kind}`)
      return {
        transactionId: verdict.transactionId,
        idTagInfo: verdict.token ? idTagInfo(verdict.token) : { status: 'Accepted' },
      }
    },
  },

  StatusNotification: { decode: decodeStatus, answer: nothing },

  StopTransaction: {
    decode(payload) {
      const rawReason = text(payload.reason)
      return {
        kind: 'transaction',
        phase: 'ended',
        transactionId: transactionIdOf(payload.transactionId),
        seqNo: null,
        place: null,
        idToken: idTokenOf(payload.idTag),
        time: text(payload.timestamp),
        offline: false,
        chargingState: null,
        meterWh: decimal(payload.meterStop),
        samples: decodeMeterValues(payload.transactionData),
        ...decodeSigned(payload.transactionData),
        reason: endReason(rawReason),
        rawReason,
        remoteStartId: null,
        reservationId: null,
      }
    },
    answer(verdict) {
      const token = tokenVerdict(verdict)
      return token === null ? {} : { idTagInfo: idTagInfo(token) }
    },
  },
}

const maxInt32 = 2_147_483_647
const minInt32 = -2_147_483_648

/**
 * No transaction has 0 or -1 (quirks T01, T10), a fraction, or what an int32 cannot hold (F09). Other negative ids are
 * made by stations that authorise locally, and name a transaction (T02).
 */
function transactionIdOf(value: unknown): string | null {
  const id = integer(value)
  if (id === null || id === 0 || id === -1) return null
  return id >= minInt32 && id <= maxInt32 ? String(id) : null
}

/** Connector 0 is the station itself (quirk S01), which is no place. */
function placeOf(value: unknown): Place | null {
  const connector = integer(value)
  return connector !== null && connector > 0 ? { evse: connector, connector: 1 } : null
}

function idTokenOf(value: unknown): IdToken | null {
  const tag = text(value)
  return tag === null ? null : { value: tag, type: null }
}
