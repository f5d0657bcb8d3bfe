import type { StationReply, Verdict } from '../domain/station-message'
import { readStatus } from './station-reply'
import { text, type Wire } from './wire-reading'

const LONGEST_REQUEST = 11_000

/** A request for a certificate keeps its line ends; what is far too long is read as none. */
export const requestText = (value: unknown): string => (typeof value === 'string' && value.length <= LONGEST_REQUEST ? value : '')

export const certificateVerdict = (verdict: Verdict): 'Accepted' | 'Rejected' =>
  verdict.kind === 'certificate-request' && verdict.isAccepted ? 'Accepted' : 'Rejected'

/** "NotFound" is an answer as well: there are none. */
export function readInstalled(payload: Wire, hashes: readonly Wire[]): StationReply {
  const reply = readStatus(payload)
  return {
    ...reply,
    accepted: reply.accepted || reply.raw === 'NotFound',
    installed: hashes.map((hash) => ({
      issuerNameHash: text(hash.issuerNameHash)?.toLowerCase() ?? '',
      issuerKeyHash: text(hash.issuerKeyHash)?.toLowerCase() ?? '',
      serialNumber: text(hash.serialNumber)?.toLowerCase().replace(/^0+(?=.)/, '') ?? '',
    })),
  }
}
