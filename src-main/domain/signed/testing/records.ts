import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** Meters of tests: keys made on the spot by OpenSSL, so that two implementations have to agree. */

const opensslNames: Record<string, string> = { secp192r1: 'prime192v1', secp256r1: 'prime256v1' }

export interface TestMeter {
  privateKey: KeyObject
  /** SubjectPublicKeyInfo, hexadecimal. */
  spki: string
  fingerprint: string
  algorithm: string
}

export function aMeter(curve = 'secp256r1'): TestMeter {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: opensslNames[curve] ?? curve })
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return {
    privateKey,
    spki: der.toString('hex'),
    fingerprint: createHash('sha256').update(der).digest('hex'),
    algorithm: `ECDSA-${curve}-SHA256`,
  }
}

export type Fields = Record<string, unknown>

/** A record of one reading at the begin, every field overridable; `reading` overrides the reading. */
export function aRecord(meter: TestMeter, { reading = {}, readings, ...fields }: Fields & { reading?: Fields; readings?: Fields[] } = {}): string {
  const payload = JSON.stringify({
    FV: '1.0', GI: 'Voltaris', GS: 'VT-1', PG: 'T1', MS: '4711', IS: true, IL: 'VERIFIED', IF: [], IT: 'ISO14443', ID: '04A2B9C1D27480',
    RD: readings ?? [{ TM: '2026-03-03T08:00:00,000+0000 S', TX: 'B', RV: 10.0, RI: '1-0:1.8.0', RU: 'kWh', EF: '', ST: 'G', ...reading }],
    ...fields,
  })
  return sealed(payload, meter)
}

export function sealed(payload: string, meter: TestMeter): string {
  const data = sign('sha256', Buffer.from(payload), meter.privateKey).toString('hex')
  return `OCMF|${payload}|${JSON.stringify({ SA: meter.algorithm, SD: data })}`
}
