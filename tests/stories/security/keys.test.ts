import { describe, expect, it } from 'vitest'
import { answering, rawStation } from '../raw-station'
import { eventually, rowsOf } from '../story'
import { secureStage } from './secure-stage'

const old = 'old-password-0001'
const fresh = 'new-password-0002'

const credentials = (identity: string, password: string | Buffer) => ({
  headers: { authorization: `Basic ${Buffer.concat([Buffer.from(`${identity}:`), Buffer.from(password)]).toString('base64')}` },
})

describe('a new key', () => {
  it.each([
    ['1.6', 'ChangeConfiguration', { status: 'Accepted' }, { key: 'AuthorizationKey', value: Buffer.from(fresh).toString('hex') }],
    [
      '2.0.1',
      'SetVariables',
      { setVariableResult: [{ attributeStatus: 'Accepted', component: { name: 'SecurityCtrlr' }, variable: { name: 'BasicAuthPassword' } }] },
      { setVariableData: [{ component: { name: 'SecurityCtrlr' }, variable: { name: 'BasicAuthPassword' }, attributeValue: fresh }] },
    ],
  ] as const)('of a station of OCPP %s counts beside the old one until it came with it, then the old one is gone', async (version, action, answer, payload) => {
    const stage = await secureStage([])
    await stage.register('CP-1')
    await stage.client.stations.setPassword({ station: 'CP-1', password: old })
    const come = (password: string | Buffer) => rawStation(stage, { identity: 'CP-1', version, client: credentials('CP-1', password) })
    const station = await come(old)
    await station.boot()
    const asked = answering(station, { [action]: () => answer })
    expect(await stage.client.security.changeKey({ station: 'CP-1', password: fresh })).toMatchObject({ outcome: 'accepted' })
    expect(asked).toEqual([{ action, payload }])
    expect(await stage.security('CP-1')).toMatchObject({ pendingSince: stage.clock.now() })
    expect((await come(old)).isOpen()).toBe(true)
    // As hexadecimal text or as the bytes (quirk C15).
    expect((await come(version === '1.6' ? Buffer.from(fresh).toString('hex') : fresh)).isOpen()).toBe(true)
    expect(await stage.security('CP-1')).toMatchObject({ pendingSince: null, profile: 1 })
    await expect(come(old)).rejects.toMatchObject({ status: 401 })
    await eventually(stage.inbox).toEqual(['CP-1 OldKeyReturned 1'])
    const text = JSON.stringify([await stage.trace(), await rowsOf(stage.client.stations.watchCommands({ station: 'CP-1' }))])
    expect(text).not.toContain(fresh)
    expect(text).not.toContain(Buffer.from(fresh).toString('hex'))
  })

  it('that the station refuses changes nothing', async () => {
    const stage = await secureStage([])
    const station = await rawStation(stage, { identity: 'CP-1' })
    await station.boot()
    answering(station, { ChangeConfiguration: () => ({ status: 'NotSupported' }) })
    expect(await stage.client.security.changeKey({ station: 'CP-1', password: fresh })).toMatchObject({ outcome: 'rejected', answer: 'NotSupported' })
    expect(await stage.security('CP-1')).toMatchObject({ hasPassword: false, pendingSince: null })
  })

  it('is as long as the version allows', async () => {
    const stage = await secureStage([])
    const station = await rawStation(stage, { identity: 'CP-1' })
    await station.boot()
    await expect(stage.client.security.changeKey({ station: 'CP-1', password: 'x'.repeat(21) })).rejects.toMatchObject({
      code: 'KEY_LENGTH',
      data: { least: 16, most: 20 },
    })
  })

  it('survives a restart between the answer and the reconnect', async () => {
    const stage = await secureStage([])
    const station = await rawStation(stage, { identity: 'CP-1' })
    await station.boot()
    answering(station, { ChangeConfiguration: () => ({ status: 'Accepted' }) })
    await stage.client.security.changeKey({ station: 'CP-1', password: fresh })
    await stage.restart()
    await rawStation(stage, { identity: 'CP-1', client: credentials('CP-1', fresh) })
    await expect(rawStation(stage, { identity: 'CP-1' })).rejects.toMatchObject({ status: 401 })
  })

  it('is asked for again when the command is repeated from its record', async () => {
    const stage = await secureStage([])
    const station = await rawStation(stage, { identity: 'CP-1' })
    await station.boot()
    answering(station, { ChangeConfiguration: () => ({ status: 'Accepted' }) })
    const payload = { key: 'AuthorizationKey', value: Buffer.from(fresh).toString('hex') }
    const sent = await stage.ask({ kind: 'raw', action: 'ChangeConfiguration', payload }, 'CP-1')
    await expect(stage.ask(sent.request, 'CP-1')).rejects.toMatchObject({ code: 'SECRET_NOT_KEPT' })
  })
})

describe('a security profile', () => {
  it('that is set for a station is never lowered by a connection', async () => {
    const stage = await secureStage(['tls'])
    await stage.register('CP-1')
    await stage.client.stations.setPassword({ station: 'CP-1', password: old })
    await stage.client.security.setMinimumProfile({ station: 'CP-1', profile: 2 })
    const client = credentials('CP-1', old)
    await expect(rawStation(stage, { identity: 'CP-1', client })).rejects.toMatchObject({ status: 403 })
    expect(await stage.outcomes()).toEqual(['profile-too-low: profile 2 is set for it, this port offers at most profile 1'])
    const station = await rawStation(stage, { identity: 'CP-1', url: stage.at('tls'), client: { ...client, ca: stage.ca } })
    expect(station.isOpen()).toBe(true)
    expect(await stage.security('CP-1')).toMatchObject({ profile: 2, minimumProfile: 2 })
  })

  it('is raised in 1.6 by its key, and holds once the station came with it', async () => {
    const stage = await secureStage(['tls'])
    await stage.register('CP-1')
    await stage.client.stations.setPassword({ station: 'CP-1', password: old })
    const client = credentials('CP-1', old)
    const station = await rawStation(stage, { identity: 'CP-1', client })
    await station.boot()
    const asked = answering(station, { ChangeConfiguration: () => ({ status: 'Accepted' }) })
    const order = { station: 'CP-1', profile: 2 as const, url: stage.at('tls'), isWireless: false }
    expect(await stage.client.security.raiseProfile(order)).toMatchObject([{ outcome: 'accepted' }])
    expect(asked[0]?.payload).toEqual({ key: 'SecurityProfile', value: '2' })
    expect(await stage.security('CP-1')).toMatchObject({ raisingTo: 2, minimumProfile: 0 })
    await rawStation(stage, { identity: 'CP-1', url: stage.at('tls'), client: { ...client, ca: stage.ca } })
    expect(await stage.security('CP-1')).toMatchObject({ raisingTo: null, minimumProfile: 2 })
    await expect(rawStation(stage, { identity: 'CP-1', client })).rejects.toMatchObject({ status: 403 })
  })

  it.each(['2.0.1', '2.1'] as const)('is raised in %s by a place of its own for the address, before those that there are', async (version) => {
    const stage = await secureStage(['tls'])
    const station = await rawStation(stage, { identity: 'CP-1', version })
    await station.boot()
    const priority = { component: { name: 'OCPPCommCtrlr' }, variable: { name: 'NetworkConfigurationPriority' } }
    const asked = answering(station, {
      GetVariables: () => ({ getVariableResult: [{ attributeStatus: 'Accepted', attributeValue: '1,0', ...priority }] }),
      SetNetworkProfile: () => ({ status: 'Accepted' }),
      SetVariables: () => ({ setVariableResult: [{ attributeStatus: 'RebootRequired', ...priority }] }),
    })
    const order = { station: 'CP-1', profile: 2 as const, url: 'wss://depot.example.org:9221', isWireless: false }
    expect((await stage.client.security.raiseProfile(order)).map(({ answer }) => answer)).toEqual(['1,0', 'Accepted', 'RebootRequired'])
    expect(asked[1]?.payload).toMatchObject({ configurationSlot: 2, connectionData: { ocppCsmsUrl: order.url, securityProfile: 2 } })
    expect(asked[2]?.payload).toMatchObject({ setVariableData: [{ attributeValue: '2,1,0' }] })
  })

  it('knows after a look which roots the station has', async () => {
    const stage = await secureStage([])
    const station = await rawStation(stage, { identity: 'CP-1' })
    await station.boot()
    const asked = answering(station, {
      InstallCertificate: () => ({ status: 'Accepted' }),
      GetInstalledCertificateIds: () => ({ status: 'NotFound' }),
      ExtendedTriggerMessage: () => ({ status: 'Accepted' }),
    })
    await stage.client.security.installRoot({ station: 'CP-1', key: 'ec' })
    expect(asked[0]?.payload).toEqual({ certificateType: 'CentralSystemRootCertificate', certificate: stage.ca[0] })
    expect(await stage.security('CP-1')).toMatchObject({ roots: { ec: true, rsa: false } })
    await stage.client.security.listRoots({ station: 'CP-1' })
    expect(await stage.security('CP-1')).toMatchObject({ roots: { ec: false, rsa: false } })
    expect(await stage.client.security.requestCertificate({ station: 'CP-1', use: 'station' })).toMatchObject({ outcome: 'accepted' })
  })
})

describe('the security inbox', () => {
  it('F13: counts what a station sends at each boot in one line, until somebody saw it', async () => {
    const stage = await secureStage([])
    const station = await rawStation(stage, { identity: 'CP-1' })
    const say = (type: string) => station.call('SecurityEventNotification', { type, timestamp: new Date(stage.clock.now()).toISOString() })
    for (let boot = 0; boot < 3; boot++) {
      await station.boot()
      await say('StartupOfTheDevice')
      await say('SettingSystemTime')
    }
    await say('TamperDetectionActivated')
    await eventually(stage.inbox).toEqual(['CP-1 StartupOfTheDevice 3 + SettingSystemTime 3', 'CP-1 TamperDetectionActivated 1'])
    expect((await stage.overview()).securityItems).toBe(2)
    const [row] = await rowsOf(stage.client.security.watchInbox())
    expect(row).toMatchObject({ isCritical: true, count: 6 })
    await stage.client.security.acknowledge({ items: [row?.item ?? 0], note: 'always so' })
    const [seen] = (await rowsOf(stage.client.security.watchInbox())).filter(({ item }) => item === row?.item)
    expect(seen).toMatchObject({ seen: { by: 'browser', note: 'always so', at: stage.clock.now() } })
    stage.clock.advance(300_000)
    await say('SettingSystemTime')
    await eventually(stage.inbox).toEqual(['CP-1 SettingSystemTime 1', 'CP-1 TamperDetectionActivated 1'])
  })

  it('tells of passwords that were wrong again and again', async () => {
    const stage = await secureStage([])
    await stage.register('CP-1')
    await stage.client.stations.setPassword({ station: 'CP-1', password: old })
    for (let time = 0; time < 5; time++) {
      await expect(rawStation(stage, { identity: 'CP-1', client: credentials('CP-1', 'wrong') })).rejects.toMatchObject({ status: 401 })
    }
    await eventually(stage.inbox).toEqual(['CP-1 WrongPasswordRepeated 1'])
  })
})
