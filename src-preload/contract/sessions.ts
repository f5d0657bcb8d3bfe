import type { PriceShown } from './pricing'
import type { EpochMs, Power } from './read-models'
import type { ChargingNeeds } from './reports'
import type {
  ChargingState,
  EndReason,
  InactivityClass,
  Mark,
  Phase,
  Place,
  Quantity,
  SampleContext,
  SessionState,
} from './vocabulary'

export interface SessionRow {
  /** Ours; also the transactionId given to stations that ask for one. */
  session: number
  station: string
  stationName: string
  /** Where the station stood when the session began. */
  companyName: string | null
  siteName: string | null
  areaName: string | null
  place: Place | null
  /** The station's own transaction id, as it wrote it. */
  transactionId: string | null
  idToken: string | null
  /** The name of whom the token belonged to when the session began. */
  person: string | null
  personId: number | null
  state: SessionState
  chargingState: ChargingState | null
  /** The meter shows that energy flows although the station says that charging is suspended (quirk S05). */
  isFlowing: boolean
  /** Since when no energy came although the station says that it charges (quirk S06). Null: it comes, or it is not known. */
  stalledSince: EpochMs | null
  startedAt: EpochMs
  endedAt: EpochMs | null
  reason: EndReason | null
  rawReason: string | null
  /** The charger ended it when a limit of ours went below what it can charge with (quirk T14). */
  endedByLimit: { amps: number; since: EpochMs } | null
  /** What the vehicle asked for before it charged; null: it told nothing. */
  needs: ChargingNeeds | null
  /** Which side pauses it (quirk S14). Null: it is not paused. */
  suspendedBy: 'vehicle' | 'station' | 'unclear' | null
  /** What limits it now, on each phase; null: nothing that is known here. */
  limitAmps: number | null
  energyWh: number
  /** What the meter showed at the start and at the end, as the charger told it with them. Null: not told. */
  registerStartWh: number | null
  registerEndWh: number | null
  /** Null: not known, as while the station is not connected. Zero while nothing flows. */
  power: Power | null
  /** Of an open session whose station is not connected: since when. What is shown of it is the last that was known. */
  linkDownSince: EpochMs | null
  socPercent: number | null
  socStartPercent: number | null
  /** Phases on which current flows; empty: not told (quirk M14). */
  activePhases: Phase[]
  /** Time without energy, milliseconds (KPI definitions 7). Null: not known, as where only start and end are. */
  inactivityMs: number | null
  inactivityClass: InactivityClass | null
  /** When energy flowed last. Null: not known. */
  chargedUntil: EpochMs | null
  /** So far, or as recorded last. Null: no tariff was assigned when it began, or it costs nothing any more. */
  price: PriceShown | null
  /** As it was called when the session began. */
  tariffName: string | null
  marks: Mark[]
}

/** The readings of one instant, one quantity and phase. Base units, see `Quantity`. */
export interface Sample {
  at: EpochMs
  quantity: Quantity
  phase: Phase | null
  context: SampleContext
  value: number
}

/** One point of a session's curve. Null: the station did not tell. */
export interface CurvePoint {
  at: EpochMs
  powerW: number | null
  powerDerived: boolean
  energyWh: number | null
  socPercent: number | null
}

export type CurveEvent =
  | { kind: 'snapshot'; session: SessionRow; points: CurvePoint[] }
  | { kind: 'append'; session: SessionRow; points: CurvePoint[] }
