import 'reflect-metadata'
import { isIP } from 'node:net'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type JsonGeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  type PublicKeyType,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import type { CertificateUse, KeyKind } from '#contract/security'
import type { Certificate, CertificateAuthority } from '../app/security-ports'
import { hashOf, readCertificates } from './certificate-facts'
import { parseRequest, readRequest } from './certificate-request'
import { createKeyFolder } from './key-folder'
import { makeKeys, readSigningKey, type SigningKey, signingAlgorithms, writeKey } from './keys'

const DAY_MS = 86_400_000
const ROOT_DAYS = 20 * 365
const SERVER_DAYS = 397
/** Earlier than the warning at 30 days: a warning means that renewing did not work. */
const RENEWED_BEFORE_DAYS = 60
const STATION_DAYS = 2 * 365
/**
 * Stations come from the factory with old clocks, and learn the time only once they are connected (quirk B07). As far
 * back as a station's time is believed at all.
 */
const NOT_BEFORE = Date.UTC(2015, 0, 1)

const kinds = ['ec', 'rsa'] as const

interface Signer {
  certificate: Certificate
  key: SigningKey
  kind: KeyKind
}

/** The certificate authority of this installation. Its keys are files in `directory`, for the user alone. */
export function createAuthority(directory: string, now: () => number): CertificateAuthority {
  const files = createKeyFolder(directory)
  let signers: Promise<Record<KeyKind, Signer>> | null = null

  /** Made once, also when two ask at the same time. */
  const ready = () => (signers ??= forBoth(signerOf))

  async function signerOf(kind: KeyKind): Promise<Signer> {
    const name = `root-${kind}`
    const stored = files.read(name) ?? files.write(name, await newRoot(kind))
    const [certificate] = readCertificates(stored.certificate)
    if (!certificate) throw new Error(`${name} holds no certificate`)
    return { kind, certificate, key: await readSigningKey(kind, stored.key) }
  }

  async function newRoot(kind: KeyKind) {
    const pair = await makeKeys(kind, { isRoot: true })
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name: `CN=Plugboard root ${kind === 'ec' ? 'EC' : 'RSA'} ${new Date(now()).toISOString().slice(0, 10)}, O=Plugboard`,
      ...validFor(ROOT_DAYS),
      signingAlgorithm: signingAlgorithms[kind],
      keys: pair.keys,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(pair.keys.publicKey),
      ],
    })
    return { certificate: `${certificate.toString('pem')}\n`, key: await writeKey(pair) }
  }

  const validFor = (days: number) => ({ notBefore: new Date(NOT_BEFORE), notAfter: new Date(now() + days * DAY_MS) })

  async function serverOf(signer: Signer, names: readonly string[]) {
    const name = `server-${signer.kind}`
    const stored = files.read(name)
    const current = stored && readCertificates(stored.certificate)[0]
    const isGood =
      current && String(current.names) === String(names.map(plainName)) &&
      current.issuer === signer.certificate.subject && current.notAfter - now() > RENEWED_BEFORE_DAYS * DAY_MS
    const entry = stored && isGood ? stored : files.write(name, await newServer(signer, names))
    const [certificate] = readCertificates(entry.certificate)
    if (!certificate) throw new Error(`${name} holds no certificate`)
    // Stations whose store holds no root at all at least show whose it is (quirk C13).
    return { certificate, cert: entry.certificate + signer.certificate.pem, key: entry.key }
  }

  async function newServer(signer: Signer, names: readonly string[]) {
    const pair = await makeKeys(signer.kind, { isRoot: false })
    const transport = signer.kind === 'rsa' ? KeyUsageFlags.keyEncipherment : 0
    const certificate = await signed(signer, {
      subject: [{ CN: [names[0] ?? 'localhost'] }, { O: ['Plugboard'] }],
      publicKey: pair.keys.publicKey,
      days: SERVER_DAYS,
      usage: KeyUsageFlags.digitalSignature | transport,
      purposes: [ExtendedKeyUsage.serverAuth],
      names: names.map((name): JsonGeneralName => ({ type: isIP(name) ? 'ip' : 'dns', value: name })),
    })
    return { certificate, key: await writeKey(pair) }
  }

  async function signed(
    signer: Signer,
    leaf: {
      subject: string | Record<string, string[]>[]
      publicKey: PublicKeyType
      days: number
      usage: KeyUsageFlags
      purposes: string[]
      names: JsonGeneralName[]
    },
  ): Promise<string> {
    const root = new X509Certificate(signer.certificate.pem)
    const certificate = await X509CertificateGenerator.create({
      subject: leaf.subject,
      issuer: root.subjectName.toJSON(),
      publicKey: leaf.publicKey,
      signingKey: signer.key,
      signingAlgorithm: signingAlgorithms[signer.kind],
      ...validFor(leaf.days),
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(leaf.usage, true),
        new ExtendedKeyUsageExtension(leaf.purposes),
        await AuthorityKeyIdentifierExtension.create(root.publicKey),
        await SubjectKeyIdentifierExtension.create(leaf.publicKey),
        ...(leaf.names.length > 0 ? [new SubjectAlternativeNameExtension(leaf.names)] : []),
      ],
    })
    return `${certificate.toString('pem')}\n`
  }

  return {
    hasRoots: () => files.has('root-ec'),
    async roots() {
      const { ec, rsa } = await ready()
      return { ec: ec.certificate, rsa: rsa.certificate }
    },
    hashOf,
    async server(names) {
      const both = await ready()
      const made = await forBoth((kind) => serverOf(both[kind], names))
      return {
        certificates: { ec: made.ec.certificate, rsa: made.rsa.certificate },
        material: { cert: kinds.map((kind) => made[kind].cert), key: kinds.map((kind) => made[kind].key) },
      }
    },
    readRequest,
    async issue(text, use) {
      const { facts } = readRequest(text)
      if (!facts) throw new Error('the request was not found good')
      const signer = (await ready())[facts.key]
      const request = parseRequest(text)
      const pem = await signed(signer, {
        subject: request.subjectName.toJSON(),
        publicKey: request.publicKey,
        days: STATION_DAYS,
        usage: KeyUsageFlags.digitalSignature | KeyUsageFlags.keyAgreement,
        purposes: purposesOf(use),
        names: [],
      })
      const [certificate] = readCertificates(pem)
      if (!certificate) throw new Error('nothing was issued')
      return { certificate, chain: pem + signer.certificate.pem }
    },
    read: readCertificates,
  }
}

/** A station is the server of the vehicle (ISO 15118-2), and our client. */
const purposesOf = (use: CertificateUse) => [use === 'station' ? ExtendedKeyUsage.clientAuth : ExtendedKeyUsage.serverAuth]

/** As OpenSSL writes an address in a certificate: that of IPv6 is long and in capitals. */
function plainName(name: string): string {
  if (isIP(name) !== 6) return name
  const [head = '', tail = ''] = name.split('::')
  const groups = (part: string) => part.split(':').filter(Boolean)
  const zeros = Array.from({ length: 8 - groups(head).length - groups(tail).length }, () => '0')
  const all = name.includes('::') ? [...groups(head), ...zeros, ...groups(tail)] : groups(name)
  return all.map((group) => Number.parseInt(group, 16).toString(16).toUpperCase()).join(':')
}

async function forBoth<T>(make: (kind: KeyKind) => Promise<T>): Promise<Record<KeyKind, T>> {
  const [ec, rsa] = await Promise.all([make('ec'), make('rsa')])
  return { ec, rsa }
}
