import { leastCurrentA } from './charging-profiles'
import type { Random } from './random'
import type { ConnectorPlan } from './station-plan'
import type { MeterReading } from './station-state'

/** Cars as data. */
export interface CarModel {
  name: string
  batteryWh: number
  maxAcPowerW: number
  acPhases: 1 | 3
  maxDcPowerW: number
  /** Battery voltage when empty and when full. */
  dcVoltageV: [empty: number, full: number]
}

export const carModels: readonly [CarModel, ...CarModel[]] = [
  { name: 'city', batteryWh: 38_000, maxAcPowerW: 7_400, acPhases: 1, maxDcPowerW: 65_000, dcVoltageV: [310, 390] },
  { name: 'hatchback', batteryWh: 58_000, maxAcPowerW: 11_000, acPhases: 3, maxDcPowerW: 120_000, dcVoltageV: [340, 410] },
  { name: 'estate', batteryWh: 77_000, maxAcPowerW: 11_000, acPhases: 3, maxDcPowerW: 175_000, dcVoltageV: [350, 430] },
  { name: 'long-distance', batteryWh: 93_000, maxAcPowerW: 22_000, acPhases: 3, maxDcPowerW: 270_000, dcVoltageV: [620, 800] },
  { name: 'van', batteryWh: 75_000, maxAcPowerW: 11_000, acPhases: 3, maxDcPowerW: 110_000, dcVoltageV: [330, 410] },
  { name: 'plug-in hybrid', batteryWh: 14_000, maxAcPowerW: 3_700, acPhases: 1, maxDcPowerW: 50_000, dcVoltageV: [300, 350] },
]

/** A car at a connector. `batteryWh` may be smaller than its model's: that is how time passes faster. */
export interface Car {
  model: CarModel
  batteryWh: number
  socPercent: number
  targetPercent: number
}

/** Share of the full power that a battery takes at a state of charge: [from percent, share], straight in between. */
const dcCurve: readonly [soc: number, share: number][] = [
  [0, 0.75],
  [8, 1],
  [45, 1],
  [60, 0.78],
  [80, 0.45],
  [90, 0.22],
  [100, 0.05],
]
const acCurve: readonly [soc: number, share: number][] = [
  [0, 1],
  [88, 1],
  [96, 0.5],
  [100, 0.12],
]

function shareAt(curve: readonly [number, number][], soc: number): number {
  const next = curve.findIndex(([from]) => from > soc)
  const [low, high] = next < 1 ? [curve.at(-1), curve.at(-1)] : [curve[next - 1], curve[next]]
  if (!low || !high) return 0
  const width = high[0] - low[0]
  return width === 0 ? low[1] : low[1] + ((high[1] - low[1]) * (soc - low[0])) / width
}

/** Phases that are really used: what car and connector have in common; 0 on DC. */
export function phasesInUse(car: Car, connector: ConnectorPlan): number {
  return connector.kind === 'dc' ? 0 : Math.min(car.model.acPhases, connector.phases)
}

/** What the car takes from this connector now, in W. */
export function powerTaken(car: Car, connector: ConnectorPlan): number {
  if (connector.kind === 'dc') {
    return Math.min(connector.maxPowerW, car.model.maxDcPowerW * shareAt(dcCurve, car.socPercent))
  }
  const share = connector.phases === 0 ? 1 : phasesInUse(car, connector) / connector.phases
  return Math.min(connector.maxPowerW * share, car.model.maxAcPowerW) * shareAt(acCurve, car.socPercent)
}

/** What a limit leaves; below the least current a car takes nothing (IEC 61851). Null: no limit. */
export function limitW(allowedA: number | null, car: Car, connector: ConnectorPlan): number {
  if (allowedA === null) return Infinity
  if (allowedA < leastCurrentA) return 0
  return allowedA * 230 * (connector.kind === 'dc' ? 3 : phasesInUse(car, connector))
}

const chargingLoss = 0.93

/** The battery after it took `energyWh` from the connector. */
export function charged(car: Car, energyWh: number): Car {
  const gained = (energyWh * chargingLoss * 100) / car.batteryWh
  return { ...car, socPercent: Math.min(100, car.socPercent + gained) }
}

/** What a meter shows beside the register; voltages and currents fit the power. */
export function readingOf(car: Car, connector: ConnectorPlan, powerW: number, random: Random): MeterReading {
  if (connector.kind === 'dc') {
    const [empty, full] = car.model.dcVoltageV
    const voltageV = empty + ((full - empty) * car.socPercent) / 100
    return { powerW, currentA: powerW / voltageV, voltageV, powerOfferedW: connector.maxPowerW, socPercent: car.socPercent }
  }
  const inUse = phasesInUse(car, connector)
  const voltageV = Array.from({ length: connector.phases }, () => random.between(228.5, 232.5))
  const currentA = voltageV.map((volts, phase) => (phase < inUse ? powerW / inUse / volts : 0))
  return { powerW, currentA, voltageV, powerOfferedW: connector.maxPowerW }
}
