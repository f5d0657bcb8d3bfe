import { describe, expect, it } from 'vitest'
import type { ConnectorView, StationRow } from '#contract/stations'
import { filterStations } from './filter-stations'
import { areaItems, lifeCycleItems, siteItems } from './site-items'

const aConnector = (over: Partial<ConnectorView> = {}): ConnectorView => ({
  evse: 1, connector: 1, status: 'available', chargingState: null, rawStatus: null, since: null, power: null, fault: null, remark: null, session: null, ...over,
})
const aStation = (over: Partial<StationRow> = {}): StationRow => ({
  station: 'CP-1', name: 'Bay 1', site: null, siteName: null, area: null, areaName: null, lifeCycle: 'production', admission: 'registered', link: 'up', linkSince: 0, connection: 'online',
  lastSeenAt: 0, protocol: 'OCPP 2.1', secure: false, authenticated: false, status: 'enabled', fault: null, remark: null, isFlapping: false, bootLoop: null, meterQuestion: null, vendor: null, model: null, serial: null,
  firmware: null, connectors: [aConnector()], power: null, runningSessions: 0, firstSeenAt: 0, drift: 0, rebootPendingSince: null, ...over,
})
const all = { text: '', site: null, area: null, lifeCycle: null, state: null }
const found = (rows: StationRow[], filter: Partial<Parameters<typeof filterStations>[1]>) =>
  filterStations(rows, { ...all, ...filter }).map(({ station }) => station)

describe('the filter of the charger list', () => {
  const rows = [
    aStation({ station: 'A', name: 'North gate', vendor: 'Voltaris', site: 1, siteName: 'Harbour' }),
    aStation({ station: 'B', connectors: [aConnector({ status: 'occupied', chargingState: 'suspended-ev' })], link: 'down' }),
    aStation({ station: 'C', site: 2, siteName: 'Mill', connectors: [aConnector(), aConnector({ status: 'occupied', chargingState: 'charging' })] }),
  ]

  it('finds every word, wherever it stands', () => {
    expect(found(rows, { text: ' voltaris  NORTH ' })).toEqual(['A'])
    expect(found(rows, { text: 'voltaris mill' })).toEqual([])
  })

  it('keeps connected chargers of which any connector is in the state; what others last said is no state of now', () => {
    expect(found(rows, { state: 'charging' })).toEqual(['C'])
    expect(found(rows, { state: 'suspended' })).toEqual([])
    expect(found(rows, { state: 'available' })).toEqual(['A', 'C'])
    expect(found(rows, { state: 'offline' })).toEqual(['B'])
  })

  it('takes site 0 for chargers without a site', () => {
    expect(found(rows, { site: 2 })).toEqual(['C'])
    expect(found(rows, { site: 0 })).toEqual(['B'])
  })

  it('narrows a site to an area, and by life cycle', () => {
    const decks = [
      aStation({ station: 'A', site: 1, area: 3, areaName: 'Deck' }),
      aStation({ station: 'B', site: 1, lifeCycle: 'planned' }),
    ]
    expect([found(decks, { site: 1, area: 3 }), found(decks, { site: 1, area: 0 }), found(decks, { lifeCycle: 'planned' })]).toEqual([['A'], ['B'], ['B']])
    expect(found(decks, { text: 'deck' })).toEqual(['A'])
    expect(areaItems(decks, 1, { all: 'All', none: 'None' }).map(({ label }) => label)).toEqual(['All', 'Deck', 'None'])
    expect([areaItems(decks, null, { all: 'All', none: 'None' }), areaItems(rows, 1, { all: 'All', none: 'None' })]).toEqual([[], []])
    expect(lifeCycleItems(decks, { all: 'All', of: (one) => one }).map(({ label }) => label)).toEqual(['All', 'planned', 'production'])
  })

  it('offers the sites that have chargers, by name', () => {
    expect(siteItems(rows, { all: 'All', none: 'None' }).map(({ label }) => label)).toEqual(['All', 'Harbour', 'Mill', 'None'])
    expect(siteItems([aStation()], { all: 'All', none: 'None' })).toEqual([{ label: 'All', value: null }])
  })
})
