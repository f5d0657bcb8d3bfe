import { expect, test } from 'vitest'
import type { StationConnection } from '../ocpp/station-host'
import { createInbox, type Job } from './inbox'

// The inbox compares connections and reads receive times, no more.
const connection = {} as StationConnection
const aJob = () => ({ connection, call: { frame: { at: 0 } }, resolve() {}, reject() {} }) as unknown as Job
const round = () => new Promise((resolve) => setImmediate(resolve))

function anInbox() {
  const turns: number[] = []
  const clock = { now: () => 0, after: () => () => undefined }
  const inbox = createInbox({
    clock,
    turn(jobs) {
      turns.push(jobs.length)
      return 'done'
    },
  })
  return { inbox, turns }
}

test('commits a lone message in the next round of the loop', async () => {
  const { inbox, turns } = anInbox()
  inbox.push(aJob())
  await round()
  expect(turns).toEqual([1])
})

test('takes into one commit what goes on arriving, and what came while it ran into the next', async () => {
  const { inbox, turns } = anInbox()
  inbox.push(aJob())
  inbox.push(aJob())
  await round()
  inbox.push(aJob())
  await round()
  await round()
  await round()
  expect(turns).toEqual([3])
  inbox.push(aJob())
  await round()
  expect(turns).toEqual([3, 1])
})

test('does not wait for ever while messages trickle in', async () => {
  const { inbox, turns } = anInbox()
  inbox.push(aJob())
  for (let rounds = 0; rounds < 40; rounds += 1) {
    inbox.push(aJob())
    await round()
  }
  expect(turns.length).toBeGreaterThan(2)
})

test('stores what nobody waits for with the next message, or soon on its own', async () => {
  const { inbox, turns } = anInbox()
  inbox.nudgeLater()
  await round()
  await round()
  expect(turns).toEqual([])
  await expect.poll(() => turns, { interval: 5, timeout: 2000 }).toEqual([0])
})
