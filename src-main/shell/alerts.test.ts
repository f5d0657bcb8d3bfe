import { describe, expect, it } from 'vitest'
import type { ConnectorView, StationRow } from '#contract/stations'
import { AlertFinder } from './alerts'

const connector = (overrides: Partial<ConnectorView> = {}): ConnectorView => ({
  evse: 1, connector: 1, status: 'available', chargingState: null, rawStatus: 'Available', since: 1, power: null,
  fault: null, remark: null, session: null, ...overrides,
})
const faulted = (overrides: Partial<ConnectorView> = {}): ConnectorView =>
  connector({
    status: 'faulted',
    fault: { code: 'GroundFailure', rawCode: null, info: null, vendorCode: null, vendorId: null, since: 1, causes: [] },
    ...overrides,
  })
const row = (overrides: Partial<StationRow> = {}): StationRow => ({
  station: 'CP-1', name: 'Bay 1', site: null, siteName: null, area: null, areaName: null, lifeCycle: 'production', admission: 'registered', link: 'up', linkSince: 1,
  connection: 'online', lastSeenAt: 1, protocol: null, secure: false, authenticated: false, status: 'enabled',
  fault: null, remark: null, isFlapping: false, bootLoop: null, meterQuestion: null,
  vendor: null, model: null, serial: null, firmware: null, connectors: [connector()], power: null, runningSessions: 0, drift: 0, rebootPendingSince: null,
  firstSeenAt: 1, ...overrides,
})

function finderAfter(rows: StationRow[]): AlertFinder {
  const finder = new AlertFinder()
  finder.next({ kind: 'snapshot', rows })
  return finder
}
const patch = (...upserts: StationRow[]) => ({ kind: 'patch', upserts, removed: [] as string[] }) as const
const fault = { kind: 'fault', station: 'CP-1', name: 'Bay 1', code: 'GroundFailure' }
const newCharger = { kind: 'new-charger', station: 'CP-1', name: 'Bay 1' }

describe('alerts from the feed of stations', () => {
  it('says nothing of what was there before', () => {
    const finder = new AlertFinder()
    const rows = [row({ connectors: [faulted()] }), row({ station: 'CP-2', admission: 'quarantined' })]
    expect(finder.next({ kind: 'snapshot', rows })).toEqual([])
    expect(finder.next(patch(...rows))).toEqual([])
  })

  it('tells of a new charger once', () => {
    const finder = finderAfter([])
    expect(finder.next(patch(row({ admission: 'quarantined' })))).toEqual([newCharger])
    expect(finder.next(patch(row({ admission: 'quarantined', vendor: 'Voltaris' })))).toEqual([])
    expect(finder.next(patch(row()))).toEqual([])
  })

  it('tells of a charger again that was removed in between', () => {
    const finder = finderAfter([row({ admission: 'quarantined' })])
    finder.next({ kind: 'patch', upserts: [], removed: ['CP-1'] })
    expect(finder.next(patch(row({ admission: 'quarantined' })))).toEqual([newCharger])
  })

  it('tells of a fault, and of the same fault when it comes back', () => {
    const finder = finderAfter([row()])
    expect(finder.next(patch(row({ connectors: [faulted()] })))).toEqual([fault])
    expect(finder.next(patch(row({ connectors: [faulted()] })))).toEqual([])
    expect(finder.next(patch(row()))).toEqual([])
    expect(finder.next(patch(row({ connectors: [faulted()] })))).toEqual([fault])
  })

  it('tells once of a station whose connectors fail together, and again of one that fails later', () => {
    const finder = finderAfter([row()])
    const second = { connector: 2 }
    expect(finder.next(patch(row({ connectors: [faulted(), faulted(second), connector({ evse: 2 })] })))).toHaveLength(1)
    expect(finder.next(patch(row({ connectors: [faulted(), faulted(second), faulted({ evse: 2 })] })))).toHaveLength(1)
  })

  it('tells of a fault of the station itself', () => {
    expect(finderAfter([row()]).next(patch(row({ status: 'faulted' })))).toEqual([{ ...fault, code: null }])
  })

  it('B05: tells of a charger that restarts again and again, once for each loop', () => {
    const finder = finderAfter([row()])
    const looping = { bootLoop: { since: 1, boots: 5 } }
    expect(finder.next(patch(row(looping)))).toEqual([{ kind: 'boot-loop', station: 'CP-1', name: 'Bay 1' }])
    expect(finder.next(patch(row({ bootLoop: { since: 1, boots: 6 } })))).toEqual([])
    expect(finder.next(patch(row()))).toEqual([])
    expect(finder.next(patch(row(looping)))).toHaveLength(1)
  })

  it('says nothing of faults of a charger that is not accepted', () => {
    const waiting = { admission: 'quarantined', connectors: [faulted()] } as const
    expect(finderAfter([row({ admission: 'quarantined' })]).next(patch(row({ ...waiting, connectors: [faulted()] })))).toEqual([])
  })
})
