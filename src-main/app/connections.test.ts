import { expect, test } from 'vitest'
import type { StationConnection } from '../ocpp/station-host'
import { createConnections } from './connections'

function aStation() {
  const connections = createConnections({ clock: { now: () => 0, after: () => () => undefined }, settleMs: () => 60_000, isAccepted: () => true })
  const closed: string[] = []
  let count = 0
  return {
    connections,
    closed,
    connect() {
      const id = String(++count)
      const close = () => {
        closed.push(id)
        return Promise.resolve()
      }
      // Of a connection nothing else is used here.
      return connections.opened({ id, station: 'CP1', openedAt: 0, close } as unknown as StationConnection)
    },
    open: () => connections.of('CP1').map(({ id }) => id),
  }
}

test('the newest connection wins (quirk C07)', () => {
  const { connect, open, closed } = aStation()
  connect()
  expect(connect()).toEqual({ keepsParallel: false })
  expect([open(), closed]).toEqual([['2'], ['1']])
})

test('a station that comes back at once keeps its connections, three of them at most (quirk C08)', () => {
  const { connect, open, closed } = aStation()
  for (let times = 0; times < 4; times++) connect()
  expect(connect()).toEqual({ keepsParallel: true })
  expect(open()).toEqual(['5', '4'])
  for (let times = 0; times < 100; times++) connect()
  expect(open()).toEqual(['105', '104', '103'])
  expect(closed).toHaveLength(102)
})

test('a connection that is gone is not the one to talk to, whatever it still says', () => {
  const { connections, connect, open } = aStation()
  for (let times = 0; times < 4; times++) connect()
  const [gone] = connections.of('CP1')
  connect()
  expect(open()).toHaveLength(2)
  if (gone) connections.closed(gone)
  connect()
  if (gone) connections.heard(gone)
  expect(open()).toEqual(['6', '5'])
})
