import type { CertificateFacts, ownEvents } from '#contract/security'
import type { NewSecurityEvent, StoredRequest } from '../security-ports'
import { ownEvent } from './own-event'

const WARNING_MS = 30 * 86_400_000

/** Certificates that expire within 30 days and were not told yet (quirk C13). */
export function expiring(
  of: { roots: readonly CertificateFacts[]; server: readonly CertificateFacts[]; issued: readonly StoredRequest[] },
  now: number,
): NewSecurityEvent[] {
  const warn = (event: (typeof ownEvents)[number], station: string, { name, fingerprint, notAfter }: Expiring) => {
    if (notAfter - now > WARNING_MS) return []
    const info = `${name}, ${new Date(notAfter).toISOString().slice(0, 10)}`
    // With its fingerprint: one that was seen is not told again, its successor is.
    return [ownEvent(event, { station, at: now, info, isCritical: notAfter <= now, kind: `${event} ${fingerprint.slice(0, 16)}` })]
  }
  const named = (facts: CertificateFacts) => ({ ...facts, name: facts.subject })
  return [
    ...of.roots.flatMap((facts) => warn('RootCertificateExpires', '', named(facts))),
    ...of.server.flatMap((facts) => warn('ServerCertificateExpires', '', named(facts))),
    ...of.issued.flatMap(({ station, commonName, fingerprint, notAfter }) =>
      notAfter === null || fingerprint === null
        ? []
        : warn('StationCertificateExpires', station, { name: `CN=${commonName ?? ''}`, fingerprint, notAfter }),
    ),
  ]
}

interface Expiring {
  name: string
  fingerprint: string
  notAfter: number
}
