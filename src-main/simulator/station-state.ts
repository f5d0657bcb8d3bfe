import type { SignedRecord, SigningMeter } from './signing-meter'
import type { ConnectorPlan, Place } from './station-plan'

/** What the virtual station knows of itself, in neutral words. The wires (`wire-16`, `wire-2x`) put it on the line. */

export type ChargingState = 'ev-connected' | 'charging' | 'suspended-ev' | 'suspended-evse' | 'idle'

export type StopReason =
  | 'local'
  | 'remote'
  | 'ev-disconnected'
  | 'stopped-by-ev'
  | 'deauthorized'
  | 'emergency-stop'
  | 'power-loss'
  | 'reboot'
  | 'hard-reset'
  | 'soft-reset'
  | 'unlock-command'
  | 'energy-limit'
  | 'soc-limit'
  | 'time-limit'
  | 'ground-fault'
  | 'other'

/** The error codes of OCPP 1.6; 2.x sends the same word as techCode of a Problem event. */
export type FaultCode =
  | 'ConnectorLockFailure'
  | 'EVCommunicationError'
  | 'GroundFailure'
  | 'HighTemperature'
  | 'InternalError'
  | 'OtherError'
  | 'OverCurrentFailure'
  | 'OverVoltage'
  | 'PowerMeterFailure'
  | 'PowerSwitchFailure'
  | 'ReaderFailure'
  | 'UnderVoltage'
  | 'WeakSignal'

export interface Fault {
  code: FaultCode
  info: string | null
  vendorCode: string | null
}

export interface Transaction {
  /** As the central system knows it. Null: 1.6, and the answer to Start is not here yet. */
  wireId: string | null
  token: string
  remoteStartId: number | null
  seqNo: number
  startedAt: number
  chargingState: ChargingState
  place: Place
  /** The reservation that it used. */
  reservationId: number | null
  /** What the meter signed at its begin. */
  signedBegin: { record: SignedRecord; time: string } | null
}

export interface Connector {
  place: Place
  plan: ConnectorPlan
  plugged: boolean
  operative: boolean
  /** An order to become inoperative that waits for the end of the transaction. */
  retiring: boolean
  /** The car of the last transaction has not left yet. */
  finishing: boolean
  fault: Fault | null
  reservation: { id: number; token: string; until: number } | null
  transaction: Transaction | null
  /** Lifetime register. */
  meterWh: number
  /** Null: it does not sign. */
  signing: SigningMeter | null
  /** The last reading, for a trigger and for the end of a transaction. */
  lastReading: MeterReading
  /** The status word that was told last; null: none. */
  reported: string | null
}

/** Readings of one instant. Lists go by phase, L1 first. */
export interface MeterReading {
  /** Lifetime register, Energy.Active.Import.Register. */
  energyWh?: number
  powerW?: number
  powerOfferedW?: number
  currentA?: number | number[]
  voltageV?: number | number[]
  socPercent?: number
}

export type SampleContext = 'periodic' | 'clock' | 'begin' | 'end' | 'interruption-begin' | 'interruption-end' | 'trigger' | 'other'

/** When something happened, as the station writes it, and whether it had a connection then. */
export interface Moment {
  time: string
  offline: boolean
}

export type BootReason = 'power-up' | 'remote-reset' | 'triggered' | 'local-reset'

export function newConnector(place: Place, plan: ConnectorPlan, signing: SigningMeter | null = null): Connector {
  return {
    place,
    plan,
    plugged: false,
    operative: true,
    retiring: false,
    finishing: false,
    fault: null,
    reservation: null,
    transaction: null,
    meterWh: plan.meterWh ?? 10_000,
    signing,
    lastReading: {},
    reported: null,
  }
}
