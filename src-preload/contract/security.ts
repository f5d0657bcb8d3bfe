import type { EpochMs } from './read-models'

/** Words of the listeners, the certificates and the inbox of what is relevant to security. */

export const listenerKinds = ['plain', 'tls', 'mutual', 'legacy'] as const
/** The ports for stations: without TLS, with TLS, with TLS and a certificate of the station, with TLS 1.0 and 1.1. */
export type ListenerKind = (typeof listenerKinds)[number]

export const securityProfiles = [0, 1, 2, 3] as const
/** 0: nothing is proven. 1: password. 2: TLS and password. 3: TLS and certificate of the station. */
export type SecurityProfile = (typeof securityProfiles)[number]

export const keyKinds = ['ec', 'rsa'] as const
export type KeyKind = (typeof keyKinds)[number]

/** What a certificate says. Names are host names and addresses. */
export interface CertificateFacts {
  subject: string
  issuer: string
  commonName: string | null
  names: string[]
  /** Hexadecimal. */
  serial: string
  /** SHA-256, hexadecimal. */
  fingerprint: string
  key: KeyKind
  notBefore: EpochMs
  notAfter: EpochMs
}

export const certificateUses = ['station', 'v2g'] as const
/** What a station needs a certificate for: to prove itself to us, or to vehicles (ISO 15118). */
export type CertificateUse = (typeof certificateUses)[number]

export const requestFlaws = ['unreadable', 'signature', 'weak-key', 'name', 'organisation', 'person'] as const
/** Why a request for a certificate is not granted. `person`: somebody decided so. */
export type RequestFlaw = (typeof requestFlaws)[number]
