import {
  dataTransferStatuses,
  type InboundTable,
  noted,
  nothing,
  registrationStatuses,
  tokenVerdict,
  unanswerable,
  utcTime,
} from '../dialect'
import { noSchedule, noService, serialOf } from '../no-service'
import { costInUnits } from '../../domain/tariff/cost-in-units'
import { decodeMeterValues } from '../meter-decoding'
import { decodeSigned } from '../signed-decoding'
import { decodeSecurityEvent, events2 } from '../security-events'
import { dataText, integer, object, text } from '../wire-reading'
import { decodeNotifyEvent, decodeNotifyReport } from './device-model'
import { decodeChargingNeeds } from './charging-needs'
import { decodeProfileReport } from './charging'
import { priceInWords } from '../../domain/tariff/price-words'
import { idTokenInfo } from './id-token-info'
import { placeOfEvse } from './place'
import { decodeCustomerInformation, decodeDisplayMessages, decodeMonitorReport } from './reports'
import { decodeReservationUpdate } from './reservation'
import { signCertificate } from './security'
import { decodeStatus } from './status'
import { decodeTransactionEvent, idTokenOf, isWithoutCard } from './transaction-event'
import type { Answers } from './wire.gen'

/** What a 2.0.1 station sends, and how it is answered; 2.1 adds to it. */
export const inbound = {
  Authorize: {
    decode: (payload) => ({ kind: 'authorize', idToken: idTokenOf(payload.idToken) }),
    answer: (verdict) => {
      const price = verdict.kind === 'authorization' ? verdict.price : undefined
      // I01: the price of this user, in words.
      const personalMessage = price && { format: 'UTF8' as const, content: priceInWords(price.tariff) }
      return { idTokenInfo: { ...idTokenInfo(tokenVerdict(verdict)), ...(personalMessage && { personalMessage }) } }
    },
  },

  BootNotification: {
    decode(payload) {
      const station = object(payload.chargingStation)
      const modem = object(station.modem)
      return {
        kind: 'boot',
        vendor: text(station.vendorName),
        model: text(station.model),
        serial: text(station.serialNumber),
        firmware: text(station.firmwareVersion),
        iccid: text(modem.iccid),
        imsi: text(modem.imsi),
        meterType: null,
        meterSerial: null,
        reason: text(payload.reason),
      }
    },
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

  FirmwareStatusNotification: {
    decode: (payload) => ({
      kind: 'firmware-status',
      status: text(payload.status) ?? '',
      requestId: integer(payload.requestId),
    }),
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
      place: placeOfEvse({ id: payload.evseId }),
      transactionId: null,
      samples: decodeMeterValues(payload.meterValue),
      ...decodeSigned(payload.meterValue),
    }),
    answer: nothing,
  },

  NotifyEvent: { decode: decodeNotifyEvent, answer: nothing },

  NotifyReport: { decode: decodeNotifyReport, answer: nothing },

  SecurityEventNotification: { decode: decodeSecurityEvent(events2), answer: nothing },

  SignCertificate: signCertificate,

  StatusNotification: { decode: decodeStatus, answer: nothing },

  TransactionEvent: {
    decode: decodeTransactionEvent,
    answer(verdict, payload) {
      const token = tokenVerdict(verdict)
      const cost = verdict.kind === 'transaction' ? verdict.cost : undefined
      // An event with a token is answered with its standing, also where a button took the place of a card (C02).
      const standing = token === null ? (isWithoutCard(payload.idToken) ? { status: 'Accepted' as const } : null) : idTokenInfo(token)
      return {
        ...(standing === null ? {} : { idTokenInfo: standing }),
        // 2.0.1, I03: what it came to, tax included, in the currency's own units.
        ...(cost === undefined ? {} : { totalCost: costInUnits(cost) }),
      }
    },
  },

  ClearedChargingLimit: noted('ClearedChargingLimit', nothing),
  Get15118EVCertificate: unanswerable('contract-certificate', (payload) => text(payload.action), () => ({ status: 'Failed', exiResponse: '', statusInfo: noService })),
  GetCertificateStatus: unanswerable('certificate-status', (payload) => serialOf(payload.ocspRequestData), () => ({ status: 'Failed', statusInfo: noService })),
  NotifyChargingLimit: noted('NotifyChargingLimit', nothing),
  NotifyCustomerInformation: { decode: decodeCustomerInformation, answer: nothing },
  NotifyDisplayMessages: { decode: decodeDisplayMessages, answer: nothing },
  // Rejected: no schedule will be made for the vehicle, it charges by what the station allows.
  NotifyEVChargingNeeds: { decode: decodeChargingNeeds, answer: () => ({ status: 'Rejected', statusInfo: noSchedule }) },
  NotifyEVChargingSchedule: noted('NotifyEVChargingSchedule', () => ({ status: 'Accepted' })),
  NotifyMonitoringReport: { decode: decodeMonitorReport, answer: nothing },
  PublishFirmwareStatusNotification: noted('PublishFirmwareStatusNotification', nothing),
  ReportChargingProfiles: { decode: decodeProfileReport, answer: nothing },
  ReservationStatusUpdate: { decode: decodeReservationUpdate, answer: nothing },
} satisfies InboundTable<Answers>
