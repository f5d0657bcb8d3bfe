import type {
  CertificateFacts,
  CertificateRequestRow,
  CertificateUse,
  KeyKind,
  ListenerKind,
  RequestFlaw,
  SecurityChoices,
  SecurityItem,
} from '#contract/security'

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

/** The ports for stations, opened and closed while the others serve on. */
export interface StationPorts {
  /** Returns the port in use. @throws the error of the system, with its `code` */
  open(kind: ListenerKind, tls: TlsMaterial | null): Promise<number>
  renew(kind: ListenerKind, tls: TlsMaterial): void
  /** With the connections that came through it. */
  shut(kind: ListenerKind): Promise<void>
}

/** Passwords of a station beside the one that counts. */
export interface StationKeys {
  station: string
  /** When the one that counts was set or came first. */
  since: number | null
  /** Accepted by the station; it counts once the station came with it. */
  pendingHash: string | null
  pendingSince: number | null
  /** Must not come back (2.0.1 A01). */
  retiredHash: string | null
}

/** A certificate of the requests' table with its texts. */
export interface StoredRequest extends Omit<CertificateRequestRow, 'stationName'> {
  /** As the station wrote it. */
  text: string
  requestId: number | null
  chain: string | null
}

export type StoredItem = Omit<SecurityItem, 'stationName'> & { kind: string }

/** A security event on its way to the inbox. Station empty: about Plugboard itself. */
export interface NewSecurityEvent {
  station: string
  event: string
  kind: string
  at: number
  info: string | null
  isCritical: boolean
  source: 'station' | 'plugboard'
}

export interface StoredChoices extends SecurityChoices {
  listeners: Partial<Record<ListenerKind, boolean>>
}

/** What is kept of keys, certificates and events. Writing throws StorageFullError. */
export interface SecurityStore {
  choices(): Partial<StoredChoices>
  saveChoices(changed: Partial<StoredChoices>): void
  keys(): StationKeys[]
  /** With the password that counts from now on. */
  saveKeys(keys: StationKeys, passwordHash: string | null): void
  /** Those that nobody saw, and the latest others. */
  items(): StoredItem[]
  openItem(station: string, kind: string): StoredItem | null
  acknowledge(item: number, seen: NonNullable<SecurityItem['seen']>): void
  requests(): StoredRequest[]
  newestRequests(station: string): StoredRequest[]
  saveRequest(request: StoredRequest): void
  authorities(): string[]
  addAuthority(fingerprint: string, pem: string, at: number): void
  removeAuthority(fingerprint: string): void
  roots(): { station: string; ec: boolean; rsa: boolean; at: number }[]
  saveRoots(roots: { station: string; ec: boolean; rsa: boolean; at: number }): void
}
