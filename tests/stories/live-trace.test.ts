import { expect, it } from 'vitest'
import { SHOWN_TEXT_LENGTH } from '#contract/shown-text'
import { rawStation } from './raw-station'
import { openStage } from './story'

it('the live trace shows as much of a large frame as its page does, and the whole when it is asked for', async () => {
  const stage = await openStage()
  const station = await rawStation(stage)
  const filter = { station: null, action: 'DataTransfer', direction: 'in' as const, text: null }
  const feed = await stage.client.trace.watch({ filter })
  expect((await feed.next()).value).toEqual({ lines: [], omitted: 0 })
  const data = 'x'.repeat(2 * SHOWN_TEXT_LENGTH)
  await station.call('DataTransfer', { vendorId: 'v', data })
  const next = await feed.next()
  const [live] = next.done ? [] : next.value.lines
  const { rows } = await stage.client.trace.page({ filter, cursor: null, limit: 1 })
  expect([live]).toEqual(rows)
  expect(live).toMatchObject({ truncated: true })
  expect(live?.text).toHaveLength(SHOWN_TEXT_LENGTH)
  expect(await stage.client.trace.frame({ id: live?.id ?? 0 })).toContain(data)
  await feed.return(undefined)
})
