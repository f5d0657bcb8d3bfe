import { describe, expect, it } from 'vitest'
import type { StationReports } from '#contract/reports'
import { answering, at, type RawStation, rawStation } from './raw-station'
import { eventually, first, openStage, type Stage, storyStart } from './story'

const told = (stage: Stage): Promise<StationReports> => first(stage.client.reports.watch({ station: 'RAW-1' }))
const monitors = async (stage: Stage) => (await told(stage)).monitors?.listing
const messages = async (stage: Stage) => (await told(stage)).messages?.listing

const monitoring = (id: number, name: string, value = 80) => ({
  component: { name: 'Connector', evse: { id: 1, connectorId: 1 } },
  variable: { name },
  variableMonitoring: [{ id, transaction: false, value, type: 'UpperThreshold', severity: 4, eventNotificationType: 'CustomMonitor' }],
})
const report = (stage: Stage, requestId: unknown, seqNo: number, tbc: boolean, ...monitor: object[]) =>
  ({ requestId, seqNo, tbc, generatedAt: at(stage), ...(monitor.length > 0 ? { monitor } : {}) })

async function booted(stage: Stage, version: '2.0.1' | '2.1'): Promise<RawStation> {
  const station = await rawStation(stage, { version })
  await station.boot()
  return station
}

describe.each(['2.0.1', '2.1'] as const)('a station of OCPP %s tells of itself', (version) => {
  it('its monitors, in parts that come in another order, twice and late', async () => {
    const stage = await openStage()
    const station = await booted(stage, version)
    const asked = answering(station, { GetMonitoringReport: () => ({ status: 'Accepted' }) })
    expect(await monitors(stage), 'none was read').toBeNull()
    expect(await stage.client.reports.readMonitors({ station: 'RAW-1' })).toBe(true)
    const id = asked[0]!.payload.requestId

    await station.call('NotifyMonitoringReport', report(stage, id, 2, true, monitoring(3, 'Temperature')))
    await station.call('NotifyMonitoringReport', report(stage, id, 0, true, monitoring(1, 'Temperature')))
    expect(await monitors(stage)).toMatchObject({ state: 'arriving', missing: ['#1', 'end'], items: [{ id: 1 }, { id: 3 }] })
    stage.clock.advance(31_000)
    expect(await monitors(stage), 'nothing came for a while').toMatchObject({ state: 'gaps' })
    // The rest comes late, one part of it twice.
    await station.call('NotifyMonitoringReport', report(stage, id, 1, true, monitoring(2, 'Current', 30)))
    await station.call('NotifyMonitoringReport', report(stage, id, 3, false, monitoring(4, 'Power')))
    await station.call('NotifyMonitoringReport', report(stage, id, 3, false, monitoring(4, 'Power')))
    expect(await monitors(stage)).toMatchObject({
      state: 'whole',
      items: [
        { id: 1, name: 'Connector@1:1.Temperature', kind: 'above', value: 80, severity: 4, origin: 'custom' },
        { id: 2, value: 30 }, { id: 3 }, { id: 4 },
      ],
    })

    // Cleared from the console: the list says that it is older than that, until it is read again.
    answering(station, { ClearVariableMonitoring: () => ({ clearMonitoringResult: [{ id: 1, status: 'Accepted' }] }) })
    await stage.ask({ kind: 'raw', action: 'ClearVariableMonitoring', payload: { id: [1] } })
    expect(await monitors(stage)).toMatchObject({ isOutdated: true })
    await stage.client.reports.readMonitors({ station: 'RAW-1' })
    await station.call('NotifyMonitoringReport', report(stage, asked[1]!.payload.requestId, 0, false, monitoring(2, 'Current', 30)))
    expect(await monitors(stage)).toMatchObject({ isOutdated: false, state: 'whole', items: [{ id: 2 }] })

    await stage.restart()
    expect(await told(stage), 'also while it is not connected').toMatchObject({ obstacle: 'offline', monitors: { listing: { items: [{ id: 2 }] } } })
  })

  it('its monitors anew, while parts of an older list still come', async () => {
    const stage = await openStage()
    const station = await booted(stage, version)
    let word = 'Accepted'
    const asked = answering(station, { GetMonitoringReport: () => ({ status: word }) })
    await stage.client.reports.readMonitors({ station: 'RAW-1' })
    await stage.client.reports.readMonitors({ station: 'RAW-1' })
    const [older, newer] = asked.map(({ payload }) => payload.requestId)
    await station.call('NotifyMonitoringReport', report(stage, newer, 0, true, monitoring(1, 'Power')))
    await station.call('NotifyMonitoringReport', report(stage, older, 0, false, monitoring(9, 'Power')))
    await station.call('NotifyMonitoringReport', report(stage, newer, 1, true, monitoring(2, 'Power')))
    word = 'Rejected'
    expect(await stage.client.reports.readMonitors({ station: 'RAW-1' })).toBe(false)
    await station.call('NotifyMonitoringReport', report(stage, newer, 2, false, monitoring(3, 'Power')))
    expect(await monitors(stage), 'a list that it refused does not take its place').toMatchObject({ state: 'whole', items: [{ id: 1 }, { id: 2 }, { id: 3 }] })
  })

  it('that it has no monitors and shows nothing', async () => {
    const stage = await openStage()
    const station = await booted(stage, version)
    answering(station, { GetMonitoringReport: () => ({ status: 'EmptyResultSet' }), GetDisplayMessages: () => ({ status: 'Unknown' }) })
    expect(await stage.client.reports.readMonitors({ station: 'RAW-1' })).toBe(true)
    expect(await stage.client.reports.readMessages({ station: 'RAW-1' })).toBe(true)
    expect(await told(stage)).toMatchObject({ monitors: { listing: { state: 'whole', items: [] } }, messages: { listing: { state: 'whole', items: [] } } })
  })

  it('what its display shows', async () => {
    const stage = await openStage()
    const station = await booted(stage, version)
    const asked = answering(station, { GetDisplayMessages: () => ({ status: 'Accepted' }) })
    await stage.client.reports.readMessages({ station: 'RAW-1' })
    const { requestId } = asked[0]!.payload
    const info = { id: 4, priority: 'AlwaysFront', state: 'Faulted', endDateTime: at(stage, 60_000), message: { format: 'UTF8', language: 'de', content: 'Außer Betrieb' } }
    await station.call('NotifyDisplayMessages', { requestId, tbc: true, messageInfo: [info] })
    expect(await messages(stage)).toMatchObject({ state: 'arriving', missing: ['end'] })
    await station.call('NotifyDisplayMessages', { requestId, messageInfo: [{ id: 9, priority: 'NormalCycle', message: { format: 'URI', content: 'https://charge.example' } }] })
    expect(await messages(stage)).toMatchObject({
      state: 'whole',
      items: [
        { id: 4, priority: 'always-front', state: 'faulted', until: storyStart + 60_000, texts: [{ language: 'de', text: 'Außer Betrieb' }] },
        { id: 9, priority: 'in-turn', state: null },
      ],
    })
  })

  it('what it knows of a customer, as what followed the command', async () => {
    const stage = await openStage()
    const station = await booted(stage, version)
    const payload = { requestId: 31, report: true, clear: false, customerIdentifier: 'Ada' }
    const sent = stage.ask({ kind: 'raw', action: 'CustomerInformation', payload })
    await eventually(() => station.received.length).toBe(1)
    const part = (seqNo: number, tbc: boolean, data: string) => ({ requestId: 31, seqNo, tbc, data, generatedAt: at(stage) })
    // The last part comes before the answer, the first after it, and twice.
    await station.call('NotifyCustomerInformation', part(1, false, '12 sessions'))
    station.send(JSON.stringify([3, (JSON.parse(station.received[0]!) as string[])[1], { status: 'Accepted' }]))
    expect(await sent).toMatchObject({ outcome: 'accepted' })
    await station.call('NotifyCustomerInformation', part(0, true, 'Ada, '))
    await station.call('NotifyCustomerInformation', part(0, true, 'Ada, '))
    await station.call('NotifyCustomerInformation', { ...part(0, false, 'of somebody else'), requestId: 99 })
    await stage.restart()
    const history = await first(stage.client.stations.watchCommands({ station: 'RAW-1' }))
    expect(history.kind === 'snapshot' && history.rows[0]).toMatchObject({
      outcome: 'accepted', response: { status: 'Accepted' },
      report: { parts: [{ seqNo: 0, text: 'Ada, ' }, { seqNo: 1, text: '12 sessions' }], last: 1 },
    })
  })

  it('its events, newest first', async () => {
    const stage = await openStage()
    const station = await booted(stage, version)
    const event = { eventId: 1, timestamp: at(stage), trigger: 'Periodic', actualValue: '61', eventNotificationType: 'CustomMonitor', variableMonitoringId: 3, component: { name: 'Connector', evse: { id: 1 } }, variable: { name: 'Temperature' } }
    await station.call('NotifyEvent', { generatedAt: at(stage), seqNo: 0, eventData: [event, { ...event, eventId: 2, actualValue: '62' }] })
    expect((await told(stage)).events).toMatchObject([{ value: '62', name: 'Connector@1.Temperature', monitor: 3, place: { evse: 1 } }, { value: '61' }])
  })
})

it('a station of 1.6 has neither monitors nor display messages', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  expect(await told(stage)).toMatchObject({ monitors: null, messages: null, events: [] })
  await expect(stage.client.reports.readMonitors({ station: 'RAW-1' })).rejects.toMatchObject({ code: 'NOT_SUPPORTED' })
})

it('the values of a stream are shown with the variable of their monitor', async () => {
  const stage = await openStage()
  const station = await booted(stage, '2.1')
  await station.call('NotifyMonitoringReport', report(stage, 5, 0, false, monitoring(8, 'Power')))
  await station.call('OpenPeriodicEventStream', { constantStreamData: { id: 2, variableMonitoringId: 8, params: { interval: 5, values: 2 } } })
  station.send(JSON.stringify([6, 'e1', 'NotifyPeriodicEventStream', { id: 2, pending: 0, basetime: at(stage), data: [{ t: 0, v: '7100' }, { t: 5, v: '7210' }] }]))
  await eventually(async () => (await told(stage)).streams[0]?.values.length).toBe(2)
  expect((await told(stage)).streams).toMatchObject([
    { stream: 2, name: 'Connector@1:1.Power', intervalS: 5, closedAt: null, values: [{ at: storyStart, value: '7100' }, { at: storyStart + 5_000, value: '7210' }] },
  ])
  await station.call('ClosePeriodicEventStream', { id: 2 })
  expect((await told(stage)).streams).toMatchObject([{ closedAt: storyStart }])
  await station.call('OpenPeriodicEventStream', { constantStreamData: { id: 3, variableMonitoringId: 8, params: { interval: 5, values: 2 } } })
  await station.boot()
  expect((await told(stage)).streams, 'none outlives a boot').toMatchObject([{ closedAt: storyStart }, { stream: 3, closedAt: storyStart }])
})
