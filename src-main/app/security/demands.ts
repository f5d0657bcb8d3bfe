import type { SecurityProfile } from '#contract/security'
import type { Station } from '../../domain/station'
import type { ClientCertificate, Knock, KnockAnswer } from '../../ocpp/station-host'

type Refusal = Extract<KnockAnswer, { admit: false }>

/** The highest profile that a connection over this listener can have. */
const reachable = { plain: 1, legacy: 2, tls: 2, mutual: 3 } as const satisfies Record<Knock['listener'], SecurityProfile>

/** A profile is never lowered (OCPP 2.0.1 A05.FR.03): a station that is set to TLS is not served without. */
export function refusalByProfile(station: Station, knock: Knock, hasPassword: boolean): Refusal | null {
  const demanded = station.minimumProfile
  const possible = reachable[knock.listener]
  if (possible < demanded) {
    return { admit: false, outcome: 'profile-too-low', detail: `profile ${demanded} is set for it, this port offers at most profile ${possible}` }
  }
  if (demanded > 0 && possible < 3 && !hasPassword) {
    return { admit: false, outcome: 'profile-too-low', detail: `profile ${demanded} is set for it, but no password to be checked` }
  }
  return null
}

/**
 * What speaks against a station that comes with a certificate (profile 3); null: nothing. The name is the serial number
 * (2.0.1 A00.FR.417) or the identity; one that was issued here to the station is its own whatever it is called.
 */
export function refusalByCertificate(
  certificate: ClientCertificate | null,
  owner: { identity: string; serial: string | null; isIssued: boolean },
): Refusal | null {
  if (certificate === null) return { admit: false, outcome: 'no-client-certificate', detail: 'no certificate was shown' }
  const { commonName, names, issuer, flaw } = certificate
  if (flaw !== null) return { admit: false, outcome: 'untrusted-client-certificate', detail: `${flaw}, issued by ${issuer}`.slice(0, 300) }
  const own = [owner.identity, owner.serial].flatMap((name) => name?.toLowerCase() ?? [])
  if (owner.isIssued || [commonName, ...names].some((name) => name !== null && own.includes(name.toLowerCase()))) return null
  const serial = owner.serial === null ? 'its serial number is not known yet' : `the serial number is ${owner.serial}`
  const detail = `the certificate is of "${commonName ?? ''}", the identity is ${owner.identity}, ${serial}`
  return { admit: false, outcome: 'foreign-client-certificate', detail: detail.slice(0, 300) }
}
