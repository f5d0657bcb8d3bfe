import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { at, rawStation, type RawOptions } from '../raw-station'
import { MINUTE, openStage, storyStart } from '../story'

async function aCharger(options: RawOptions & { vendor?: string; model?: string } = {}) {
  const { vendor = 'Rawline', model = 'R1', ...raw } = options
  const stage = await openStage()
  const station = await rawStation(stage, raw)
  const boot = () => station.call('BootNotification', { chargePointVendor: vendor, chargePointModel: model })
  await boot()
  return {
    stage,
    station,
    boot,
    say: (connectorId: number, status: string, fields: Record<string, unknown> = {}) =>
      station.call('StatusNotification', { connectorId, status, errorCode: 'NoError', timestamp: at(stage), ...fields }),
    connector: async () => (await stage.station()).connectors[0],
  }
}

describe('S02: words that are not in the standard', () => {
  it('S02: an error code of its own is another error, and its word is kept', async () => {
    const { stage, say, connector } = await aCharger()
    await say(1, 'Faulted', { errorCode: 'Error' })
    expect(await connector()).toMatchObject({ status: 'faulted', fault: { code: 'OtherError', rawCode: 'Error' } })
    await say(0, 'Faulted', { errorCode: 'Error' })
    expect(await stage.station()).toMatchObject({ status: 'faulted', fault: { code: 'OtherError', rawCode: 'Error' } })
    expect((await stage.detail()).findings).toMatchObject([{ code: 'S02', count: 2, example: 'errorCode Error' }, { code: 'schema' }])
  })

  it('S02: a status of its own is unknown, and its word is kept', async () => {
    const { say, connector } = await aCharger()
    await say(1, 'Error')
    expect(await connector()).toMatchObject({ status: 'unknown', rawStatus: 'Error', fault: null })
  })
})

describe('S03: the real cause in the fields of the vendor', () => {
  it('S03: of the whole station, in words, until the next status without it', async () => {
    const { stage, say } = await aCharger({ vendor: 'ABB', model: 'Terra AC' })
    await say(0, 'Faulted', { errorCode: 'OtherError', vendorErrorCode: 'EmergencyButtonPressed' })
    const { fault, status } = await stage.station()
    expect(status).toBe('faulted')
    expect(fault).toMatchObject({ code: 'OtherError', vendorCode: 'EmergencyButtonPressed' })
    expect(fault?.causes).toMatchObject([{ code: 'EmergencyButtonPressed', text: { en: expect.stringContaining('emergency stop'), de: expect.any(String) } }])
    await say(0, 'Available', { info: 'EmergencyButtonReleased' })
    expect(await stage.station()).toMatchObject({
      status: 'enabled', fault: null, remark: { causes: [{ code: 'EmergencyButtonReleased', text: { en: expect.stringContaining('released') } }] },
    })
    await say(0, 'Available')
    expect(await stage.station()).toMatchObject({ fault: null, remark: null })
  })

  it('S03: why a car does not charge although there is no error', async () => {
    const { stage, say, connector } = await aCharger({ vendor: 'Easee AS', model: 'Home' })
    await say(1, 'SuspendedEVSE', { vendorErrorCode: '55' })
    expect(await connector()).toMatchObject({
      fault: null, remark: { vendorCode: '55', causes: [{ text: { en: 'Waits for a token: nobody has authorised the session yet' } }] },
    })
    await stage.restart()
    expect(await connector()).toMatchObject({ remark: { vendorCode: '55' } })
  })

  it('S03: the user adds codes of a vendor, and ours give way to them', async () => {
    const { stage, say, connector } = await aCharger({ vendor: 'Bergmann', model: 'HyperPower' })
    await say(1, 'Faulted', { errorCode: 'OtherError', vendorErrorCode: 'E-117' })
    expect(await connector()).toMatchObject({ fault: { causes: [{ code: 'E-117', text: null }] } })
    const file = join(stage.directory, 'vendor-codes.json')
    writeFileSync(file, JSON.stringify([{ code: 'e-117', vendors: ['bergmann'], text: 'Fan blocked' }, { nonsense: true }]))
    stage.clock.advance(MINUTE)
    expect(await connector()).toMatchObject({ fault: { causes: [{ text: { en: 'Fan blocked', de: 'Fan blocked' } }] } })
    writeFileSync(file, 'not JSON at all')
    stage.clock.advance(MINUTE)
    expect(await connector()).toMatchObject({ fault: { causes: [{ text: null }] } })
  })
})

it('S04: several codes in one field, each with its value', async () => {
  const { stage, say, connector } = await aCharger()
  await say(1, 'Faulted', { errorCode: 'OtherError', vendorId: 'com.evgo.mrec', vendorErrorCode: 'F000,F009', info: '2.00,96' })
  const known = await connector()
  expect(known?.fault?.causes).toMatchObject([
    { code: 'F000', info: '2.00', text: { en: expect.stringContaining('proximity') } },
    { code: 'F009', info: '96', text: { en: expect.stringContaining('too hot') } },
  ])
  await say(1, 'Faulted', { errorCode: 'GroundFailure', vendorId: 'https://chargex.inl.gov', vendorErrorCode: 'CX002' })
  expect((await connector())?.fault?.causes).toMatchObject([{ code: 'CX002', text: { de: 'Der Fehlerstromschutz hat ausgelöst' } }])
  expect(await stage.findings()).toEqual(['S03', 'S04'])
})

describe('B05: boots again and again', () => {
  it('B05: five within ten minutes are a loop, told until it is over', async () => {
    const { stage, boot } = await aCharger()
    for (let times = 2; times <= 4; times++) {
      stage.clock.advance(8_000)
      expect(await boot()).toMatchObject({ status: 'Accepted' })
    }
    expect(await stage.station()).toMatchObject({ bootLoop: null })
    stage.clock.advance(8_000)
    expect(await boot()).toMatchObject({ status: 'Accepted' })
    expect(await stage.station()).toMatchObject({ bootLoop: { since: storyStart, boots: 5 } })
    stage.clock.advance(8_000)
    await boot()
    expect((await stage.detail()).findings).toMatchObject([{ code: 'B05', count: 1, example: '5 boots in 10 minutes' }])
    stage.clock.advance(10 * MINUTE)
    expect(await stage.station()).toMatchObject({ bootLoop: null })
  })

  it('B05: a boot that was asked for is none', async () => {
    const stage = await openStage()
    const station = await rawStation(stage, { version: '2.0.1' })
    const chargingStation = { vendorName: 'Rawline', model: 'R1' }
    for (let times = 1; times <= 6; times++) await station.call('BootNotification', { reason: 'Triggered', chargingStation })
    expect(await stage.station()).toMatchObject({ bootLoop: null })
  })
})
