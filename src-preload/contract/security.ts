import type { EpochMs } from './read-models'
import type { CommandSource } from './vocabulary'

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

export const requestStates = ['waiting', 'granted', 'refused', 'superseded', 'installed', 'declined', 'unanswered'] as const
/**
 * `waiting` for a person; `granted`, not delivered yet; `refused` here; `superseded` by a newer one of the station;
 * then what the station made of the certificate: `installed`, `declined`, or nothing (`unanswered`).
 */
export type RequestState = (typeof requestStates)[number]

/** A request of a station for a certificate, and what became of it. */
export interface CertificateRequestRow {
  request: number
  station: string
  stationName: string
  at: EpochMs
  use: CertificateUse
  commonName: string | null
  organisation: string | null
  key: KeyKind | null
  bits: number | null
  state: RequestState
  flaw: RequestFlaw | null
  /** The station's word to the certificate. */
  answer: string | null
  /** Null: by the rule, not by a person. */
  decidedBy: CommandSource | null
  decidedAt: EpochMs | null
  /** Of the certificate that was issued. */
  fingerprint: string | null
  notAfter: EpochMs | null
}

export const listenerStates = ['off', 'open', 'failed'] as const
export interface ListenerRow {
  kind: ListenerKind
  isOn: boolean
  state: (typeof listenerStates)[number]
  port: number
  /** Why it could not be opened; null: it was, or is off. */
  fault: 'port-in-use' | 'port-denied' | 'certificate' | 'other' | null
  /** Stations that are connected through it. */
  stations: number
}

/** All that the window of certificates and listeners shows. */
export interface SecurityState {
  listeners: ListenerRow[]
  /** Null: the authority has not been used yet. */
  roots: CertificateFacts[] | null
  server: { source: 'authority' | 'files'; certificates: CertificateFacts[] } | null
  /** Further authorities that may vouch for stations. */
  authorities: CertificateFacts[]
  choices: SecurityChoices
  /** Host name and addresses of this computer, for the certificate of the server. */
  ownNames: string[]
}

export interface SecurityChoices {
  /** Are certificates for stations signed of itself, or does a person decide on each? */
  signing: 'automatic' | 'ask'
  /** The operator that requests must name; empty: any. */
  organisation: string
  /** Host names that stations dial, the first is the common name; empty: the name of this computer. */
  names: string[]
}

/** What is relevant to the security of one station. */
export interface StationSecurity {
  station: string
  /** Of the live connection; null: there is none. */
  profile: SecurityProfile | null
  listener: ListenerKind | null
  minimumProfile: SecurityProfile
  /** It was asked to come with this profile, and has not yet. */
  raisingTo: SecurityProfile | null
  hasPassword: boolean
  passwordSince: EpochMs | null
  /** A new one was accepted by the station; until it comes with it, the old one counts as well. */
  pendingSince: EpochMs | null
  /** Shown on the live connection, else the last one that was issued. */
  certificate: { commonName: string | null; notAfter: EpochMs; isInUse: boolean } | null
  /** Which of our roots it said to have; null: never asked. */
  roots: { ec: boolean; rsa: boolean; at: EpochMs } | null
  /** What can be asked of it now: connected, and known to its version. */
  can: { changeKey: boolean; raiseProfile: boolean; installRoot: boolean; requestCertificate: boolean; listRoots: boolean }
  /** How long its password may be. */
  keyLength: { least: number; most: number }
}

export const ownEvents = [
  'OldKeyReturned',
  'WrongPasswordRepeated',
  'CertificateRequestWaits',
  'RootCertificateExpires',
  'ServerCertificateExpires',
  'StationCertificateExpires',
] as const

/** A line of the inbox: events of a kind of one station, counted until somebody saw them. */
export interface SecurityItem {
  item: number
  /** Null: it is about Plugboard itself. */
  station: string | null
  stationName: string | null
  source: 'station' | 'plugboard'
  /** In the words of the standard, of the vendor, or of `ownEvents`; how often each came. */
  events: Record<string, number>
  isCritical: boolean
  count: number
  firstAt: EpochMs
  lastAt: EpochMs
  /** What was said with the last one. */
  info: string | null
  seen: { at: EpochMs; by: CommandSource; note: string } | null
}
