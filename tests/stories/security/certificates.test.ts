import { connect } from 'node:tls'
import { describe, expect, it } from 'vitest'
import type { Version } from '../../../src-main/simulator/station-plan'
import { answering, rawStation } from '../raw-station'
import { eventually, rowsOf } from '../story'
import { aForeignCertificate, anEcKey, aSigningRequest, pemOf } from './requests'
import { secureStage } from './secure-stage'

const boots = { chargePointVendor: 'V', chargePointModel: 'M', chargePointSerialNumber: 'SN-77' }

describe('TLS', () => {
  it.each(['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'AES128-GCM-SHA256', 'AES256-GCM-SHA384'])(
    'a station that knows %s alone is served over it',
    async (ciphers) => {
      const stage = await secureStage(['tls'])
      const client = { ca: stage.ca, ciphers, maxVersion: 'TLSv1.2' as const }
      const station = await rawStation(stage, { url: stage.at('tls'), client })
      expect(await station.boot()).toMatchObject({ status: 'Accepted' })
      expect(await stage.station()).toMatchObject({ link: 'up', secure: true })
    },
  )

  it('C12: an old station is served on the listener for TLS 1.0 and 1.1, and nowhere else', async () => {
    const stage = await secureStage(['tls', 'legacy'])
    const client = { ca: stage.ca, minVersion: 'TLSv1.1' as const, maxVersion: 'TLSv1.1' as const, ciphers: 'DEFAULT:@SECLEVEL=0' }
    await expect(rawStation(stage, { url: stage.at('tls'), client })).rejects.toThrow()
    await eventually(stage.outcomes).toEqual([expect.stringContaining('tls-version')])
    const station = await rawStation(stage, { url: stage.at('legacy'), client })
    expect(await station.boot()).toMatchObject({ status: 'Accepted' })
    expect(await stage.security('RAW-1')).toMatchObject({ listener: 'legacy', profile: 0 })
  })

  it('C13: the whole chain is served, and for another name while the others are connected', async () => {
    const stage = await secureStage(['tls'])
    const station = await rawStation(stage, { url: stage.at('tls'), client: { ca: stage.ca } })
    await stage.client.security.choose({ names: ['depot.example.org'] })
    const shown = await new Promise<{ name: unknown; root: unknown }>((resolve, reject) => {
      const socket = connect({ port: stage.core.tlsPort ?? 0, host: '127.0.0.1', ca: stage.ca, servername: 'depot.example.org' }, () => {
        const certificate = socket.getPeerCertificate(true)
        resolve({ name: certificate.subject.CN, root: certificate.issuerCertificate.subject.O })
        socket.end()
      }).once('error', reject)
    })
    expect(shown).toEqual({ name: 'depot.example.org', root: 'Plugboard' })
    expect(station.isOpen()).toBe(true)
  })

  it('a listener is switched off and on while the others serve', async () => {
    const stage = await secureStage(['tls'])
    const plain = await rawStation(stage, { identity: 'PLAIN-1' })
    const secure = await rawStation(stage, { identity: 'SAFE-1', url: stage.at('tls'), client: { ca: stage.ca } })
    await stage.client.security.setListener({ kind: 'tls', isOn: false })
    await eventually(() => secure.isOpen()).toBe(false)
    expect(plain.isOpen()).toBe(true)
    expect(stage.core.tlsPort).toBeNull()
    await stage.client.security.setListener({ kind: 'tls', isOn: true })
    const again = await rawStation(stage, { identity: 'SAFE-1', url: stage.at('tls'), client: { ca: stage.ca } })
    expect(again.isOpen()).toBe(true)
  })
})

describe('mutual TLS', () => {
  it('refuses a station without a certificate, with a foreign one, and with one of another station, and says which', async () => {
    const stage = await secureStage()
    await stage.register('CP-1')
    await stage.client.security.choose({ signing: 'automatic' })
    const other = await aStationCertificate(stage, 'CP-2')
    const knock = (client: object) => rawStation(stage, { identity: 'CP-1', url: stage.at('mutual'), client: { ca: stage.ca, ...client } })
    await expect(knock({})).rejects.toMatchObject({ status: 403 })
    await expect(knock(await aForeignCertificate('CN=CP-1'))).rejects.toMatchObject({ status: 403 })
    await expect(knock(other)).rejects.toMatchObject({ status: 403 })
    await eventually(stage.outcomes).toEqual([
      expect.stringContaining('foreign-client-certificate: the certificate is of "CP-2", the identity is CP-1') as string,
      expect.stringMatching(/untrusted-client-certificate: (DEPTH_ZERO_)?SELF_SIGNED_CERT.* issued by CN=CP-1/) as string,
      'no-client-certificate: no certificate was shown',
    ])
  })

  it('lets a station in that an imported authority vouches for', async () => {
    const stage = await secureStage()
    const foreign = await aForeignCertificate('CN=CP-1')
    await stage.client.security.addAuthority({ pem: foreign.cert })
    const station = await rawStation(stage, { identity: 'CP-1', url: stage.at('mutual'), client: { ca: stage.ca, ...foreign } })
    expect(station.isOpen()).toBe(true)
    expect(await stage.security('CP-1')).toMatchObject({ profile: 3, listener: 'mutual', certificate: { commonName: 'CP-1', isInUse: true } })
    await expect(stage.client.security.addAuthority({ pem: 'nonsense' })).rejects.toMatchObject({ code: 'NO_AUTHORITY' })
  })

  it.each(['1.6', '2.0.1', '2.1'] as const)('a station of OCPP %s asks for a certificate, gets it, and comes back with it', async (version) => {
    const stage = await secureStage()
    await stage.client.security.choose({ signing: 'automatic', organisation: 'Depot' })
    const owned = await aStationCertificate(stage, 'CP-1', version)
    const back = await rawStation(stage, { identity: 'CP-1', version, url: stage.at('mutual'), client: { ca: stage.ca, ...owned } })
    expect(await back.boot()).toMatchObject({ status: 'Accepted' })
    expect(await stage.security('CP-1')).toMatchObject({ profile: 3, certificate: { commonName: 'CP-1', isInUse: true } })
    expect(await rowsOf(stage.client.security.watchRequests())).toMatchObject([{ station: 'CP-1', state: 'installed', answer: 'Accepted', decidedBy: null }])
  })
})

describe('a request for a certificate', () => {
  it('waits for a person where that is set, and is answered by the serial number as well', async () => {
    const stage = await secureStage([])
    const station = await rawStation(stage, { identity: 'CP-1' })
    await station.call('BootNotification', boots)
    const asked = answering(station, { CertificateSigned: () => ({ status: 'Rejected' }) })
    const csr = await aSigningRequest('CN=SN-77', await anEcKey())
    expect(await station.call('SignCertificate', { csr })).toEqual({ status: 'Accepted' })
    await eventually(stage.inbox).toEqual(['CP-1 CertificateRequestWaits 1'])
    expect(asked).toEqual([])
    const [row] = await rowsOf(stage.client.security.watchRequests())
    expect(row).toMatchObject({ state: 'waiting', commonName: 'SN-77', key: 'ec', bits: 256 })
    await stage.client.security.grant({ request: row?.request ?? 0 })
    await eventually(async () => (await rowsOf(stage.client.security.watchRequests()))[0]).toMatchObject({ state: 'declined', answer: 'Rejected' })
    expect(asked).toHaveLength(1)
    expect(await stage.inbox()).toEqual([])
    await expect(stage.client.security.grant({ request: row?.request ?? 0 })).rejects.toMatchObject({ code: 'REQUEST_NOT_WAITING' })
  })

  it.each([
    ['the name of another station', 'CN=CP-9, O=Depot', 'name'],
    ['another operator', 'CN=CP-1, O=Elsewhere', 'organisation'],
  ])('is rejected for %s, and says why', async (_what, name, flaw) => {
    const stage = await secureStage([])
    await stage.client.security.choose({ organisation: 'Depot', signing: 'automatic' })
    const station = await rawStation(stage, { identity: 'CP-1' })
    await station.boot()
    expect(await station.call('SignCertificate', { csr: await aSigningRequest(name, await anEcKey()) })).toEqual({ status: 'Rejected' })
    expect(await rowsOf(stage.client.security.watchRequests())).toMatchObject([{ state: 'refused', flaw }])
  })

  it('that was signed while the station was away is delivered when it is back, and the newest one counts', async () => {
    const stage = await secureStage([])
    const station = await rawStation(stage, { identity: 'CP-1' })
    await station.boot()
    await station.call('SignCertificate', { csr: await aSigningRequest('CN=CP-1', await anEcKey()) })
    await station.call('SignCertificate', { csr: await aSigningRequest('CN=CP-1', await anEcKey()) })
    station.socket.terminate()
    await eventually(async () => (await stage.station()).link).toBe('down')
    const rows = await rowsOf(stage.client.security.watchRequests())
    expect(rows.map(({ state }) => state)).toEqual(['waiting', 'superseded'])
    await stage.client.security.grant({ request: rows[0]?.request ?? 0 })
    const back = await rawStation(stage, { identity: 'CP-1' })
    const asked = answering(back, { CertificateSigned: () => ({ status: 'Accepted' }) })
    await back.boot()
    await eventually(() => asked.length).toBe(1)
  })
})

type SecureStage = Awaited<ReturnType<typeof secureStage>>

/** Asks for it over the plain port, as a station does that is being commissioned. */
async function aStationCertificate(stage: SecureStage, identity: string, version: Version = '1.6') {
  const station = await rawStation(stage, { identity, version })
  await station.boot()
  const asked = answering(station, { CertificateSigned: () => ({ status: 'Accepted' }) })
  const keys = await anEcKey()
  const csr = await aSigningRequest(`CN=${identity}, O=Depot`, keys)
  const more = { '1.6': {}, '2.0.1': { certificateType: 'ChargingStationCertificate' }, '2.1': { certificateType: 'ChargingStationCertificate', requestId: 7 } }
  expect(await station.call('SignCertificate', { csr, ...more[version] })).toEqual({ status: 'Accepted' })
  await eventually(() => asked.length).toBe(1)
  const { certificateChain, ...also } = asked[0]?.payload ?? {}
  expect(also).toEqual(more[version])
  return { cert: String(certificateChain), key: await pemOf(keys) }
}
