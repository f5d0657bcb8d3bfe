import 'reflect-metadata'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, connect, type ConnectionOptions } from 'node:tls'
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createAuthority } from './authority'
import type { CryptoKeys } from './keys'

const DAY_MS = 86_400_000

function anAuthority(clock = { now: Date.now() }) {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-authority-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const open = () => createAuthority(join(directory, 'certificates'), () => clock.now)
  return { directory: join(directory, 'certificates'), open, authority: open() }
}

const algorithms = {
  ec: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  rsa: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]), modulusLength: 2048 },
}

async function aRequest(name: string, algorithm: (typeof algorithms)['ec'] | (typeof algorithms)['rsa'] = algorithms.ec) {
  // Both algorithms make pairs.
  const keys = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeys
  return (await Pkcs10CertificateRequestGenerator.create({ name, keys, signingAlgorithm: algorithm })).toString('pem')
}

describe('the authority', () => {
  it('makes its roots once, for its user alone, and knows them after a restart', async () => {
    const { authority, open, directory } = anAuthority()
    expect(authority.hasRoots()).toBe(false)
    const [roots, again] = await Promise.all([authority.roots(), authority.roots()])
    expect(again).toEqual(roots)
    expect(await open().roots()).toEqual(roots)
    expect(statSync(directory).mode & 0o777).toBe(0o700)
    for (const file of ['root-ec.key', 'root-rsa.key', 'root-ec.crt']) {
      expect(statSync(join(directory, file)).mode & 0o777).toBe(0o600)
    }
    expect(authority.hashOf(roots.ec.pem)).toMatchObject({ issuerNameHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
  })

  it.each([
    ['ECDHE-ECDSA-AES128-GCM-SHA256', 'ec'],
    ['ECDHE-ECDSA-AES256-GCM-SHA384', 'ec'],
    ['AES128-GCM-SHA256', 'rsa'],
    ['AES256-GCM-SHA384', 'rsa'],
  ] as const)('C13: serves the suite %s, whose chain a station can check with the %s root', async (ciphers, kind) => {
    const { authority } = anAuthority()
    const { material } = await authority.server(['depot.local', '127.0.0.1'])
    const server = createServer(material, (socket) => socket.end())
    onTestFinished(() => void server.close())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const ca = (await authority.roots())[kind].pem
    const options: ConnectionOptions = { host: '127.0.0.1', port: port ?? 0, ca, ciphers, maxVersion: 'TLSv1.2', servername: 'depot.local' }
    const suite = await new Promise((resolve, reject) => {
      const socket = connect(options, () => {
        resolve({ name: socket.getCipher().name, isTrusted: socket.authorized })
        socket.end()
      }).once('error', reject)
    })
    expect(suite).toEqual({ name: ciphers, isTrusted: true })
  })

  it('issues the server anew for other names and before its end, and not otherwise', async () => {
    const clock = { now: Date.now() }
    const { authority } = anAuthority(clock)
    const serverOf = async (names: string[]) => (await authority.server(names)).certificates.ec
    const names = ['depot.local', '192.168.1.5', 'fd00::5']
    const first = await serverOf(names)
    expect(first).toMatchObject({ commonName: 'depot.local', names: ['depot.local', '192.168.1.5', 'FD00:0:0:0:0:0:0:5'] })
    expect((await serverOf(names)).fingerprint).toBe(first.fingerprint)
    expect((await serverOf(['other.local'])).commonName).toBe('other.local')
    const second = await serverOf(names)
    clock.now += 340 * DAY_MS
    const third = await serverOf(names)
    expect(third.notAfter - clock.now).toBeGreaterThan(300 * DAY_MS)
    expect(third.fingerprint).not.toBe(second.fingerprint)
  })

  it.each(['ec', 'rsa'] as const)('issues a certificate for the %s key of a request, signed by the root of that kind', async (kind) => {
    const { authority } = anAuthority()
    const request = await aRequest('CN=SERIAL-1, O=Depot', algorithms[kind])
    expect(authority.readRequest(request)).toMatchObject({ flaw: null, facts: { commonName: 'SERIAL-1', organisation: 'Depot', key: kind } })
    const { certificate, chain } = await authority.issue(request, 'station')
    expect(certificate).toMatchObject({ commonName: 'SERIAL-1', key: kind, issuer: (await authority.roots())[kind].subject })
    expect(authority.read(chain)).toHaveLength(2)
  })

  it.each([
    ['a weak key', async () => aRequest('CN=A', { ...algorithms.rsa, modulusLength: 1024 }), 'weak-key'],
    ['text that is no request', () => Promise.resolve('nonsense'), 'unreadable'],
    ['an empty text', () => Promise.resolve(''), 'unreadable'],
    ['a name that was changed after signing', async () => tampered(await aRequest('CN=AAAAAA')), 'signature'],
  ])('refuses %s', async (_what, request, flaw) => {
    expect(anAuthority().authority.readRequest(await request())).toEqual({ facts: null, flaw })
  })

  it('reads a request without armour, or with its line ends as text', async () => {
    const { authority } = anAuthority()
    const request = await aRequest('CN=A')
    for (const odd of [request.replace(/-----.*-----/g, ''), request.replaceAll('\n', '\\n'), request.replaceAll('\n', '\r\n')]) {
      expect(authority.readRequest(odd)).toMatchObject({ flaw: null, facts: { commonName: 'A' } })
    }
  })
})

function tampered(request: string): string {
  const bytes = Buffer.from(request.replace(/-----.*-----/g, ''), 'base64')
  const at = bytes.indexOf('AAAAAA')
  bytes[at] = 0x42
  return bytes.toString('base64')
}
