import type { Vehicle } from '#contract/organisation'
import { decimalText, readDecimal } from '@/format/decimal-input'

/** A vehicle as it stands in the fields. */
export interface TypedVehicle {
  name: string
  plate: string
  batteryKwh: string
}

export const typed = ({ name, plate, batteryWh }: Vehicle): TypedVehicle => ({
  name, plate, batteryKwh: decimalText(batteryWh === null ? null : batteryWh / 1000),
})

/** From 0.5 to 2,000 kWh, or nothing. */
export function batteryProblem({ batteryKwh }: TypedVehicle): boolean {
  const kwh = readDecimal(batteryKwh)
  return kwh !== null && !(kwh >= 0.5 && kwh <= 2_000)
}

/** Those of which something was said. */
export function readVehicles(vehicles: readonly TypedVehicle[]): Vehicle[] {
  return vehicles.flatMap(({ name, plate, batteryKwh }) => {
    const kwh = readDecimal(batteryKwh)
    if (name.trim() === '' && plate.trim() === '' && kwh === null) return []
    return [{ name: name.trim(), plate: plate.trim(), batteryWh: kwh === null ? null : Math.round(kwh * 1000) }]
  })
}
