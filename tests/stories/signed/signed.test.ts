import { describe, expect, it } from 'vitest'
import { createSigningMeter } from '../../../src-main/simulator/signing-meter'
import { versions, type Version } from '../../../src-main/simulator/station-plan'
import { HOUR, openStage, plug, type Stage, type StationOverrides, storyStart, token } from '../story'

const month = { from: storyStart - HOUR, to: storyStart + 24 * HOUR }
const meter = createSigningMeter('VT-22-0001-1-1', {})
const strange = createSigningMeter('another meter', {})

const signing = (signs: NonNullable<NonNullable<StationOverrides['plan']>['signs']> = {}): StationOverrides => ({ plan: { signs } })

async function charge(stage: Stage, station: Awaited<ReturnType<Stage['stationOf']>>, toWh = 21_000) {
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  stage.clock.advance(HOUR)
  await station.meter(plug, { energyWh: toWh, powerW: 11_000 })
  await station.stop(plug, 'local')
  await station.unplug(plug)
}

const socketAt = (meterWh: number) => [{ connectors: [{ kind: 'ac' as const, maxPowerW: 22_000, phases: 3 as const, meterWh }] }]

/** The same station with another configuration, and transaction ids of its own. */
async function exchanged(stage: Stage, overrides: StationOverrides) {
  const station = stage.stranger('2.0.1', { seed: JSON.stringify(overrides), ...overrides })
  await station.connect()
  await station.boot()
  return station
}

const outcomes = async (stage: Stage, session = 1) =>
  Object.fromEntries((await stage.client.signed.session({ session })).checks.map(({ check, outcome, reason }) => [check, `${outcome}: ${reason}`]))

async function told(version: Version, signs: Parameters<typeof signing>[0] = {}) {
  const stage = await openStage()
  const station = await stage.stationOf(version, signing(signs))
  await charge(stage, station)
  return { stage, station }
}

describe.each(versions)('a charger that signs, in OCPP %s', (version) => {
  it('has its session checked, and a file for the legal verifier', async () => {
    const { stage } = await told(version)
    expect(await stage.client.signed.session({ session: 1 })).toMatchObject({
      state: 'key-unconfirmed',
      signedWh: 11_000,
      billedWh: 11_000,
      values: [
        { context: 'begin', format: 'OCMF', page: 'T1', meterSerial: 'VT-22-0001-1-1', readings: [{ moment: 'begin', value: '10.000', unit: 'kWh' }] },
        { context: 'end', format: 'OCMF', page: 'T2', key: { curve: 'secp256r1', source: 'value', spki: meter.publicKey } },
      ],
    })
    expect(await outcomes(stage)).toEqual({
      signature: 'passed: matches', key: 'remark: with-value', 'begin-end': 'passed: both', order: 'passed: rises',
      pagination: 'passed: continuous', serial: 'passed: same', status: 'passed: good', identity: 'passed: same', time: 'passed: fits', energy: 'passed: same',
    })
    expect(await stage.findings()).not.toContain('schema')

    const { name, text } = await stage.client.signed.xml({ session: 1 })
    expect(name).toBe('session-1-signed.xml')
    expect(text.match(/<value transactionId="1" context="Transaction\.(Begin|End)">/g)).toHaveLength(2)
    expect(text).toContain(`<publicKey encoding="hex">${meter.publicKey}</publicKey>`)
    expect(text).toContain('<signedData format="OCMF" encoding="plain">OCMF|{&quot;FV&quot;:&quot;1.0&quot;')
  })

  it('is open while its session runs', async () => {
    const stage = await openStage()
    const station = await stage.stationOf(version, signing())
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    const { state, values } = await stage.client.signed.session({ session: 1 })
    // A start of 1.6 has no room for signed values: the stop brings both.
    expect({ state, values: values.length }).toEqual(version === '1.6' ? { state: 'missing', values: 0 } : { state: 'open', values: 1 })
  })
})

describe('what was signed', () => {
  it('stays over a restart', async () => {
    const { stage, station } = await told('1.6')
    const before = await stage.client.signed.session({ session: 1 })
    await station.close()
    await stage.restart()
    expect(await stage.client.signed.session({ session: 1 })).toEqual(before)
  })

  it('is checked with the key that a person has typed, and fails by another one', async () => {
    const { stage } = await told('1.6')
    const { signed } = stage.client
    const other = await signed.addKey({ station: 'VS-0001', text: strange.publicKey })
    expect(await signed.session({ session: 1 })).toMatchObject({ state: 'failed' })
    expect(await outcomes(stage)).toMatchObject({ signature: 'passed: matches', key: 'failed: other-key' })
    await signed.addKey({ station: 'VS-0001', text: meter.publicKey.toUpperCase().replace(/(..)/g, '$1 '), evse: 1 })
    expect(await outcomes(stage)).toMatchObject({ key: 'passed: by-person' })
    await signed.removeKey({ station: 'VS-0001', id: other.id ?? 0 })
    expect(await signed.keys({ station: 'VS-0001' })).toMatchObject([{ evse: 1, source: 'person', curve: 'secp256r1' }])
  })

  it('may come with its key once in a session, or never', async () => {
    const once = await told('2.0.1', { key: 'once' })
    expect(await outcomes(once.stage)).toMatchObject({ signature: 'passed: matches', key: 'remark: of-session' })
    const never = await told('2.0.1', { key: 'never' })
    expect(await never.stage.client.signed.session({ session: 1 })).toMatchObject({ state: 'no-key' })
    await never.stage.client.signed.addKey({ station: 'VS-0001', text: meter.publicKey })
    expect(await never.stage.client.signed.session({ session: 1 })).toMatchObject({ state: 'checked' })
  })
})

describe('a key in the settings of the charger', () => {
  it.each(versions)('is found when they are read, in OCPP %s', async (version) => {
    const { stage, station } = await told(version, { key: 'never' })
    station.settings.all.push({
      key: 'MeterPublicKey', component: 'FiscalMetering', variable: 'PublicKey', instance: null, unit: null, initial: '', readonly: true, value: meter.publicKey, next: null,
    })
    await stage.client.configuration.read({ station: 'VS-0001' })
    expect(await outcomes(stage)).toMatchObject({ signature: 'passed: matches', key: 'remark: configured' })
    expect(await stage.client.signed.keys({ station: 'VS-0001' })).toMatchObject([{ id: null, source: 'configuration', curve: 'secp256r1' }])
  })
})

describe('a check of a month', () => {
  it('lists the sessions of chargers that sign, those without a signature too, and nobody else’s', async () => {
    const stage = await openStage()
    const station = await stage.stationOf('2.0.1', signing())
    await charge(stage, station)
    const other = await stage.stationOf('1.6', { plan: { identity: 'VS-0002' } })
    await charge(stage, other)
    // After an exchange of its firmware the first one does not sign any more.
    await station.close()
    await charge(stage, await exchanged(stage, {}))
    const { rows, next } = await stage.client.signed.check(month)
    expect(next).toBeNull()
    expect(rows.map(({ session, station: of, state, values, notPassed }) => [session, of, state, values, notPassed.map(({ check }) => check)])).toEqual([
      [3, 'VS-0001', 'missing', 0, []],
      [1, 'VS-0001', 'key-unconfirmed', 2, ['key']],
    ])
    expect((await stage.client.signed.check({ ...month, to: storyStart })).rows).toEqual([])
    expect((await stage.client.signed.check({ ...month, station: 'VS-0002' })).rows).toEqual([])
  })

  it('goes on where a page ends', async () => {
    const stage = await openStage()
    const station = await stage.stationOf('2.1', signing())
    for (const toWh of [21_000, 32_000, 43_000]) await charge(stage, station, toWh)
    const first = await stage.client.signed.check({ ...month, limit: 2 })
    const second = await stage.client.signed.check({ ...month, limit: 2, cursor: first.next })
    expect([first, second].map(({ rows }) => rows.map(({ session }) => session))).toEqual([[3, 2], [1]])
    expect(second.next).toBeNull()
    expect(first.rows[0]).toMatchObject({ signedWh: 11_000, billedWh: 11_000, keySource: 'value' })
  })

  it('finds records that are missing between two sessions, and those that come again', async () => {
    const { stage, station } = await told('2.0.1')
    await station.close()
    const later = await exchanged(stage, { plan: { signs: { firstPage: 9 }, evses: socketAt(21_000) } })
    await charge(stage, later, 32_000)
    expect(await outcomes(stage, 2)).toMatchObject({ pagination: 'remark: gap-before' })
    await later.close()
    const again = await exchanged(stage, { plan: { signs: { firstPage: 9 }, evses: socketAt(32_000) } })
    await charge(stage, again, 43_000)
    expect(await outcomes(stage, 3)).toMatchObject({ pagination: 'failed: repeats-before' })
  })
})

describe('what cannot be', () => {
  it('is refused with its reason', async () => {
    const stage = await openStage()
    await stage.register('VS-0001')
    const { signed } = stage.client
    await expect(signed.session({ session: 7 })).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' })
    await expect(signed.keys({ station: 'nobody' })).rejects.toMatchObject({ code: 'STATION_NOT_FOUND' })
    await expect(signed.addKey({ station: 'VS-0001', text: 'hello' })).rejects.toMatchObject({ code: 'NO_METER_KEY' })
  })

  it('has no file where nothing was signed', async () => {
    const stage = await openStage()
    await charge(stage, await stage.stationOf('1.6'))
    await expect(stage.client.signed.xml({ session: 1 })).rejects.toMatchObject({ code: 'NOTHING_SIGNED' })
    expect(await stage.client.signed.session({ session: 1 })).toMatchObject({ state: 'missing', values: [] })
  })
})
