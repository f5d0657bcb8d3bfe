import { setImmediate as nextRound } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Course } from '../../domain/course/course'
import type { Session } from '../../domain/session'
import { StorageFullError } from '../ports'
import type { Settlement } from '../pricing-ports'
import { createSettling, type ToSettle } from './settling'

const entry = (session: number): ToSettle => ({
  // Only what is looked at here.
  session: { session, station: session < 10 ? 'A' : 'B' } as Session, course: {} as Course, reason: 'data-changed',
})

/** `broken`: what the store throws for a session. */
function aSettling(broken = new Map<number, Error>()) {
  const recorded: number[] = []
  const errors: string[] = []
  const settling = createSettling({
    log: { info: () => undefined, warn: () => undefined, error: (message) => errors.push(message) },
    settlementOf: ({ session }): Settlement => ({ session: session.session, at: 0, policy: null, records: [], shown: null }),
    save(settlements) {
      for (const { session } of settlements) {
        const error = broken.get(session)
        if (error) throw error
      }
      recorded.push(...settlements.map(({ session }) => session))
    },
    settled: () => undefined,
  })
  return { settling, recorded, errors, broken }
}

it('a price that cannot wait is recorded alone, the others when stations were answered', async () => {
  const { settling, recorded } = aSettling()
  settling.put(entry(1))
  settling.put(entry(11))
  settling.settle(({ station }) => station === 'B')
  await Promise.resolve()
  expect(recorded).toEqual([11])
  await nextRound()
  expect(recorded).toEqual([11, 1])
})

it('a price that the store refused is tried again, and keeps no other from being recorded', () => {
  const { settling, recorded, broken } = aSettling(new Map([[1, new Error('disk I/O error')]]))
  settling.put(entry(1))
  settling.put(entry(2))
  settling.settle()
  expect(recorded).toEqual([2])
  expect(settling.failureOf(1)?.message).toBe('disk I/O error')
  settling.settle()
  expect(recorded, 'not with each turn').toEqual([2])
  broken.clear()
  settling.settleAll()
  expect(recorded).toEqual([2, 1])
  expect(settling.has(1)).toBe(false)
})

it('what fails again and again is left, but not because the disk is full', () => {
  const { settling, errors } = aSettling(new Map([[1, new Error('broken')], [2, new StorageFullError('full')]]))
  settling.put(entry(1))
  settling.settle()
  settling.put(entry(2))
  for (let times = 0; times < 30; times++) settling.settleAll()
  expect(settling.has(1)).toBe(false)
  expect(settling.has(2)).toBe(true)
  expect(errors.filter((text) => text.endsWith('is left'))).toHaveLength(1)
})
