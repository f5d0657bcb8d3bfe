import { expect, it } from 'vitest'
import { rawStation, type RawOptions } from '../raw-station'
import { eventually, openStage, type Stage } from '../story'

const make = { chargePointVendor: 'Nordlicht', chargePointModel: 'NL22', firmwareVersion: '4.1.7' }
const fact = async (stage: Stage, station: string, field: string) =>
  (await stage.detail(station)).compatibility.find((row) => row.field === field)

/** Connected, and booted as what it says. */
async function booted(stage: Stage, identity: string, { says = make, ...options }: RawOptions & { says?: Record<string, string> } = {}) {
  const station = await rawStation(stage, { identity, ...options })
  await station.call('BootNotification', says)
  return station
}

/** Sends ClearCache as an operator, and answers it as the station. */
async function clearCache(stage: Stage, station: Awaited<ReturnType<typeof booted>>, answer: (id: string) => string) {
  const before = station.received.length
  const sent = stage.ask({ kind: 'raw', action: 'ClearCache', payload: {} }, station.identity)
  await eventually(() => station.received.length).toBe(before + 1)
  const [, id] = JSON.parse(station.received.at(-1)!) as [number, string]
  station.send(answer(id))
  return sent
}
const refuses = (id: string) => `[4,"${id}","NotImplemented","",{}]`
const accepts = (id: string) => `[3,"${id}",{"status":"Accepted"}]`

it('K04 and F11: what a firmware refuses is known of the next station with it, tried all the same, and learned anew', async () => {
  const stage = await openStage()
  await clearCache(stage, await booted(stage, 'RAW-1'), refuses)
  expect((await stage.detail('RAW-1')).refusedActions).toEqual(['ClearCache'])
  const second = await booted(stage, 'RAW-2')
  expect((await stage.detail('RAW-2')).refusedActions).toEqual(['ClearCache'])
  expect(await clearCache(stage, second, accepts)).toMatchObject({ outcome: 'accepted' })
  await eventually(async () => (await stage.detail('RAW-2')).refusedActions).toEqual([])
  expect((await stage.detail('RAW-1')).refusedActions, 'that one did refuse it').toEqual(['ClearCache'])
})

it('K04: a station of another firmware, model or vendor inherits nothing', async () => {
  const stage = await openStage()
  await clearCache(stage, await booted(stage, 'RAW-1'), refuses)
  await stage.client.stations.setCompatibility({ station: 'RAW-1', choice: { field: 'ratedPowerW', value: 22_000 } })
  const others = [{ ...make, firmwareVersion: '4.1.8' }, { ...make, chargePointModel: 'NL11' }, { ...make, chargePointVendor: 'Südlicht' }]
  for (const [index, says] of others.entries()) {
    const identity = `OTHER-${index}`
    await booted(stage, identity, { says })
    expect((await stage.detail(identity)).refusedActions).toEqual([])
    expect(await fact(stage, identity, 'ratedPowerW')).toMatchObject({ source: 'default' })
  }
})

it('what was set at an equal station is taken over and names it; a person can overrule it', async () => {
  const stage = await openStage()
  await booted(stage, 'RAW-1')
  await stage.client.stations.setCompatibility({ station: 'RAW-1', choice: { field: 'mayTriggerBoot', value: false } })
  await booted(stage, 'RAW-2')
  expect(await fact(stage, 'RAW-2', 'mayTriggerBoot')).toMatchObject({ value: false, source: 'learned', from: 'RAW-1' })
  await stage.client.stations.setCompatibility({ station: 'RAW-2', choice: { field: 'mayTriggerBoot', value: true } })
  expect(await fact(stage, 'RAW-2', 'mayTriggerBoot')).toMatchObject({ value: true, source: 'set', from: null })
})

it('M02: what changes amounts is only proposed to an equal station', async () => {
  const stage = await openStage()
  await booted(stage, 'RAW-1')
  await stage.client.stations.setCompatibility({ station: 'RAW-1', choice: { field: 'energyUnitFactor', value: 1000 } })
  await booted(stage, 'RAW-2')
  expect(await fact(stage, 'RAW-2', 'energyUnitFactor')).toMatchObject({ value: 1, source: 'default', proposed: 1000, from: 'RAW-1' })
})

it('what a former firmware had inherited goes with it; what the station showed itself stays', async () => {
  const stage = await openStage()
  await booted(stage, 'RAW-1')
  await stage.client.stations.setCompatibility({ station: 'RAW-1', choice: { field: 'ratedPowerW', value: 22_000 } })
  const second = await booted(stage, 'RAW-2')
  await stage.client.stations.setCompatibility({ station: 'RAW-2', choice: { field: 'connectionTimeoutS', value: 60 } })
  expect(await fact(stage, 'RAW-2', 'ratedPowerW')).toMatchObject({ value: 22_000, from: 'RAW-1' })
  await second.call('BootNotification', { ...make, firmwareVersion: '5.0.0' })
  expect(await fact(stage, 'RAW-2', 'ratedPowerW')).toMatchObject({ source: 'default', from: null })
  expect(await fact(stage, 'RAW-2', 'connectionTimeoutS')).toMatchObject({ value: 60, source: 'set' })
})

it('an inherited value that a person forgot does not come back with the next boot', async () => {
  const stage = await openStage()
  await booted(stage, 'RAW-1')
  await stage.client.stations.setCompatibility({ station: 'RAW-1', choice: { field: 'ratedPowerW', value: 22_000 } })
  const second = await booted(stage, 'RAW-2')
  await stage.client.stations.setCompatibility({ station: 'RAW-2', choice: { field: 'ratedPowerW', value: null } })
  await second.call('BootNotification', make)
  expect(await fact(stage, 'RAW-2', 'ratedPowerW')).toMatchObject({ source: 'default' })
})
