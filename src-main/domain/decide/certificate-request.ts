import { judgeName } from '../security/certificate-request'
import type { StationMessage } from '../station-message'
import { decided, type Decision, type Situation } from './decision'

/**
 * A station asks for a certificate. "Accepted" says that one may follow (2.0.1 A02.FR.04); what can never be granted is
 * rejected at once, so that a person at the station sees it. One that waits in quarantine has to ask again.
 */
export function decideCertificateRequest(situation: Situation, message: Extract<StationMessage, { kind: 'certificate-request' }>): Decision {
  const { station, receivedAt, certificates } = situation
  if (station.admission !== 'registered') return decided(situation, { kind: 'certificate-request', isAccepted: false })
  const { text, use, requestId } = message
  const read = certificates.read(text)
  const flaw = judgeName(read, { station, use, organisation: certificates.organisation })
  return decided(
    situation,
    { kind: 'certificate-request', isAccepted: flaw === null },
    { certificateRequest: { at: receivedAt, use, text, requestId, facts: read.facts, flaw } },
  )
}
