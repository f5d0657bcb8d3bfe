import { type InboundTable, noted, nothing, utcTime } from '../dialect'
import { object, objects, text } from '../wire-reading'
import type { Answers as AnswersOf201 } from '../v201/wire.gen'
import type { Answers, CertificateHashDataType } from './wire.gen'

type Added = Omit<Answers, keyof AnswersOf201> & { NotifyPeriodicEventStream: object }

/** What 2.1 stations send beyond 2.0.1. */
export const added: InboundTable<Added> = {
  BatterySwap: noted('BatterySwap', nothing),
  ClosePeriodicEventStream: noted('ClosePeriodicEventStream', nothing),
  // The answer must name each certificate that was asked for; none can be looked up here.
  GetCertificateChainStatus: noted('GetCertificateChainStatus', (payload) => ({
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
  NotifyPeriodicEventStream: noted('NotifyPeriodicEventStream', nothing),
  NotifyPriorityCharging: noted('NotifyPriorityCharging', nothing),
  NotifySettlement: noted('NotifySettlement', nothing),
  // Only a monitor that was set from here asks for a stream; what it sends is kept in the trace.
  OpenPeriodicEventStream: noted('OpenPeriodicEventStream', () => ({ status: 'Accepted' })),
  PullDynamicScheduleUpdate: noted('PullDynamicScheduleUpdate', () => ({ status: 'Rejected' })),
  ReportDERControl: noted('ReportDERControl', nothing),
  VatNumberValidation: noted('VatNumberValidation', (payload) => ({
    vatNumber: text(payload.vatNumber, 20) ?? '',
    status: 'Rejected',
  })),
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
