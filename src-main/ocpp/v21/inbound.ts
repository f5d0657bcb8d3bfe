import { type InboundTable, noted, nothing, unanswerable, utcTime } from '../dialect'
import { noDynamicProfile, noService, serialOf } from '../no-service'
import { integer, object, objects, text } from '../wire-reading'
import { tenths } from '../smart-charging'
import type { Wire } from '../wire-reading'
import { decodeStreamEnd, decodeStreamOpening, decodeStreamValues } from './streams'
import type { Answers as AnswersOf201 } from '../v201/wire.gen'
import type { Answers, CertificateHashDataType } from './wire.gen'

type Added = Omit<Answers, keyof AnswersOf201> & { NotifyPeriodicEventStream: object }

/** What 2.1 stations send beyond 2.0.1. */
export const added: InboundTable<Added> = {
  BatterySwap: noted('BatterySwap', nothing),
  ClosePeriodicEventStream: { decode: decodeStreamEnd, answer: nothing },
  // The answer must name each certificate that was asked for; none can be looked up here.
  GetCertificateChainStatus: unanswerable('certificate-chain', serialsOf, (payload) => ({
    certificateStatus: objects(payload.certificateStatusRequests).map((request) => ({
      certificateHashData: hashDataOf(request.certificateHashData),
      source: request.source === 'CRL' ? 'CRL' : 'OCSP',
      status: 'Failed',
      nextUpdate: utcTime(0),
    })),
  })),
  NotifyDERAlarm: noted('NotifyDERAlarm', nothing),
  NotifyDERStartStop: noted('NotifyDERStartStop', nothing),
  /** A SEND: the answer is never sent. */
  NotifyPeriodicEventStream: { decode: decodeStreamValues, answer: nothing },
  NotifyPriorityCharging: noted('NotifyPriorityCharging', nothing),
  NotifySettlement: noted('NotifySettlement', nothing),
  // Only a monitor that was set from here asks for a stream.
  OpenPeriodicEventStream: { decode: decodeStreamOpening, answer: () => ({ status: 'Accepted' }) },
  PullDynamicScheduleUpdate: {
    decode: (payload) => ({ kind: 'limit-ask', profile: integer(payload.chargingProfileId) }),
    answer: (verdict) =>
      verdict.kind === 'limit' && verdict.limit !== null
        ? { status: 'Accepted', scheduleUpdate: { limit: tenths(verdict.limit) } }
        : { status: 'Rejected', statusInfo: noDynamicProfile },
  },
  ReportDERControl: noted('ReportDERControl', nothing),
  VatNumberValidation: unanswerable('vat-number', (payload) => text(payload.vatNumber, 20), (payload) => ({
    vatNumber: text(payload.vatNumber, 20) ?? '',
    status: 'Rejected',
    statusInfo: noService,
  })),
}

function serialsOf(payload: Wire): string | null {
  return objects(payload.certificateStatusRequests).flatMap((request) => serialOf(request.certificateHashData) ?? []).join(', ') || null
}

function hashDataOf(value: unknown): CertificateHashDataType {
  const hash = object(value)
  return {
    hashAlgorithm: hash.hashAlgorithm === 'SHA384' || hash.hashAlgorithm === 'SHA512' ? hash.hashAlgorithm : 'SHA256',
    issuerNameHash: text(hash.issuerNameHash) ?? '',
    issuerKeyHash: text(hash.issuerKeyHash) ?? '',
    serialNumber: text(hash.serialNumber) ?? '',
  }
}
