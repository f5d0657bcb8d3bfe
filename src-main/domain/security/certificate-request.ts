import type { CertificateUse, KeyKind, RequestFlaw } from '#contract/security'
import type { Station } from '../station'

/** A request for a certificate once its signature and its key were looked at. */
export interface ReadRequest {
  facts: { commonName: string | null; organisation: string | null; key: KeyKind; bits: number } | null
  flaw: RequestFlaw | null
}

/** A request for a certificate, as it is kept. */
export interface CertificateRequest {
  at: number
  use: CertificateUse
  /** As the station wrote it. */
  text: string
  /** 2.1: to be repeated with the certificate. */
  requestId: number | null
  facts: ReadRequest['facts']
  flaw: RequestFlaw | null
}

/**
 * May this station have a certificate of this name? CN is its serial number or its identity (1.6 whitepaper A00.FR.507,
 * 2.0.1 A00.FR.509), O the operator where one is set. What vehicles are shown has a name of its own (ISO 15118).
 */
export function judgeName({ facts, flaw }: ReadRequest, of: { station: Station; use: CertificateUse; organisation: string }): RequestFlaw | null {
  if (flaw !== null || facts === null) return flaw ?? 'unreadable'
  const { identity, serial } = { identity: of.station.station, serial: of.station.serial }
  const own = [identity, serial].flatMap((name) => name?.toLowerCase() ?? [])
  if (of.use === 'station' && !own.includes(facts.commonName?.toLowerCase() ?? '')) return 'name'
  if (of.use === 'v2g' && !facts.commonName) return 'name'
  const wanted = of.organisation.trim().toLowerCase()
  return wanted !== '' && facts.organisation?.toLowerCase() !== wanted ? 'organisation' : null
}
