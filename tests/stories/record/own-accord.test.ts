import { describe, expect, it } from 'vitest'
import type { OwnAccordKind } from '#contract/own-accord'
import { rawStation, type RawStation } from '../raw-station'
import { eventually, MINUTE, openStage, rowsOf, type Stage } from '../story'

const station = 'RAW-1'
/** The actions that a raw station was sent. */
const asked = ({ received }: RawStation) => received.map((text) => (JSON.parse(text) as unknown[])[2])
const rowOf = async (stage: Stage, kind: OwnAccordKind) =>
  (await stage.client.ownAccord.get({ station })).rows.find((row) => row.kind === kind)
const history = (stage: Stage) => rowsOf(stage.client.stations.watchCommands({ station }))
const fact = async (stage: Stage, field: string) => (await stage.detail()).compatibility.find((row) => row.field === field)

/** Connected, and silent for longer than the settle time. */
async function unbooted(stage: Stage) {
  const raw = await rawStation(stage)
  stage.clock.advance(MINUTE + 1_000)
  return raw
}

describe('what Plugboard sends of its own accord', () => {
  it('B01: a request for a boot is listed with its time and marked in the history', async () => {
    const stage = await openStage()
    expect(await stage.register(station)).toBeTruthy()
    expect(await rowOf(stage, 'boot-trigger')).toMatchObject({ obstacle: null, lastSentAt: null, count: 0 })
    const raw = await unbooted(stage)
    await eventually(() => asked(raw)).toEqual(['TriggerMessage'])
    // When the settle time was over.
    const sentAt = stage.clock.now() - 1_000
    await eventually(() => rowOf(stage, 'boot-trigger')).toMatchObject({ lastSentAt: sentAt, count: 1 })
    expect(await history(stage)).toMatchObject([{ by: 'automatic', ownAccord: 'boot-trigger', action: 'TriggerMessage' }])
  })

  it.each([
    ['hands off one charger', 'hands-off-here', (stage: Stage) => stage.client.ownAccord.switch({ station, kind: 'all', isOn: false })],
    ['hands off all chargers', 'hands-off', (stage: Stage) => stage.client.settings.set({ handsOff: true })],
    ['one kind off for one charger', 'off-here', (stage: Stage) => stage.client.ownAccord.switch({ station, kind: 'boot-trigger', isOn: false })],
    ['one kind off for all', 'off', (stage: Stage) => stage.client.settings.set({ ownAccord: { 'boot-trigger': false } })],
  ] as const)('%s: nothing is sent, and the list says why', async (_, obstacle, switchOff) => {
    const stage = await openStage()
    await stage.register(station)
    await switchOff(stage)
    const raw = await unbooted(stage)
    await raw.call('Heartbeat', {})
    expect(asked(raw)).toEqual([])
    expect(await rowOf(stage, 'boot-trigger')).toMatchObject({ obstacle, lastSentAt: null })
    expect((await stage.detail()).ownAccord).toEqual(await stage.client.ownAccord.get({ station }))
  })

  it('what a person sends goes out all the same', async () => {
    const stage = await openStage()
    const raw = await rawStation(stage)
    await raw.boot()
    await stage.client.ownAccord.switch({ station, kind: 'all', isOn: false })
    void stage.ask({ kind: 'trigger', topic: 'boot', place: null })
    await eventually(() => asked(raw)).toEqual(['TriggerMessage'])
    await eventually(() => history(stage)).toMatchObject([{ by: 'browser', ownAccord: null }])
    expect(await rowOf(stage, 'boot-trigger')).toMatchObject({ count: 0 })
  })

  it('a switch outlives a restart and can be turned back', async () => {
    const stage = await openStage()
    await stage.register(station)
    await stage.client.ownAccord.switch({ station, kind: 'boot-trigger', isOn: false })
    await stage.client.settings.set({ ownAccord: { 'local-list': true } })
    await stage.restart()
    expect(await rowOf(stage, 'boot-trigger')).toMatchObject({ obstacle: 'off-here', isOffHere: true })
    expect(await rowOf(stage, 'local-list')).toMatchObject({ obstacle: null })
    await stage.client.ownAccord.switch({ station, kind: 'boot-trigger', isOn: true })
    expect(await rowOf(stage, 'boot-trigger')).toMatchObject({ obstacle: null, isOffHere: false })
  })

  it('B06 and K05: nothing is read or put back after a boot of a charger that is left alone', async () => {
    const stage = await openStage()
    await stage.client.settings.set({ ownAccord: { 'heartbeat-interval': true } })
    const virtual = await stage.stationOf('1.6')
    const { identity } = virtual.plan
    await stage.client.configuration.setPlan({ station: identity, template: null, settings: [{ name: 'MeterValueSampleInterval', value: '7' }], isReapplied: true })
    await stage.client.ownAccord.switch({ station: identity, kind: 'all', isOn: false })
    await virtual.boot()
    stage.clock.advance(MINUTE)
    await virtual.heartbeat()
    expect(await rowsOf(stage.client.stations.watchCommands({ station: identity }))).toEqual([])

    await stage.client.ownAccord.switch({ station: identity, kind: 'all', isOn: true })
    await virtual.boot()
    stage.clock.advance(MINUTE)
    const kinds = async () => new Set((await rowsOf(stage.client.stations.watchCommands({ station: identity }))).map(({ ownAccord }) => ownAccord))
    await eventually(kinds).toContain('desired-settings')
  })
})

describe('B02: a charger that does not bear the request for a boot', () => {
  it('B02: a disconnect soon after it is remembered, and it is not asked again', async () => {
    const stage = await openStage()
    const raw = await unbooted(stage)
    await eventually(() => asked(raw)).toEqual(['TriggerMessage'])
    stage.clock.advance(10_000)
    raw.socket.terminate()
    await eventually(() => stage.findings()).toContain('B02')
    expect(await fact(stage, 'mayTriggerBoot')).toMatchObject({ value: false, source: 'learned' })
    expect(await rowOf(stage, 'boot-trigger')).toMatchObject({ obstacle: 'not-taken' })
    stage.clock.advance(48 * 60 * MINUTE)
    const again = await unbooted(stage)
    await again.call('Heartbeat', {})
    expect(asked(again)).toEqual([])
  })

  it('B02: a disconnect long after it means nothing', async () => {
    const stage = await openStage()
    const raw = await unbooted(stage)
    await eventually(() => asked(raw)).toEqual(['TriggerMessage'])
    stage.clock.advance(31_000)
    raw.socket.terminate()
    await eventually(async () => (await stage.station()).link).toBe('down')
    expect(await stage.findings()).toEqual([])
  })

  it('B02: a new connection beside the old one is a disconnect as well', async () => {
    const stage = await openStage()
    const raw = await unbooted(stage)
    await eventually(() => asked(raw)).toEqual(['TriggerMessage'])
    await rawStation(stage)
    await eventually(() => stage.findings()).toContain('B02')
  })

  it('B02: the end of Plugboard itself is not held against the charger', async () => {
    const stage = await openStage()
    const raw = await unbooted(stage)
    await eventually(() => asked(raw)).toEqual(['TriggerMessage'])
    await stage.restart()
    expect(await stage.findings()).toEqual([])
    expect(await fact(stage, 'mayTriggerBoot')).toMatchObject({ value: true, source: 'default' })
  })

  it('B02: what a person has set stays', async () => {
    const stage = await openStage()
    await stage.register(station)
    await stage.client.stations.setCompatibility({ station, choice: { field: 'mayTriggerBoot', value: true } })
    const raw = await unbooted(stage)
    await eventually(() => asked(raw)).toEqual(['TriggerMessage'])
    raw.socket.terminate()
    await eventually(() => stage.findings()).toContain('B02')
    expect(await fact(stage, 'mayTriggerBoot')).toMatchObject({ value: true, source: 'set' })
  })
})
