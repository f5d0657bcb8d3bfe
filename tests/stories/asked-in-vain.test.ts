import { describe, expect, it } from 'vitest'
import { aProfile, atPlug } from './profiles'
import { answering, at, type RawStation, rawStation } from './raw-station'
import { first, openStage, type Stage, storyStart } from './story'

const declined = async (stage: Stage) => (await first(stage.client.reports.watch({ station: 'RAW-1' }))).declined

async function booted(stage: Stage, version: '2.0.1' | '2.1'): Promise<RawStation> {
  const station = await rawStation(stage, { version })
  await station.boot()
  return station
}

const begins = (stage: Stage) => ({
  eventType: 'Started', timestamp: at(stage), triggerReason: 'CablePluggedIn', seqNo: 0,
  transactionInfo: { transactionId: 'T-1', chargingState: 'EVConnected' }, evse: { id: 1, connectorId: 1 },
})
const hash = (serialNumber: string) => ({ hashAlgorithm: 'SHA256', issuerNameHash: 'a', issuerKeyHash: 'b', serialNumber })

describe.each(['2.0.1', '2.1'] as const)('OCPP %s', (version) => {
  it('what only a service on the internet could give is refused by its schema, and told', async () => {
    const stage = await openStage()
    const station = await booted(stage, version)
    const schema = 'urn:iso:15118:2:2013:MsgDef'
    expect(await station.call('Get15118EVCertificate', { action: 'Install', exiRequest: 'x', iso15118SchemaVersion: schema })).toEqual({
      status: 'Failed', exiResponse: '', statusInfo: { reasonCode: 'NotEnabled', additionalInfo: expect.any(String) },
    })
    expect(await station.call('GetCertificateStatus', { ocspRequestData: { ...hash('77'), responderURL: 'http://ocsp.example' } })).toMatchObject({ status: 'Failed' })
    expect(await declined(stage)).toMatchObject([
      { what: 'certificate-status', detail: '77', at: storyStart },
      { what: 'contract-certificate', detail: 'Install' },
    ])
  })

  it('what a vehicle asks of its session is shown with it; no schedule is promised', async () => {
    const stage = await openStage()
    const station = await booted(stage, version)
    await station.call('TransactionEvent', begins(stage))
    const needs = {
      evseId: 1,
      chargingNeeds: {
        requestedEnergyTransfer: 'AC_three_phase', departureTime: at(stage, 3 * 86_400_000),
        acChargingParameters: { energyAmount: 22_500, evMinCurrent: 6, evMaxCurrent: 16, evMaxVoltage: 400 },
      },
    }
    const answer = await station.call('NotifyEVChargingNeeds', needs)
    expect(answer).toMatchObject({ status: version === '2.1' ? 'NoChargingProfile' : 'Rejected' })
    const told = { energyWh: 22_500, phases: 3, minCurrentA: 6, maxCurrentA: 16, departureAt: storyStart + 3 * 86_400_000, isDirectCurrent: false, socPercent: null }
    expect(await stage.live()).toMatchObject([{ needs: told }])
    await stage.restart()
    expect(await stage.live(), 'it is kept').toMatchObject([{ needs: told }])
  })

  it('what a vehicle asks where no session runs is told as well', async () => {
    const stage = await openStage()
    const station = await booted(stage, version)
    await station.call('NotifyEVChargingNeeds', { evseId: 2, chargingNeeds: { requestedEnergyTransfer: 'DC', dcChargingParameters: { evMaxCurrent: 200, evMaxVoltage: 800, energyAmount: 40_000 } } })
    expect(await declined(stage)).toMatchObject([{ what: 'charging-needs', detail: 'EVSE 2, 40000 Wh' }])
  })
})

it('2.1: each certificate of a chain that is asked about, and a tax number, are answered', async () => {
  const stage = await openStage()
  const station = await booted(stage, '2.1')
  const asked = ['1', '2'].map((serial) => ({ source: 'OCSP', urls: ['http://ocsp.example'], certificateHashData: hash(serial) }))
  expect(await station.call('GetCertificateChainStatus', { certificateStatusRequests: asked })).toMatchObject({
    certificateStatus: [{ status: 'Failed', certificateHashData: { serialNumber: '1' } }, { status: 'Failed' }],
  })
  expect(await station.call('VatNumberValidation', { vatNumber: 'DE123' })).toMatchObject({ vatNumber: 'DE123', status: 'Rejected' })
  expect(await declined(stage)).toMatchObject([{ what: 'vat-number', detail: 'DE123' }, { what: 'certificate-chain', detail: '1, 2' }])
})

it('2.1: a station that asks anew gets the limit of a dynamic profile, and of no other', async () => {
  const stage = await openStage()
  const station = await booted(stage, '2.1')
  answering(station, { SetChargingProfile: () => ({ status: 'Accepted' }), GetVariables: () => ({ getVariableResult: [] }), GetCompositeSchedule: () => ({ status: 'Rejected' }) })
  const place = (profile: ReturnType<typeof aProfile>) => stage.client.charging.set({ station: 'RAW-1', target: atPlug, profile })
  const dynamic = await place(aProfile({ kind: 'dynamic', startAt: null, periods: [{ startS: 0, limit: 11.5, phases: null }] }))
  const fixed = await place(aProfile({ stackLevel: 1 }))
  const pull = (chargingProfileId: number) => station.call('PullDynamicScheduleUpdate', { chargingProfileId })

  expect(await pull(dynamic.profile)).toEqual({ status: 'Accepted', scheduleUpdate: { limit: 11.5 } })
  expect(await pull(fixed.profile)).toMatchObject({ status: 'Rejected', statusInfo: { reasonCode: 'NotFound' } })
  expect(await pull(999)).toMatchObject({ status: 'Rejected' })
  expect(await declined(stage)).toMatchObject([{ what: 'dynamic-limit', detail: '999' }, { what: 'dynamic-limit' }])
})
