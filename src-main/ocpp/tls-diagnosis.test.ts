import { describe, expect, it } from 'vitest'
import { diagnoseTls, type TlsFailure } from './tls-diagnosis'
import { readHello } from './tls-hello'

const day = 86_400_000
const aCertificate = { names: ['depot.example', '*.site.example', '10.0.0.5'], validFrom: 0, validUntil: 10 * day, lacksIssuer: false }
const aFailure = (changes: Partial<TlsFailure> = {}): TlsFailure => ({
  reason: null,
  hello: { serverName: 'depot.example', offered: ['TLS 1.2'] },
  certificate: aCertificate,
  localAddress: '10.0.0.5',
  now: day,
  ...changes,
})

describe('C12, C13: which evidence of a broken TLS handshake leads to which diagnosis', () => {
  it.each<[string, Partial<TlsFailure>, string]>([
    ['unknown authority: our root is not in the charger', { reason: 'tlsv1 alert unknown ca' }, 'tls-unknown-ca'],
    ['unknown authority, and we send no intermediate', { reason: 'tlsv1 alert unknown ca', certificate: { ...aCertificate, lacksIssuer: true } }, 'tls-missing-intermediate'],
    ['bad certificate: the clock of the charger stands at 1970', { reason: 'ssl/tls alert bad certificate' }, 'tls-bad-certificate'],
    ['expired, though ours is valid: the clock or the root of the charger', { reason: 'sslv3 alert certificate expired' }, 'tls-certificate-expired'],
    ['ours has expired', { reason: 'sslv3 alert certificate expired', now: 11 * day }, 'tls-own-certificate-invalid'],
    ['ours is not valid yet', { reason: 'ssl/tls alert bad certificate', now: -day }, 'tls-own-certificate-invalid'],
    ['refused without a reason', { reason: 'sslv3 alert certificate unknown' }, 'tls-certificate-refused'],
    ['the name that was dialled is not in the certificate', { reason: 'sslv3 alert certificate unknown', hello: { serverName: 'other.example', offered: [] } }, 'tls-name-mismatch'],
    ['a wildcard stands for one label', { reason: 'sslv3 alert certificate unknown', hello: { serverName: 'a.site.example', offered: [] } }, 'tls-certificate-refused'],
    ['dialled by an address that is not in the certificate', { localAddress: '10.0.0.6', hello: { serverName: null, offered: [] } }, 'tls-name-mismatch'],
    ['dialled by an address that is', { hello: { serverName: null, offered: [] } }, 'tls-broken-off'],
    ['no cipher in common', { reason: 'no shared cipher' }, 'tls-no-shared-cipher'],
    ['handshake failure of the charger', { reason: 'sslv3 alert handshake failure' }, 'tls-no-shared-cipher'],
    ['only TLS 1.1', { reason: 'unsupported protocol' }, 'tls-version'],
    ['protocol version, said by the charger', { reason: 'tlsv1 alert protocol version' }, 'tls-version'],
    ['left without an alert', {}, 'tls-broken-off'],
    ['something else', { reason: 'decryption failed or bad record mac' }, 'tls-failed'],
  ])('%s', (_name, changes, outcome) => {
    expect(diagnoseTls(aFailure(changes))).toBe(outcome)
  })
})

describe('C14: a TLS hello', () => {
  /** A record with a hello of TLS 1.2 in its header, its extensions as given. */
  function aHello(extensions: Buffer): Buffer {
    const body = Buffer.concat([Buffer.from([3, 3]), Buffer.alloc(32), Buffer.from([0, 0, 2, 0, 47, 1, 0]), sized(extensions)])
    const handshake = Buffer.concat([Buffer.from([1, 0, 0, body.length]), body])
    return Buffer.concat([Buffer.from([0x16, 3, 1]), sized(handshake)])
  }
  const sized = (bytes: Buffer) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])
  const name = Buffer.concat([Buffer.from([0, 0]), sized(sized(Buffer.concat([Buffer.from([0]), sized(Buffer.from('depot.example'))])))])
  const supported = Buffer.from([0, 43, 0, 7, 6, 0x8a, 0x8a, 3, 4, 3, 3])

  it('tells the name that was dialled and the versions that are offered', () => {
    expect(readHello(aHello(Buffer.concat([name, supported])))).toEqual({ serverName: 'depot.example', offered: ['TLS 1.3', 'TLS 1.2'] })
    expect(readHello(aHello(Buffer.alloc(0)))).toEqual({ serverName: null, offered: ['TLS 1.2'] })
  })

  it('tells what it can of a piece, and nothing of something else', () => {
    const whole = aHello(Buffer.concat([name, supported]))
    for (let length = 0; length < whole.length; length++) expect(readHello(whole.subarray(0, length))?.serverName ?? null).toBeOneOf([null, expect.stringMatching(/^d?e?p?o?t?/)])
    expect(readHello(Buffer.from('GET / HTTP/1.1'))).toBeNull()
  })
})
