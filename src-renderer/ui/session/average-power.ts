import type { SessionRow } from '#contract/sessions'

type Parts = Pick<SessionRow, 'startedAt' | 'endedAt' | 'energyWh' | 'inactivityMs'>

/** Of an ended session over the time in which energy flowed, in watts. Null: that time is not known. */
export function averageWatts({ startedAt, endedAt, energyWh, inactivityMs }: Parts): number | null {
  if (endedAt === null || inactivityMs === null) return null
  const chargingMs = endedAt - startedAt - inactivityMs
  return chargingMs > 0 ? (energyWh * 3_600_000) / chargingMs : null
}
