import type { SigningPlan } from './signing-meter'

/** Stations as data. */
export type Version = '1.6' | '2.0.1' | '2.1'
export const versions = ['1.6', '2.0.1', '2.1'] as const satisfies readonly Version[]

export interface ConnectorPlan {
  kind: 'ac' | 'dc'
  maxPowerW: number
  /** AC phases; 0 on DC. */
  phases: 0 | 1 | 3
  /** Reading of the energy register when the station is switched on. */
  meterWh?: number
}

export interface StationPlan {
  identity: string
  version: Version
  vendor: string
  model: string
  serial: string
  firmware: string
  /** A 1.6 station has one connector per EVSE: its connector n is EVSE n, connector 1. */
  evses: { connectors: ConnectorPlan[] }[]
  password?: string
  /** Overrides what the central system asks for. */
  heartbeatS?: number
  /** Overrides what the central system asks for while the boot is Pending. */
  bootRetryS?: number
  /** Seconds between two meter values of a running transaction; 60 when absent. */
  meterIntervalS?: number
  /** Its meters sign; absent: they do not. */
  signs?: SigningPlan
}

/** Structurally a place of the console's contract, always with its connector. */
export interface Place {
  evse: number
  connector: number
}

export function placesOf(plan: StationPlan): Place[] {
  return plan.evses.flatMap((evse, evseIndex) =>
    evse.connectors.map((_, connectorIndex) => ({ evse: evseIndex + 1, connector: connectorIndex + 1 })),
  )
}

/** A plan with one AC socket of 22 kW, every field overridable. */
export function aStationPlan(overrides: Partial<StationPlan> = {}): StationPlan {
  return {
    identity: 'VS-0001',
    version: '1.6',
    vendor: 'Voltaris',
    model: 'AC22',
    serial: 'VT-22-0001',
    firmware: '4.2.0',
    evses: [{ connectors: [{ kind: 'ac', maxPowerW: 22_000, phases: 3 }] }],
    ...overrides,
  }
}
