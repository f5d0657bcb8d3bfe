import 'reflect-metadata'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BasicConstraintsExtension, PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509'
import { expect, it, onTestFinished } from 'vitest'
import { rawStation } from './raw-station'
import { eventually, openStage, rowsOf } from './story'

/** A certificate of the user's own, as two files. */
async function aCertificate() {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-tls-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=localhost',
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 400 * 86_400_000),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }]),
    ],
  })
  const certFile = join(directory, 'cert.pem')
  const keyFile = join(directory, 'key.pem')
  writeFileSync(certFile, certificate.toString('pem'))
  writeFileSync(keyFile, PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY'))
  return { certFile, keyFile, ca: certificate.toString('pem') }
}

it('both listeners serve at once; over TLS a station is shown as secure', async () => {
  const { certFile, keyFile, ca } = await aCertificate()
  const stage = await openStage({ tls: { host: '127.0.0.1', port: 0, certFile, keyFile } })
  const url = `wss://localhost:${stage.core.tlsPort}`
  await stage.register('SAFE-1')
  await stage.client.stations.setPassword({ station: 'SAFE-1', password: 'correct horse' })
  const authorization = (password: string) => ({ authorization: `Basic ${btoa(`SAFE-1:${password}`)}` })

  await expect(
    rawStation(stage, { identity: 'SAFE-1', url, client: { ca, headers: authorization('wrong horse') } }),
  ).rejects.toMatchObject({ status: 401 })
  const safe = await rawStation(stage, { identity: 'SAFE-1', url, client: { ca, headers: authorization('correct horse') } })
  const plain = await rawStation(stage, { identity: 'PLAIN-1' })
  expect(await safe.boot()).toMatchObject({ status: 'Accepted' })
  expect(await plain.boot()).toMatchObject({ status: 'Accepted' })
  expect(await stage.station('SAFE-1')).toMatchObject({ link: 'up', secure: true, authenticated: true })
  expect(await stage.station('PLAIN-1')).toMatchObject({ link: 'up', secure: false, authenticated: false })
  const addresses = (await stage.client.app.info()).stationAddresses
  expect(addresses.map(({ secure }) => secure)).toEqual(expect.arrayContaining([true, false]))
})

it('C13, C14: what fails before the handshake is a line in the log as well', async () => {
  const { certFile, keyFile } = await aCertificate()
  const stage = await openStage({ tls: { host: '127.0.0.1', port: 0, certFile, keyFile } })
  const outcomes = async () => (await rowsOf(stage.client.handshakes.watch())).map(({ outcome }) => outcome).sort()
  // A station that does not trust the certificate, TLS to the plain port, and no TLS to the other.
  await expect(rawStation(stage, { url: `wss://localhost:${stage.core.tlsPort}` })).rejects.toThrow()
  await expect(rawStation(stage, { url: `wss://localhost:${stage.core.ocppPort}` })).rejects.toThrow()
  await expect(rawStation(stage, { url: `ws://127.0.0.1:${stage.core.tlsPort}` })).rejects.toThrow()
  await eventually(outcomes).toEqual(expect.arrayContaining(['plain-on-tls-port', 'tls-on-plain-port']))
})
