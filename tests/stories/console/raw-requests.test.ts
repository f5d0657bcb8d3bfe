import { describe, expect, it } from 'vitest'
import type { CommandRecord } from '#contract/commands'
import type { JsonObject } from '#contract/read-models'
import { versions, type Version } from '../../../src-main/simulator/station-plan'
import { fieldOf } from '../../../src-renderer/windows/console/field'
import { startOf } from '../../../src-renderer/windows/console/field-value'
import { rawStation, type RawStation } from '../raw-station'
import { eventually, openStage, rowsOf, token, type Stage } from '../story'
import { filled } from './filled'

const send = (stage: Stage, action: string, payload: JsonObject, identity?: string) =>
  stage.ask({ kind: 'raw', action, payload }, identity)

async function history(stage: Stage): Promise<CommandRecord[]> {
  const { station } = await stage.station()
  return rowsOf(stage.client.stations.watchCommands({ station }))
}

/** Reads how long the heartbeat is and sets it, in the words of each version. */
const heartbeat: Record<Version, { read: [string, JsonObject]; set: [string, JsonObject]; value: (response: JsonObject | null) => unknown }> = {
  '1.6': {
    read: ['GetConfiguration', { key: ['HeartbeatInterval'] }],
    set: ['ChangeConfiguration', { key: 'HeartbeatInterval', value: '77' }],
    value: (response) => (response?.['configurationKey'] as JsonObject[])[0]?.['value'],
  },
  '2.0.1': deviceModel(),
  '2.1': deviceModel(),
}

function deviceModel() {
  const variable = { component: { name: 'OCPPCommCtrlr' }, variable: { name: 'HeartbeatInterval' } }
  return {
    read: ['GetVariables', { getVariableData: [variable] }] as [string, JsonObject],
    set: ['SetVariables', { setVariableData: [{ ...variable, attributeValue: '77' }] }] as [string, JsonObject],
    value: (response: JsonObject | null) => (response?.['getVariableResult'] as JsonObject[])[0]?.['attributeValue'],
  }
}

describe.each(versions)('in OCPP %s', (version) => {
  it('each message that there is reaches the station, and its answer comes back', async () => {
    const stage = await openStage()
    await stage.stationOf(version, { onReboot: () => undefined })
    const { station } = await stage.station()
    const { actions } = await stage.client.stations.actions({ station })
    for (const { action, schema, presets } of actions) {
      const field = fieldOf(schema)
      const payloads = [...presets.map(({ payload }) => payload), filled(field, startOf(field)) as JsonObject]
      for (const payload of payloads) {
        const record = await send(stage, action, payload)
        expect(record).toMatchObject({ action, by: 'browser', request: { kind: 'raw', action, payload } })
        expect([action, record.outcome, record.answer]).not.toEqual([action, expect.stringMatching(/pending|timeout|lost/), record.answer])
        // What the simulator cannot do it says so; it knows every name, and finds nothing wrong with any message.
        expect([action, record.answer]).not.toEqual([action, expect.stringMatching(/NotImplemented:|Violation|InternalError|ProtocolError/)])
      }
    }
    expect(await stage.findings()).not.toContain('schema')
  })

  it('what is set is read back; who asked and the whole answer are kept over a restart', async () => {
    const stage = await openStage()
    const station = await stage.stationOf(version)
    const { read, set, value } = heartbeat[version]
    expect(await send(stage, ...set)).toMatchObject({ outcome: 'accepted' })
    const answer = await send(stage, ...read)
    expect(answer).toMatchObject({ outcome: 'accepted', action: read[0], by: 'browser', isResponseOmitted: false })
    expect(value(answer.response)).toBe('77')
    await station.close()
    await stage.restart()
    const [last, first] = await history(stage)
    expect(last).toEqual(answer)
    expect(first).toMatchObject({ action: set[0], outcome: 'accepted' })
    expect(value(await stage.client.stations.response({ command: answer.id }))).toBe('77')
  })

  it('a message that breaks its schema is not sent, and every mistake is named', async () => {
    const stage = await openStage()
    await stage.stationOf(version)
    const { station } = await stage.station()
    const payload = { type: 'Perhaps', when: 1 }
    const issues = [
      expect.objectContaining({ path: '/when', code: 'additionalProperties' }),
      expect.objectContaining({ path: '/type', code: 'enum' }),
    ]
    const found = await stage.client.stations.checkPayload({ station, action: 'Reset', payload })
    expect(found).toEqual(expect.arrayContaining(issues))
    await expect(send(stage, 'Reset', payload)).rejects.toMatchObject({ code: 'INVALID_PAYLOAD', data: { action: 'Reset', issues: found } })
    expect(await history(stage)).toEqual([])
    expect(await stage.trace({ direction: 'out', action: 'Reset' })).toEqual([])
  })

  it('a message that the version does not send is refused', async () => {
    const stage = await openStage()
    await stage.stationOf(version)
    for (const action of ['BootNotification', 'Nonsense', 'constructor']) {
      await expect(send(stage, action, {})).rejects.toMatchObject({ code: 'NOT_SUPPORTED', data: { request: action } })
    }
    expect(await history(stage)).toEqual([])
  })

  it('the buttons send the same messages, and the history says which', async () => {
    const stage = await openStage()
    await stage.stationOf(version)
    const record = await stage.ask({ kind: 'trigger', topic: 'heartbeat', place: null })
    expect(record).toMatchObject({ action: 'TriggerMessage', by: 'browser', response: { status: 'Accepted' } })
    expect(await stage.ask({ kind: 'start', place: { evse: 1, connector: 1 }, idToken: token })).toMatchObject({
      action: version === '1.6' ? 'RemoteStartTransaction' : 'RequestStartTransaction',
    })
  })
})

/** Answers the CALLs that come by `answers`, one after the other. */
async function answering(station: RawStation, answers: ((id: string) => string)[]): Promise<void> {
  for (const answer of answers) {
    await eventually(() => station.received.length).toBeGreaterThan(0)
    const [, id] = JSON.parse(station.received.shift() ?? '[]') as [number, string]
    station.send(answer(id))
  }
}

describe('a station that answers its own way', () => {
  const open = async () => {
    const stage = await openStage()
    const station = await rawStation(stage)
    await station.boot()
    return { stage, station }
  }
  const refuse = (id: string) => `[4,"${id}","NotImplemented","no",{}]`
  const accept = (id: string) => `[3,"${id}",{"status":"Unlocked"}]`

  it('F11: one refused message is remembered by its name, for the button as well, until it is answered', async () => {
    const { stage, station } = await open()
    const unlock = async () => (await stage.detail()).capabilities.find(({ request }) => request === 'unlock')?.caution
    const cautions = async () => (await stage.detail()).capabilities.filter(({ caution }) => caution !== null)
    const [record] = await Promise.all([send(stage, 'UnlockConnector', { connectorId: 1 }), answering(station, [refuse])])
    expect(record).toMatchObject({ outcome: 'error', answer: 'NotImplemented: no', response: null })
    expect((await stage.detail()).refusedActions).toEqual(['UnlockConnector'])
    expect(await unlock()).toBe('refused-before')
    expect(await cautions()).toHaveLength(1)

    await Promise.all([send(stage, 'UnlockConnector', { connectorId: 1 }), answering(station, [accept])])
    expect((await stage.detail()).refusedActions).toEqual([])
    expect(await unlock()).toBeNull()
  })

  it('F06: an answer that breaks its schema is shown as it is', async () => {
    const { stage, station } = await open()
    const odd = (id: string) => `[3,"${id}",{"configurationKey":[{"key":"A","value":5}],"extra":[null]}]`
    const [record] = await Promise.all([send(stage, 'GetConfiguration', {}), answering(station, [odd])])
    expect(record).toMatchObject({
      outcome: 'accepted',
      answer: null,
      response: { configurationKey: [{ key: 'A', value: 5 }], extra: [null] },
    })
    await eventually(() => stage.findings()).toContain('schema')
  })

  it('an answer of a megabyte is kept whole, and left out of the list', async () => {
    const { stage, station } = await open()
    const data = 'x'.repeat(1024 * 1024)
    const large = (id: string) => `[3,"${id}",{"status":"Accepted","data":"${data}"}]`
    const [record] = await Promise.all([send(stage, 'DataTransfer', { vendorId: 'v' }), answering(station, [large])])
    expect(record).toMatchObject({ outcome: 'accepted', response: null, isResponseOmitted: true })
    await eventually(async () => (await history(stage))[0]).toEqual(record)
    expect(await stage.client.stations.response({ command: record.id })).toEqual({ status: 'Accepted', data })
  })

  it('a message of more than 256 KiB, or nested beyond reason, is not taken', async () => {
    const { stage, station } = await open()
    const refused = { code: 'BAD_REQUEST' }
    await expect(send(stage, 'DataTransfer', { vendorId: 'v', data: 'x'.repeat(300_000) })).rejects.toMatchObject(refused)
    const deep = JSON.parse('{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000)) as JsonObject
    await expect(send(stage, 'DataTransfer', deep)).rejects.toMatchObject(refused)
    expect(station.received).toEqual([])
  })
})

describe('what can be sent', () => {
  it('is known of a station that is away, by the version of its last connection', async () => {
    const stage = await openStage()
    const station = await stage.stationOf('2.0.1')
    await station.close()
    await eventually(async () => (await stage.station()).link).toBe('down')
    const { station: identity } = await stage.station()
    const { protocol, actions } = await stage.client.stations.actions({ station: identity })
    expect(protocol).toBe('OCPP 2.0.1')
    expect(actions).toHaveLength(40)
    expect(await stage.client.stations.checkPayload({ station: identity, action: 'ClearCache', payload: {} })).toEqual([])
    await expect(send(stage, 'ClearCache', {})).rejects.toMatchObject({ code: 'STATION_OFFLINE' })
  })

  it('is nothing for a station that never connected', async () => {
    const stage = await openStage()
    await stage.register('LATER')
    expect(await stage.client.stations.actions({ station: 'LATER' })).toEqual({ protocol: null, actions: [] })
    await expect(stage.client.stations.actions({ station: 'NOBODY' })).rejects.toMatchObject({ code: 'STATION_NOT_FOUND' })
  })

  it('B02: what Plugboard asks of its own accord is marked so', async () => {
    const stage = await openStage()
    const station = await rawStation(stage, { isRegistered: false })
    await eventually(async () => (await stage.stations()).length).toBe(1)
    await station.boot()
    await stage.client.stations.accept({ station: station.identity, name: 'Gate', site: null })
    await eventually(async () => (await history(stage)).map(({ by, action }) => [by, action])).toEqual([['automatic', 'TriggerMessage']])
  })
})
