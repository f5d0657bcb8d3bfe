import { describe, expect, it } from 'vitest'
import { answering, at, type RawStation, rawStation } from './raw-station'
import { eventually, first, openStage, type Stage } from './story'

const told = (stage: Stage) => first(stage.client.reports.watch({ station: 'RAW-1' }))

async function quarantined(stage: Stage): Promise<RawStation> {
  const station = await rawStation(stage, { version: '2.0.1', isRegistered: false })
  await station.boot()
  return station
}

const monitors = (from: number, count: number) => [{
  component: { name: 'A' },
  variable: { name: 'B' },
  variableMonitoring: Array.from({ length: count }, (_, n) => ({ id: from + n, transaction: false, value: 1, type: 'UpperThreshold', severity: 4 })),
}]

it('a list of monitors without end stays at ten thousand, with a finding', async () => {
  const stage = await openStage()
  const station = await rawStation(stage, { version: '2.0.1' })
  await station.boot()
  for (let part = 0; part < 3; part++) {
    await station.call('NotifyMonitoringReport', { requestId: 5, seqNo: part, tbc: true, generatedAt: at(stage), monitor: monitors(part * 4_000, 4_000) })
  }
  expect((await told(stage)).monitors?.listing?.items).toHaveLength(10_000)
  await eventually(() => stage.findings()).toContain('too-much')
})

describe('a part of a report with a number of two billion', () => {
  it('hurts nobody who looks at its monitors, also when a stranger sends it and after a restart', async () => {
    const stage = await openStage()
    const station = await quarantined(stage)
    for (const seqNo of [2_000_000_000, 2 ** 31 - 1, -5]) {
      await station.call('NotifyMonitoringReport', { requestId: 5, seqNo, tbc: seqNo > 2_000_000_000, generatedAt: at(stage) })
    }
    expect((await told(stage)).monitors?.listing?.missing).toEqual(['#0–#1999999999'])
    await stage.restart()
    expect((await told(stage)).monitors?.listing?.missing).toEqual(['#0–#1999999999'])
  })

  it('leaves a gap in the settings of a charger, which may be one that is not accepted yet', async () => {
    const stage = await openStage()
    const station = await quarantined(stage)
    const asked = answering(station, { GetBaseReport: () => ({ status: 'Accepted' }) })
    const reading = stage.client.configuration.read({ station: 'RAW-1' })
    await eventually(() => asked.length).toBe(1)
    const { requestId } = asked[0]!.payload
    const reportData = [{ component: { name: 'A' }, variable: { name: 'B' }, variableAttribute: [{ value: '1' }] }]
    await station.call('NotifyReport', { requestId, seqNo: 0, tbc: true, generatedAt: at(stage), reportData })
    await station.call('NotifyReport', { requestId, seqNo: 2_000_000_000, tbc: false, generatedAt: at(stage) })
    stage.clock.advance(21_000)
    expect(await reading).toEqual({ outcome: 'incomplete', count: 1, gaps: ['#1–#1999999999'] })
  })
})
