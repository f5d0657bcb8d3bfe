import { describe, expect, it } from 'vitest'
import { rawStation } from '../raw-station'
import { eventually, openStage } from '../story'

type Setting = { key: string; value: string }

/** A 1.6 charger with one list that it keeps as `takes` says, written the way it likes. */
async function aCharger(takes: (entries: string[]) => string[] | null) {
  const stage = await openStage()
  const station = await rawStation(stage)
  let kept = ['Energy.Active.Import.Register']
  const asked: string[] = []
  station.socket.on('message', (data: Buffer) => {
    const [kind, id, action, payload] = JSON.parse(data.toString()) as [number, string, string, Setting]
    if (kind !== 2) return
    const answer = (response: object) => station.send(JSON.stringify([3, id, response]))
    if (action === 'GetConfiguration') {
      answer({ configurationKey: [{ key: 'MeterValuesSampledData', readonly: false, value: `" ${kept.join(' , ')}"` }] })
    } else if (action === 'ChangeConfiguration') {
      asked.push(payload.value)
      const taken = takes(payload.value.split(','))
      if (taken) kept = taken
      answer({ status: taken ? 'Accepted' : 'Rejected' })
    }
  })
  await station.boot()
  return { stage, station, asked, kept: () => kept }
}

describe('M22: more meter values', () => {
  it('M22, M23: are asked for in their order, and what the station writes with quotes and blanks is understood', async () => {
    const { stage, asked } = await aCharger((entries) => entries)
    expect(await stage.client.configuration.askForReadings({ station: 'RAW-1' })).toMatchObject({ missing: [], isChanged: true })
    expect(asked).toEqual(['Energy.Active.Import.Register,Power.Active.Import,SoC,Current.Import,Voltage'])
    expect(await stage.findings()).toEqual([])
  })

  it('M22: of which the station keeps two are told to be missing', async () => {
    const { stage, kept } = await aCharger((entries) => entries.slice(0, 2))
    expect(await stage.client.configuration.askForReadings({ station: 'RAW-1' })).toMatchObject({ missing: ['soc', 'current', 'voltage'] })
    expect(kept()).toEqual(['Energy.Active.Import.Register', 'Power.Active.Import'])
    await eventually(() => stage.findings()).toContain('M22')
  })

  it('M22: are asked for of its own accord only where that is switched on, once for a firmware', async () => {
    const { stage, station, asked } = await aCharger((entries) => entries.slice(0, 2))
    stage.clock.advance(31_000)
    await station.call('Heartbeat', {})
    expect(asked).toEqual([])
    await stage.client.settings.set({ ownAccord: { 'meter-readings': true } })
    await station.boot()
    stage.clock.advance(31_000)
    await eventually(() => asked.length).toBe(1)
    await eventually(() => stage.findings()).toContain('M22')
    await station.boot()
    stage.clock.advance(31_000)
    await station.call('Heartbeat', {})
    expect(asked).toHaveLength(1)
  })
})

it('a part of a report that comes late is taken, and the gap is closed', async () => {
  const stage = await openStage()
  const station = await rawStation(stage, { version: '2.0.1' })
  await station.boot()
  const reading = stage.client.configuration.read({ station: 'RAW-1' })
  await eventually(() => station.received.length).toBe(1)
  const [, id, action, { requestId }] = JSON.parse(station.received[0]!) as [number, string, string, { requestId: number }]
  expect(action).toBe('GetBaseReport')
  station.send(JSON.stringify([3, id, { status: 'Accepted' }]))
  const part = (seqNo: number, name: string, tbc: boolean) =>
    station.call('NotifyReport', {
      requestId, seqNo, tbc, generatedAt: new Date(stage.clock.now()).toISOString(),
      reportData: [{ component: { name: 'OCPPCommCtrlr' }, variable: { name }, variableAttribute: [{ value: '60' }] }],
    })
  await part(0, 'HeartbeatInterval', true)
  await part(2, 'ResetRetries', false)
  stage.clock.advance(21_000)
  expect(await reading).toMatchObject({ outcome: 'incomplete', gaps: ['#1'], count: 2 })
  stage.clock.advance(60_000)
  expect(await part(1, 'OfflineThreshold', true)).toEqual({})
  const names = async () => (await stage.client.configuration.settings({ station: 'RAW-1' })).map(({ name }) => name)
  await eventually(async () => (await names()).length).toBe(3)
  expect(await names()).toContain('OCPPCommCtrlr.OfflineThreshold')
})
