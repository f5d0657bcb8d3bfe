import { expect } from 'vitest'
import { applyProposal } from '../apply-proposal'
import { eventually, HOUR, MINUTE, plug, type Stage, token } from '../story'
import type { ParityStory } from './parity-story'

const secondToken = 'B0B0B0B0'

/** A car charges 1 kWh in ten minutes and leaves; the station never says that the transaction ended. */
async function neverStopped(stage: Stage, version: Parameters<Stage['stationOf']>[0]) {
  const station = await stage.stationOf(version)
  await station.plugIn(plug)
  const transaction = await station.startCharging(plug, token)
  stage.clock.advance(10 * MINUTE)
  await station.meter(plug, { energyWh: 11_000, powerW: 6_000 })
  const lastReadingAt = stage.clock.now()
  stage.clock.advance(MINUTE)
  station.connector(plug).transaction = null
  await station.unplug(plug)
  return { station, transaction, lastReadingAt, freeAt: stage.clock.now() }
}

export const neverStopping: ParityStory = {
  title: 'S08, T07, T16: a session that never stops is suspect after a minute, blocks nothing, is repaired, and gives way to the real stop',
  async play(stage, version) {
    const { station, transaction, lastReadingAt, freeAt } = await neverStopped(stage, version)
    stage.clock.advance(MINUTE - 5_000)
    expect(await stage.live()).toMatchObject([{ session: 1, state: 'running' }])
    expect(await stage.desk()).toEqual([])
    stage.clock.advance(10_000)
    expect(await stage.live()).toMatchObject([{ session: 1, state: 'suspect', power: { watts: 0, derived: true } }])
    expect(await stage.station()).toMatchObject({ runningSessions: 0, connectors: [{ status: 'available' }] })
    expect(await stage.overview()).toMatchObject({ deskItems: 1, powerW: 0 })
    const [row] = await stage.desk()
    expect(row).toMatchObject({
      issues: ['suspect'],
      suspicion: { cause: 'available', since: freeAt },
      proposal: { kind: 'close', endedAt: lastReadingAt, meterStopWh: 11_000, reason: 'ev-disconnected' },
      values: { state: 'suspect', endedAt: null, energyWh: 1_000 },
    })

    // T16: the next car is not kept waiting.
    await station.plugIn(plug)
    await station.startCharging(plug, secondToken)
    expect(await stage.live()).toMatchObject([{ session: 1, state: 'suspect' }, { session: 2, state: 'running', idToken: secondToken }])
    expect(await stage.station()).toMatchObject({ runningSessions: 1, connectors: [{ session: 2 }] })

    await applyProposal(stage, 1)
    const repaired = { session: 1, state: 'completed', endedAt: lastReadingAt, energyWh: 1_000, reason: 'ev-disconnected', marks: ['repaired'] }
    expect(await stage.history()).toMatchObject([repaired])
    expect(await stage.desk()).toEqual([])

    stage.clock.advance(HOUR)
    await station.stop(plug, 'local')
    station.connector(plug).transaction = transaction
    await station.stop(plug, 'local')
    const stopped = (await stage.history()).find(({ session }) => session === 1)
    expect(stopped).toMatchObject({ state: 'completed', endedAt: stage.clock.now(), reason: 'local' })
    expect(stopped!.marks).not.toContain('repaired')
    const { audit } = await stage.client.desk.evidence({ session: 1 })
    expect(audit).toMatchObject([
      { action: 'replaced', host: null, before: { endedAt: lastReadingAt }, after: { endedAt: stage.clock.now() }, canUndo: false },
      { action: 'repaired', host: 'headless', note: 'seen on site', before: { state: 'suspect', endedAt: null }, after: { endedAt: lastReadingAt } },
    ])
    expect(await stage.findings()).toEqual(['S08'])
  },
}

export const repairUndone: ParityStory = {
  title: 'T07: a repair that was wrong is undone, and the session waits again',
  async play(stage, version) {
    await neverStopped(stage, version)
    stage.clock.advance(2 * MINUTE)
    const [before] = await stage.desk()
    await applyProposal(stage, 1)
    await stage.client.desk.undo({ session: 1, note: 'the wrong one' })
    await eventually(async () => (await stage.desk())[0]).toEqual(before)
    expect(await stage.history()).toEqual([])
    const { audit } = await stage.client.desk.evidence({ session: 1 })
    expect(audit).toMatchObject([{ action: 'undone', note: 'the wrong one', after: { state: 'suspect' } }, { action: 'repaired', canUndo: false }])
  },
}

export const goesOnAfterAll: ParityStory = {
  title: 'S08: energy that flows takes the suspicion away',
  async play(stage, version) {
    const { station, transaction } = await neverStopped(stage, version)
    stage.clock.advance(2 * MINUTE)
    expect(await stage.live()).toMatchObject([{ state: 'suspect' }])
    station.connector(plug).transaction = transaction
    station.connector(plug).plugged = true
    await station.meter(plug, { energyWh: 11_500, powerW: 6_000 })
    await station.announce()
    expect(await stage.live()).toMatchObject([{ state: 'running', energyWh: 1_500 }])
    expect(await stage.desk()).toEqual([])
  },
}

export const rebootedAndForgotten: ParityStory = {
  title: 'T07: a session of which nobody speaks after a reboot is orphaned',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    stage.clock.advance(5 * MINUTE)
    await station.meter(plug, { energyWh: 10_500, powerW: 6_000 })
    const lastReadingAt = stage.clock.now()
    stage.clock.advance(MINUTE)
    station.connector(plug).transaction = null
    await station.boot('local-reset')
    stage.clock.advance(14 * MINUTE)
    expect(await stage.desk()).toEqual([])
    stage.clock.advance(2 * MINUTE)
    expect(await stage.desk()).toMatchObject([
      { issues: ['orphaned'], suspicion: { cause: 'rebooted' }, proposal: { kind: 'close', endedAt: lastReadingAt, meterStopWh: 10_500 } },
    ])
    await applyProposal(stage, 1)
    expect(await stage.history()).toMatchObject([{ session: 1, energyWh: 500, marks: ['repaired'] }])
  },
}

export const gaveItselfUpLate: ParityStory = {
  title: 'T17: a session that is delivered late waits on the desk until it was seen',
  async play(stage, version) {
    const station = await stage.stationOf(version, { offlineTransactionId: -1 })
    station.dropNetwork()
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    stage.clock.advance(30 * MINUTE)
    await station.stop(plug, 'local')
    await station.unplug(plug)
    stage.clock.advance(26 * HOUR)
    await station.reconnect()
    expect(await stage.desk()).toMatchObject([{ session: { session: 1 }, issues: ['late'], proposal: { kind: 'keep' } }])
    expect(await stage.client.desk.applyProposals({ sessions: [1, 99], note: 'all seen' })).toEqual([
      { session: 1, outcome: 'applied' },
      { session: 99, outcome: 'gone' },
    ])
    expect(await stage.desk()).toEqual([])
    expect(await stage.history()).toMatchObject([{ session: 1, marks: ['late'] }])
  },
}
