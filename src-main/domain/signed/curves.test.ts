import { createHash, createPublicKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { curveNames } from './curves'
import { readOcmf } from './ocmf'
import { readPublicKey } from './public-key'
import { aMeter, aRecord } from './testing/records'
import { sealOf } from './verify'

function isSigned(text: string, key: string): boolean | null {
  const record = readOcmf(text)
  const seal = record && sealOf(record)
  const read = seal && readPublicKey(key, seal.curve)
  return seal && read ? seal.isBy(read) : null
}

describe.each(curveNames)('%s', (curve) => {
  const meter = aMeter(curve)
  const record = aRecord(meter)

  it('verifies what OpenSSL signed, whatever way the key is written', () => {
    const der = Buffer.from(meter.spki, 'hex')
    const point = createPublicKey({ key: der, format: 'der', type: 'spki' }).export({ format: 'der', type: 'spki' }).subarray(-2 * coordinate(meter.spki))
    const ways = {
      'SPKI in hex': meter.spki,
      'SPKI in capitals with blanks': meter.spki.toUpperCase().replace(/(..)/g, '$1 '),
      'SPKI in base64': der.toString('base64'),
      PEM: `-----BEGIN PUBLIC KEY-----\n${der.toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END PUBLIC KEY-----\n`,
      'the bare point': point.toString('hex'),
      'the point with its mark': `04${point.toString('hex')}`,
      'with the prefix of the alliance': `oca:base16:asn1:${meter.spki}`,
      'base64 of the prefixed text': Buffer.from(`oca:base16:asn1:${meter.spki}`).toString('base64'),
      'base64 of the hex': Buffer.from(meter.spki).toString('base64'),
    }
    for (const [way, key] of Object.entries(ways)) {
      expect(isSigned(record, key), way).toBe(true)
      expect(readPublicKey(key, curve)?.fingerprint, way).toBe(meter.fingerprint)
    }
  })

  it('refuses a changed payload, a changed signature and another key', () => {
    expect(isSigned(record.replace('"RV":10', '"RV":11'), meter.spki)).toBe(false)
    expect(isSigned(record.replace(/(.)"}$/, (_, last: string) => `${last === '0' ? '1' : '0'}"}`), meter.spki)).toBe(false)
    expect(isSigned(record, aMeter(curve).spki)).toBe(false)
  })
})

/** The two coordinates are the end of the key. */
function coordinate(spki: string): number {
  return spki.length / 2 < 80 ? 24 : spki.length / 2 < 100 ? 32 : 48
}

const beside = (spki: string) => spki.slice(0, -2) + (spki.endsWith('00') ? '01' : '00')

describe('keys', () => {
  it('has the fingerprint that OpenSSL prints', () => {
    const meter = aMeter()
    expect(readPublicKey(meter.spki)?.fingerprint).toBe(createHash('sha256').update(Buffer.from(meter.spki, 'hex')).digest('hex'))
  })

  it.each([
    ['no key at all', 'hello'],
    ['an empty text', ''],
    ['half a key', aMeter().spki.slice(0, 60)],
    ['a point beside the curve', beside(aMeter().spki)],
    ['a key of RSA', '30819f300d06092a864886f70d010101050003818d0030818902818100'],
  ])('reads no key out of %s', (_name, text) => {
    expect(readPublicKey(text, 'secp256r1')).toBeNull()
  })

  it('does not guess the curve of a bare point', () => {
    expect(readPublicKey(aMeter().spki.slice(-128))).toBeNull()
  })
})

describe('signatures', () => {
  it.each([
    ['all zero', '3006020100020100'],
    ['beyond the order of the curve', `3044022${'0'}${'f'.repeat(64)}0220${'f'.repeat(64)}`],
    ['longer than the curve', `304602${'22'}${'11'.repeat(34)}020101`],
    ['no DER', 'deadbeef'],
  ])('does not take one that is %s', (_name, data) => {
    const meter = aMeter()
    const text = aRecord(meter).replace(/"SD":"[0-9a-f]+"/, `"SD":"${data}"`)
    expect(isSigned(text, meter.spki)).not.toBe(true)
  })

  it('takes r and s one after the other', () => {
    const meter = aMeter()
    const record = aRecord(meter)
    const der = /"SD":"([0-9a-f]+)"/.exec(record)?.[1] ?? ''
    const bytes = Buffer.from(der, 'hex')
    const rLength = bytes[3] ?? 0
    const pad = (part: Buffer) => part.toString('hex').replace(/^00/, '').padStart(64, '0')
    const both = pad(bytes.subarray(4, 4 + rLength)) + pad(bytes.subarray(6 + rLength))
    expect(isSigned(record.replace(der, both), meter.spki)).toBe(true)
  })

  it.each(['RSA-2048-SHA256', 'ECDSA-secp521r1-SHA256', 'ECDSA-secp256r1-MD5', 'nonsense'])('does not know %s', (algorithm) => {
    const record = readOcmf(aRecord({ ...aMeter(), algorithm }))
    expect(record && sealOf(record)).toBeNull()
  })

  it('takes the names that meters use for a curve', () => {
    const meter = { ...aMeter('brainpoolP256r1'), algorithm: 'ECDSA-brainpool256r1-SHA256' }
    expect(isSigned(aRecord(meter), meter.spki)).toBe(true)
  })
})
