import { describe, expect, it } from 'vitest'
import type { SettingHabits } from '../../../src-main/simulator/setting-habits'
import { type Version, versions } from '../../../src-main/simulator/station-plan'
import { eventually, first, MINUTE, openStage, type Stage } from '../story'

/** The same setting in the words of each version. */
const words = (version: Version) =>
  version === '1.6'
    ? { heartbeat: 'HeartbeatInterval', ping: 'WebSocketPingInterval', timeout: 'ConnectionTimeOut', fixed: 'GetConfigurationMaxKeys' }
    : {
        heartbeat: 'OCPPCommCtrlr.HeartbeatInterval',
        ping: 'OCPPCommCtrlr.WebSocketPingInterval',
        timeout: 'TxCtrlr.EVConnectionTimeOut',
        fixed: 'DeviceDataCtrlr.ItemsPerMessage[GetVariables]',
      }

async function staged(version: Version, settingHabits: SettingHabits = {}) {
  const stage = await openStage()
  const station = await stage.stationOf(version, { settingHabits })
  const { identity } = station.plan
  const { configuration } = stage.client
  return {
    stage,
    station,
    identity,
    configuration,
    read: () => configuration.read({ station: identity }),
    value: async (name: string) =>
      (await configuration.settings({ station: identity })).find((row) => row.name === name)?.value,
    change: (name: string, value: string) => configuration.change({ station: identity, settings: [{ name, value }] }),
    status: () => first(configuration.watch({ station: identity })),
  }
}

const asked = async (stage: Stage) =>
  (await stage.trace({ direction: 'out' })).filter(({ kind }) => kind === 'call').map(({ action }) => action)

/** Long enough after a boot for what Plugboard does of its own accord. */
async function settleAfterBoot(stage: Stage): Promise<void> {
  stage.clock.advance(31_000)
  await new Promise((resolve) => setTimeout(resolve, 50))
}

describe.each(versions)('the settings of a station of OCPP %s', (version) => {
  const name = words(version)

  it('are read, and told with what can be changed', async () => {
    const { read, configuration, identity } = await staged(version)
    expect(await read()).toMatchObject({ outcome: 'read', gaps: [] })
    const rows = await configuration.settings({ station: identity })
    expect(rows.find((row) => row.name === name.heartbeat)).toMatchObject({ value: '300', access: 'read-write' })
    expect(rows.find((row) => row.name === name.fixed)).toMatchObject({ value: '4', access: 'read-only' })
    expect(await configuration.snapshots({ station: identity })).toMatchObject([{ count: rows.length }])
  })

  it('are changed, several at once, and read back', async () => {
    const { read, configuration, identity, value, station } = await staged(version)
    await read()
    const settings = [
      { name: name.ping, value: '60' },
      { name: name.timeout, value: '120' },
      { name: name.heartbeat, value: '90' },
      { name: name.fixed, value: '9' },
    ]
    expect(await configuration.change({ station: identity, settings })).toMatchObject([
      { name: name.ping, outcome: 'applied', value: '60' },
      { name: name.timeout, outcome: 'applied', value: '120' },
      { name: name.heartbeat, outcome: 'applied', value: '90' },
      { name: name.fixed, outcome: 'refused', value: '4', word: 'Rejected' },
    ])
    expect(await value(name.timeout)).toBe('120')
    expect(station.settings.seconds('ConnectionTimeOut')).toBe(120)
  })

  it('K03: a change that is accepted and not made is shown as it is', async () => {
    const { stage, change, read } = await staged(version, { stubborn: ['WebSocketPingInterval'] })
    await read()
    expect(await change(name.ping, '10')).toMatchObject([{ outcome: 'unchanged', word: 'Accepted', value: '30' }])
    await eventually(() => stage.findings()).toContain('K03')
  })

  it('K03: a change that is refused and made all the same counts', async () => {
    const { change, read } = await staged(version, { modest: ['WebSocketPingInterval'] })
    await read()
    expect(await change(name.ping, '10')).toMatchObject([{ outcome: 'applied-although-refused', word: 'Rejected', value: '10' }])
  })

  it('K03: a change that needs a reboot is pending until the next boot', async () => {
    const { stage, station, change, read, configuration, identity } = await staged(version, { needsReboot: ['WebSocketPingInterval'] })
    await read()
    expect(await change(name.ping, '10')).toMatchObject([{ outcome: 'reboot-needed', word: 'RebootRequired' }])
    expect(await stage.station()).toMatchObject({ rebootPendingSince: stage.clock.now() })
    const pending = (await configuration.settings({ station: identity })).find((row) => row.name === name.ping)
    expect(pending).toMatchObject({ isRebootNeeded: true, changedAt: stage.clock.now() })
    await station.reboot('soft-reset')
    expect(await stage.station()).toMatchObject({ rebootPendingSince: null })
    await read()
    const taken = (await configuration.settings({ station: identity })).find((row) => row.name === name.ping)
    expect(taken).toMatchObject({ value: '10', isRebootNeeded: false })
  })

  it('are compared with another station, an earlier reading and a template', async () => {
    const { stage, read, change, configuration, identity } = await staged(version)
    await read()
    stage.clock.advance(MINUTE)
    await change(name.timeout, '75')
    await read()
    const snapshots = await configuration.snapshots({ station: identity })
    expect(snapshots).toHaveLength(2)
    const difference = { name: name.timeout, here: '75', there: '60', kind: 'changed' }
    expect(await configuration.compare({ station: identity, with: { snapshot: snapshots[1]!.snapshot } })).toEqual([difference])
    const { template } = await configuration.saveTemplate({ name: 'Depot', settings: [{ name: name.timeout, value: '60' }] })
    expect(await configuration.compare({ station: identity, with: { template } })).toContainEqual(difference)
    await expect(configuration.saveTemplate({ name: 'Depot', settings: [{ name: 'A', value: '1' }] })).rejects.toMatchObject({ code: 'NAME_TAKEN' })
    const other = await stage.stationOf(version, { plan: { identity: 'OTHER' } })
    await configuration.read({ station: other.plan.identity })
    expect(await configuration.compare({ station: identity, with: { station: 'OTHER' } })).toEqual([difference])
  })

  it('K05: what a reboot forgot is marked as drift, and set again where that is wanted', async () => {
    const { stage, station, read, change, configuration, identity, value } = await staged(version, { forgets: true })
    await read()
    await change(name.timeout, '120')
    const plan = { station: identity, template: null, settings: [{ name: name.timeout, value: '120' }] }
    await configuration.setPlan({ ...plan, isReapplied: false })
    expect(await stage.station()).toMatchObject({ drift: 0 })
    await station.reboot('soft-reset')
    await settleAfterBoot(stage)
    await eventually(async () => (await stage.station()).drift).toBe(1)
    expect(await first(configuration.watch({ station: identity }))).toMatchObject({
      drift: [{ name: name.timeout, here: '60', there: '120' }],
    })
    await configuration.setPlan({ ...plan, isReapplied: true })
    await station.reboot('soft-reset')
    await settleAfterBoot(stage)
    await eventually(() => value(name.timeout)).toBe('120')
    await eventually(async () => (await stage.station()).drift).toBe(0)
    expect(station.settings.seconds('ConnectionTimeOut')).toBe(120)
    await eventually(() => stage.findings()).toContain('K05')
  })

  it('B06: the heartbeat interval is set by configuration where a station keeps its own, and the one in effect counts', async () => {
    const { stage, station } = await staged(version)
    await stage.client.settings.set({ ownAccord: { 'heartbeat-interval': true } })
    station.settings.set('HeartbeatInterval', '3600')
    await settleAfterBoot(stage)
    await eventually(() => station.settings.seconds('HeartbeatInterval')).toBe(300)
    const deaf = await stage.stationOf(version, { plan: { identity: 'DEAF' }, settingHabits: { stubborn: ['HeartbeatInterval'] } })
    deaf.settings.set('HeartbeatInterval', '3600')
    await settleAfterBoot(stage)
    await eventually(async () => (await stage.detail('DEAF')).heartbeatIntervalS).toBe(3600)
  })

  it('B06: an interval that a person set at a station stays', async () => {
    const { stage, station, change } = await staged(version)
    await stage.client.settings.set({ ownAccord: { 'heartbeat-interval': true } })
    await change(name.heartbeat, '90')
    await settleAfterBoot(stage)
    expect(station.settings.seconds('HeartbeatInterval')).toBe(90)
    expect(await stage.detail()).toMatchObject({ heartbeatIntervalS: 90 })
  })

  it('B06: nothing is sent of its own accord unless that is switched on', async () => {
    const { stage } = await staged(version)
    const before = await asked(stage)
    await settleAfterBoot(stage)
    expect(await asked(stage)).toEqual(before)
  })

  it('survive a restart of the console', async () => {
    const { stage, read, identity } = await staged(version)
    await read()
    const rows = await stage.client.configuration.settings({ station: identity })
    await stage.restart()
    expect(await stage.client.configuration.settings({ station: identity })).toEqual(rows)
  })

  it('cannot be asked of a station that is not connected', async () => {
    const { station, stage, read, status } = await staged(version)
    await station.close()
    await eventually(async () => (await stage.station()).link).toBe('down')
    await expect(async () => read()).rejects.toMatchObject({ code: 'STATION_OFFLINE' })
    expect(await status()).toMatchObject({ obstacle: 'offline' })
  })
})

describe('a station that does not list all', () => {
  it('K01: is asked in portions, and that is remembered', async () => {
    const { stage, read, configuration, identity } = await staged('1.6', { mostKeys: 4 })
    expect(await read()).toMatchObject({ outcome: 'read', gaps: [] })
    const rows = await configuration.settings({ station: identity })
    expect(rows.find((row) => row.name === 'HeartbeatInterval')).toMatchObject({ value: '300' })
    await eventually(() => stage.findings()).toContain('K01')
    const before = (await asked(stage)).length
    await read()
    const payloads = (await stage.trace({ direction: 'out', action: 'GetConfiguration' })).slice(before)
    expect(payloads.every(({ text }) => text.includes('key'))).toBe(true)
  })

  it('K01: a station that makes no reports is asked for the variables of the standard', async () => {
    const { read, value } = await staged('2.0.1', { reportsNothing: true })
    expect(await read()).toMatchObject({ outcome: 'read' })
    expect(await value('OCPPCommCtrlr.HeartbeatInterval')).toBe('300')
  })
})

it('K02: a station that spells its keys in another case is understood', async () => {
  const { read, change, value } = await staged('1.6', { lowerCase: true })
  await read()
  expect(await value('heartbeatinterval')).toBe('300')
  expect(await change('HeartbeatInterval', '60')).toMatchObject([{ outcome: 'applied', value: '60' }])
  expect(await value('heartbeatinterval')).toBe('60')
})

it('K04: a feature that a station does not name is tried all the same', async () => {
  const { stage, identity } = await staged('1.6', { initial: { SupportedFeatureProfiles: 'Core' } })
  expect(await stage.ask({ kind: 'trigger', topic: 'heartbeat', place: null }, identity)).toMatchObject({ outcome: 'accepted' })
})

it('a report with a lost part names it, and what came stays', async () => {
  const { stage, read, status, value } = await staged('2.0.1', { losesParts: [1] })
  const reading = read()
  await eventually(async () => (await status()).progress?.received ?? 0).toBeGreaterThan(5)
  await eventually(() => stage.calls('NotifyReport')).toBeGreaterThan(2)
  stage.clock.advance(21_000)
  expect(await reading).toMatchObject({ outcome: 'incomplete', gaps: ['#1'] })
  expect(await status()).toMatchObject({ gaps: ['#1'] })
  expect(await value('OCPPCommCtrlr.HeartbeatInterval')).toBe('300')
})

it('a reading is cancelled', async () => {
  const { read, status, configuration, identity } = await staged('2.0.1', { losesParts: [0] })
  const reading = read()
  await eventually(async () => (await status()).progress?.received ?? 0).toBeGreaterThan(0)
  await configuration.cancel({ station: identity })
  expect(await reading).toMatchObject({ outcome: 'cancelled' })
  expect(await status()).toMatchObject({ progress: null, readAt: null })
})
