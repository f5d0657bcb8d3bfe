import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepAlive } from './keep-alive'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const minute = 60_000

function setUp(pingMs = 30_000) {
  const socket = { ping: vi.fn(), terminate: vi.fn() }
  return { socket, life: keepAlive(socket, { pingMs, idleMs: 180_000 }) }
}

it('C09: pings, and ends a connection that was silent for the idle limit', () => {
  const { socket } = setUp()
  vi.advanceTimersByTime(3 * minute - 1)
  expect(socket.ping).toHaveBeenCalledTimes(5)
  expect(socket.terminate).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(socket.terminate).toHaveBeenCalled()
})

it('C09: any sign of life keeps it, a missing pong does not end it', () => {
  const { socket, life } = setUp()
  for (let passed = 0; passed < 10; passed++) {
    vi.advanceTimersByTime(2 * minute)
    life.heard()
  }
  expect(socket.terminate).not.toHaveBeenCalled()
})

it('C09: allows a station three heartbeats of silence', () => {
  const { socket, life } = setUp()
  life.allowSilence(30 * minute)
  vi.advanceTimersByTime(29 * minute)
  expect(socket.terminate).not.toHaveBeenCalled()
  vi.advanceTimersByTime(minute)
  expect(socket.terminate).toHaveBeenCalled()
})

it('C09: sends no ping when they are turned off', () => {
  const { socket } = setUp(0)
  vi.advanceTimersByTime(minute)
  expect(socket.ping).not.toHaveBeenCalled()
})

it('ends its timers with the connection', () => {
  const { socket, life } = setUp()
  life.stop()
  expect(vi.getTimerCount()).toBe(0)
  vi.advanceTimersByTime(10 * minute)
  expect(socket.ping).not.toHaveBeenCalled()
  expect(socket.terminate).not.toHaveBeenCalled()
})
