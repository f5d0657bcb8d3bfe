import type { CertificateFacts, CertificateUse, KeyKind, RequestFlaw } from '#contract/security'

/** Certificates as the central system needs them; `certificates/` has the real ones. Keys never leave it. */

export interface Certificate extends CertificateFacts {
  pem: string
}

/** What a listener with TLS shows: a certificate and its chain for each kind of key; `ca`: who may vouch for stations. */
export interface TlsMaterial {
  cert: string[]
  key: string[]
  ca?: string[]
}

/** What a request for a certificate says of its owner, once its signature and its key were found good. */
export interface RequestFacts {
  commonName: string | null
  organisation: string | null
  key: KeyKind
  bits: number
}

export type ReadRequest = { facts: RequestFacts; flaw: null } | { facts: null; flaw: Extract<RequestFlaw, 'unreadable' | 'signature' | 'weak-key'> }

/** As a station names a certificate that it has installed (SHA-256 alone; all stations know it). */
export interface CertificateHash {
  issuerNameHash: string
  issuerKeyHash: string
  serialNumber: string
}

export interface CertificateAuthority {
  /** False until the first use made them. */
  hasRoots(): boolean
  /** One for each kind of key: a station that knows one kind alone can still check the whole chain. */
  roots(): Promise<Record<KeyKind, Certificate>>
  hashOf(pem: string): CertificateHash
  /** Issued anew where the names are others, or the end is near. The first name becomes the common name. */
  server(names: readonly string[]): Promise<{ certificates: Record<KeyKind, Certificate>; material: TlsMaterial }>
  readRequest(text: string): ReadRequest
  /** A certificate for the key of the request. @throws when the request is not one that `readRequest` found good */
  issue(request: string, use: CertificateUse): Promise<{ certificate: Certificate; chain: string }>
  /** Of PEM text, the first one leads. @throws when it holds none */
  read(pem: string): Certificate[]
}
