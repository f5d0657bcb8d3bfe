import { effectScope, ref, shallowRef } from 'vue'
import { expect, it } from 'vitest'
import type { CommandRecord } from '#contract/commands'
import type { Client, Link } from '@/link/link'
import { useBroadcast } from './use-broadcast'

const request = { kind: 'raw', action: 'ClearCache', payload: {} } as const

/** A link whose chargers answer when the test says so. */
function aLink() {
  const open = new Map<string, { answer: () => void; fail: () => void }>()
  const command = ({ station }: { station: string }) =>
    new Promise<CommandRecord>((resolve, reject) => {
      open.set(station, {
        answer: () => resolve({ station, outcome: 'accepted' } as CommandRecord),
        fail: () => reject(new Error('no')),
      })
    })
  const link = { client: shallowRef({ stations: { command } } as unknown as Client), state: ref('up') } as unknown as Link
  return { link, open }
}
const settle = () => new Promise((resolve) => setTimeout(resolve))
const stations = Array.from({ length: 12 }, (_, index) => `CP-${index}`)

function aBroadcast() {
  const { link, open } = aLink()
  const broadcast = effectScope().run(() => useBroadcast(link))!
  const states = () => [...broadcast.deliveries.value.values()].map(({ state }) => state)
  return { broadcast, open, states }
}

it('asks eight at a time, and the next when one has answered', async () => {
  const { broadcast, open, states } = aBroadcast()
  const done = broadcast.start(stations, request)
  await settle()
  expect([...open.keys()]).toEqual(stations.slice(0, 8))
  expect(states().slice(8)).toEqual(['waiting', 'waiting', 'waiting', 'waiting'])
  open.get('CP-3')?.answer()
  await settle()
  expect(open.has('CP-8')).toBe(true)
  expect(broadcast.doneCount.value).toBe(1)
  for (const station of stations) {
    await settle()
    open.get(station)?.answer()
  }
  await done
  expect(new Set(states())).toEqual(new Set(['answered']))
  expect(broadcast.isRunning.value).toBe(false)
})

it('a charger that cannot be asked does not keep the others from it', async () => {
  const { broadcast, open } = aBroadcast()
  const done = broadcast.start(['CP-0', 'CP-1'], request)
  await settle()
  open.get('CP-0')?.fail()
  open.get('CP-1')?.answer()
  await done
  expect(broadcast.deliveries.value.get('CP-0')).toMatchObject({ state: 'failed', fault: expect.stringMatching(/\w/) })
  expect(broadcast.deliveries.value.get('CP-1')).toMatchObject({ state: 'answered', record: { outcome: 'accepted' } })
})

it('cancelled, it waits for what is under way and sends no more', async () => {
  const { broadcast, open, states } = aBroadcast()
  const done = broadcast.start(stations, request)
  await settle()
  broadcast.cancel()
  for (const { answer } of open.values()) answer()
  await done
  expect(open.size).toBe(8)
  expect(states()).toEqual([...Array<string>(8).fill('answered'), ...Array<string>(4).fill('cancelled')])
})
