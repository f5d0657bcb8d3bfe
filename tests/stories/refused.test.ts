import { describe, expect, it } from 'vitest'
import { answering, rawStation } from './raw-station'
import { anEcKey, aSigningRequest } from './security/requests'
import { eventually, MINUTE, openStage, rowsOf, storyStart, token, type Stage } from './story'

const station = 'RAW-1'
const requests = async (stage: Stage) => (await rowsOf(stage.client.security.watchRequests())).map(({ state }) => state)
const accept = (stage: Stage) => stage.client.stations.accept({ station, name: 'Gate', site: null })
const mayTriggerBoot = async (stage: Stage) => (await stage.detail()).compatibility.find(({ field }) => field === 'mayTriggerBoot')

/** Connected, refused, and told so by its next boot. */
async function rejected(stage: Stage) {
  const charger = await rawStation(stage, { isRegistered: false })
  await charger.boot()
  await stage.client.stations.refuse({ station })
  expect(await charger.boot()).toMatchObject({ status: 'Rejected', interval: 300 })
  return charger
}

/** It was accepted once, and its request for a certificate waits for a person. */
async function refusedAfterRequest(stage: Stage) {
  const charger = await rawStation(stage)
  await charger.boot()
  expect(await charger.call('SignCertificate', { csr: await aSigningRequest(`CN=${station}`, await anEcKey()) })).toEqual({ status: 'Accepted' })
  await stage.client.stations.refuse({ station })
  return charger
}

/** What the buttons of an accepted charger send. */
const buttons: [string, (stage: Stage) => Promise<unknown>][] = [
  ['a certificate', (stage) => stage.client.security.requestCertificate({ station, use: 'station' })],
  ['a profile', (stage) => stage.client.charging.read({ station })],
  ['a reservation', (stage) => stage.client.reservations.reserve({ station, place: null, idToken: token, until: storyStart + 60 * MINUTE })],
]

describe('a charger that is not accepted is sent nothing', () => {
  it.each(['quarantined', 'rejected'] as const)('unasked, nor by any button, while it is %s', async (how) => {
    const stage = await openStage()
    await stage.client.security.choose({ signing: 'automatic' })
    const charger = how === 'rejected' ? await rejected(stage) : await rawStation(stage, { isRegistered: false })
    stage.clock.advance(2 * MINUTE)
    for (const [what, press] of buttons) await expect(press(stage), what).rejects.toMatchObject({ code: 'NOT_ACCEPTED' })
    const order = { stations: [station], kind: 'diagnostics' as const, from: null, to: null, timeoutMinutes: 10, recipe: null }
    await stage.client.transfers.startDiagnostics(order)
    await charger.boot()
    if (how === 'quarantined') await charger.call('Heartbeat', {})
    expect(charger.received).toEqual([])
    const { rows } = await stage.client.ownAccord.get({ station })
    expect(rows.find(({ kind }) => kind === 'boot-trigger')).toMatchObject({ obstacle: 'not-accepted', count: 0 })
  })

  it('a certificate that it asked for before it was refused is signed when it is accepted again', async () => {
    const stage = await openStage()
    const charger = await refusedAfterRequest(stage)
    const asked = answering(charger, { CertificateSigned: () => ({ status: 'Accepted' }) })
    await stage.client.security.choose({ signing: 'automatic' })
    expect(await charger.boot()).toMatchObject({ status: 'Rejected' })
    await expect(charger.call('Heartbeat', {})).rejects.toThrow('SecurityError')
    expect([await requests(stage), asked]).toEqual([['waiting'], []])
    await accept(stage)
    await charger.boot()
    await eventually(() => requests(stage)).toEqual(['installed'])
  })

  it('a certificate that a person grants waits for it while it is refused', async () => {
    const stage = await openStage()
    const charger = await refusedAfterRequest(stage)
    await charger.boot()
    const [row] = await rowsOf(stage.client.security.watchRequests())
    await stage.client.security.grant({ request: row?.request ?? 0 })
    await charger.boot()
    expect(await requests(stage)).toEqual(['granted'])
    expect(charger.received).toEqual([])
  })
})

describe('a charger that is accepted after it was told Rejected', () => {
  it('B02: is not asked for a boot, for it may not answer, and nothing is learned of it', async () => {
    const stage = await openStage()
    const charger = await rejected(stage)
    await accept(stage)
    await expect(stage.ask({ kind: 'reset', mode: 'soft' })).rejects.toMatchObject({ code: 'STATION_OFFLINE' })
    await charger.call('Heartbeat', {})
    expect(charger.received).toEqual([])
    charger.socket.terminate()
    await eventually(async () => (await stage.station()).link).toBe('down')
    expect(await mayTriggerBoot(stage)).toMatchObject({ value: true, source: 'default' })
    const back = await rawStation(stage)
    stage.clock.advance(2 * MINUTE)
    await back.call('Heartbeat', {})
    expect(back.received, 'it waits on the next connection as well').toEqual([])
  })

  it('goes live with its next boot', async () => {
    const stage = await openStage()
    const charger = await rejected(stage)
    const asked = answering(charger, { Reset: () => ({ status: 'Accepted' }) })
    await accept(stage)
    stage.clock.advance(5 * MINUTE)
    expect(await charger.boot()).toMatchObject({ status: 'Accepted' })
    expect(await stage.ask({ kind: 'reset', mode: 'soft' })).toMatchObject({ outcome: 'accepted' })
    expect(asked.map(({ action }) => action)).toEqual(['Reset'])
  })

  it('B01: is asked for a boot where it was told Pending alone', async () => {
    const stage = await openStage()
    const charger = await rawStation(stage, { isRegistered: false })
    await charger.boot()
    const asked = answering(charger, { TriggerMessage: () => ({ status: 'Accepted' }) })
    await accept(stage)
    await eventually(() => asked.map(({ payload }) => payload)).toEqual([{ requestedMessage: 'BootNotification' }])
  })
})
