import { describe, expect, it } from 'vitest'
import { at, rawStation, type RawStation } from '../raw-station'
import { eventually, MINUTE, openStage, plug, type Stage } from '../story'

/** A charger with two connectors that answers requests as the story says; the payloads of what it was asked. */
async function aCharger(answer: (payload: Record<string, unknown>) => string) {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  for (const connectorId of [1, 2]) {
    await station.call('StatusNotification', { connectorId, status: 'Available', errorCode: 'NoError', timestamp: at(stage) })
  }
  const asked: Record<string, unknown>[] = []
  station.socket.on('message', (data: Buffer) => {
    const [kind, id, , payload] = JSON.parse(data.toString()) as [number, string, string, Record<string, unknown>]
    if (kind !== 2) return
    asked.push(payload)
    station.send(JSON.stringify([3, id, { status: answer(payload) }]))
  })
  return { stage, station, asked }
}

const trigger = (stage: Stage, topic: 'status' | 'meter-values', place: typeof plug | null = null) =>
  stage.ask({ kind: 'trigger', topic, place })

describe('S12: the status of the whole station', () => {
  it('S12: is asked for connector by connector where the whole is refused', async () => {
    const { stage, asked } = await aCharger(({ connectorId }) => (connectorId === undefined ? 'Rejected' : 'Accepted'))
    expect(await trigger(stage, 'status')).toMatchObject({ outcome: 'accepted' })
    expect(asked).toEqual([
      { requestedMessage: 'StatusNotification' },
      { requestedMessage: 'StatusNotification', connectorId: 1 },
      { requestedMessage: 'StatusNotification', connectorId: 2 },
    ])
    await eventually(() => stage.findings()).toEqual(['S12'])
  })

  it('S12: is asked for once where it is not', async () => {
    const { stage, asked } = await aCharger(() => 'Accepted')
    await trigger(stage, 'status')
    expect(asked).toHaveLength(1)
  })
})

describe('requests for meter values', () => {
  it('M25: always name a connector, all of them one after the other', async () => {
    const { stage, asked } = await aCharger(() => 'Accepted')
    expect(await trigger(stage, 'meter-values')).toMatchObject({ outcome: 'accepted' })
    expect(asked.map(({ connectorId }) => connectorId)).toEqual([1, 2])
  })

  it('M25: name none where a person knows better', async () => {
    const { stage, asked } = await aCharger(() => 'Accepted')
    await stage.client.stations.setCompatibility({ station: 'RAW-1', choice: { field: 'requestWithConnectorId', value: false } })
    await trigger(stage, 'meter-values')
    expect(asked).toEqual([{ requestedMessage: 'MeterValues' }])
  })

  it('M24: come at most once a minute to a station', async () => {
    const { stage, asked } = await aCharger(() => 'Accepted')
    await trigger(stage, 'meter-values', plug)
    stage.clock.advance(20_000)
    await expect(trigger(stage, 'meter-values', { evse: 2, connector: 1 })).rejects.toMatchObject({ code: 'TOO_SOON', data: { seconds: 40 } })
    stage.clock.advance(40_000)
    await trigger(stage, 'meter-values', plug)
    expect(asked).toHaveLength(2)
  })

  it('M24: come as often as the record of the station says', async () => {
    const { stage, asked } = await aCharger(() => 'Accepted')
    await stage.client.stations.setCompatibility({ station: 'RAW-1', choice: { field: 'triggerMinIntervalSeconds', value: 300 } })
    await trigger(stage, 'meter-values', plug)
    stage.clock.advance(2 * MINUTE)
    await expect(trigger(stage, 'meter-values', plug)).rejects.toMatchObject({ code: 'TOO_SOON' })
    expect(asked).toHaveLength(1)
  })
})

describe('F13: messages of the security extension', () => {
  const messages: [string, Record<string, unknown>, Record<string, unknown>][] = [
    ['SecurityEventNotification', { type: 'StartupOfTheDevice', timestamp: '2026-03-03T08:00:00Z' }, {}],
    ['LogStatusNotification', { status: 'Uploaded', requestId: 1 }, {}],
    ['SignedFirmwareStatusNotification', { status: 'Installed', requestId: 1 }, {}],
  ]

  it.each(messages)('F13: %s is answered right after the boot', async (action, payload, answer) => {
    const stage = await openStage()
    const station: RawStation = await rawStation(stage)
    await station.boot()
    expect(await station.call(action, payload)).toEqual(answer)
    expect(await stage.findings()).toEqual([])
  })

  it('F13: actions that nobody knows are answered with NotImplemented and counted', async () => {
    const stage = await openStage()
    const station = await rawStation(stage)
    await station.boot()
    for (const id of ['u1', 'u2']) {
      expect(await station.exchange(`[2,"${id}","MakeCoffee",{}]`, id)).toEqual([4, id, 'NotImplemented', expect.any(String), {}])
    }
    await eventually(async () => (await stage.detail()).findings).toMatchObject([{ code: 'F13', count: 2 }])
  })
})
