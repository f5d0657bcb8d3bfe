import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#contract/read-models'
import { versions } from '../../../src-main/simulator/station-plan'
import { rawStation } from '../raw-station'
import { eventually, openStage, rowsOf, type Stage } from '../story'

const force = (stage: Stage, action: string, payload: JsonObject, timeoutS?: number) =>
  stage.ask({ kind: 'raw', action, payload, isForced: true, ...(timeoutS !== undefined && { timeoutS }) })

/** Answers the next CALL. */
async function answering(station: { received: string[]; send(frame: string): void }, answer: (id: string) => string) {
  await eventually(() => station.received.length).toBeGreaterThan(0)
  const frame = station.received.shift() ?? '[]'
  const [, id] = JSON.parse(frame) as [number, string]
  station.send(answer(id))
  return frame
}

describe.each(versions)('in OCPP %s', (version) => {
  const open = async () => {
    const stage = await openStage()
    const station = await rawStation(stage, { version })
    await station.boot()
    return { stage, station }
  }

  it('a forced message leaves as it is, wrong as it may be, and the history says that it was forced', async () => {
    const { stage, station } = await open()
    const payload = { type: 'Perhaps', when: 1 }
    const [record, frame] = await Promise.all([
      force(stage, 'Reset', payload),
      answering(station, (id) => `[3,"${id}",{"status":"Rejected"}]`),
    ])
    expect(JSON.parse(frame)).toEqual([2, expect.any(String), 'Reset', payload])
    expect(record).toMatchObject({ outcome: 'rejected', answer: 'Rejected', request: { isForced: true } })
    const history = await rowsOf(stage.client.stations.watchCommands({ station: station.identity }))
    expect(history).toMatchObject([{ id: record.id, request: { kind: 'raw', action: 'Reset', payload, isForced: true } }])
  })

  it('a name that no version knows can be forced, and its refusal says nothing of the firmware', async () => {
    const { stage, station } = await open()
    const [record] = await Promise.all([
      force(stage, 'VendorTrick', { deep: [null] }),
      answering(station, (id) => `[4,"${id}","NotImplemented","what",{}]`),
    ])
    expect(record).toMatchObject({ outcome: 'error', answer: 'NotImplemented: what' })
    const [second] = await Promise.all([force(stage, 'VendorTrick', {}), answering(station, (id) => `[3,"${id}",{"a":1}]`)])
    expect(second).toMatchObject({ outcome: 'accepted', response: { a: 1 } })
    expect((await stage.detail()).refusedActions).toEqual([])
  })

  it('an answer is waited for as long as was asked for, and its absence is an answer', async () => {
    const { stage, station } = await open()
    expect(await force(stage, 'ClearCache', {}, 1)).toMatchObject({ outcome: 'timeout', answer: null })
    expect((await stage.detail()).refusedActions).toEqual([])
    expect(station.received).toHaveLength(1)
    expect(await stage.findings()).not.toContain('F08')
  })
})
