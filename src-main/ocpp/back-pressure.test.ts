import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { backPressure } from './back-pressure'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp() {
  const socket = { bufferedAmount: 0, isPaused: false, pause: () => void (socket.isPaused = true), resume: () => void (socket.isPaused = false) }
  const pressure = backPressure(socket, () => Date.now())
  const receive = (frames: number, characters = 50) => {
    for (let frame = 0; frame < frames; frame++) pressure.received(characters)
  }
  return { socket, pressure, receive }
}

it('does not hold back a station that empties its queue, or one that sends without end at a bearable rate', () => {
  const { socket, receive } = setUp()
  receive(450)
  expect(socket.isPaused).toBe(false)
  for (let second = 0; second < 60; second++) {
    vi.advanceTimersByTime(1000)
    receive(400)
    expect(socket.isPaused).toBe(false)
  }
})

it('reads on from a station that floods when as much time has passed as its frames may take', () => {
  const { socket, receive } = setUp()
  receive(5_000)
  expect(socket.isPaused).toBe(true)
  vi.advanceTimersByTime(4_700)
  expect(socket.isPaused).toBe(true)
  vi.advanceTimersByTime(200)
  expect(socket.isPaused).toBe(false)
})

it('counts large frames by their size', () => {
  const { socket, receive } = setUp()
  receive(1, 1_000_000)
  expect(socket.isPaused).toBe(false)
  receive(2, 4_000_000)
  expect(socket.isPaused).toBe(true)
})

it('reads nothing from a station that does not take its answers', () => {
  const { socket, pressure, receive } = setUp()
  socket.bufferedAmount = 2_000_000
  pressure.sent()
  expect(socket.isPaused).toBe(true)
  receive(600)
  vi.advanceTimersByTime(60_000)
  expect(socket.isPaused).toBe(true)
  socket.bufferedAmount = 0
  pressure.sent()
  expect(socket.isPaused).toBe(false)
})

it('counts frames that are costly to read by the time that they took', () => {
  const { socket, pressure } = setUp()
  for (let frame = 0; frame < 8; frame++) pressure.received(4_000, 10)
  expect(socket.isPaused).toBe(false)
  pressure.received(4_000, 10)
  expect(socket.isPaused).toBe(true)
})
