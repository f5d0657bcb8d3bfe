import type { ChargingProfile, ChargingView, ProfileRow } from '#contract/charging'
import type { VirtualStation } from '../../src-main/simulator/virtual-station'
import { eventually, first, MINUTE, plug, rowsOf, type Stage, storyStart, token } from './story'

export const everyPlace = { evse: 0, session: null }
export const atPlug = { evse: 1, session: null }

export function aProfile(overrides: Partial<ChargingProfile> = {}): ChargingProfile {
  return {
    purpose: 'tx-default', stackLevel: 0, kind: 'absolute', recurrency: null, validFrom: null, validTo: null,
    startAt: storyStart, durationS: null, unit: 'A', minRate: null, periods: [{ startS: 0, limit: 16, phases: null }],
    ...overrides,
  }
}

export const amps = (limit: number) => [{ startS: 0, limit, phases: null }]

export const viewOf = (stage: Stage, station: string): Promise<ChargingView> => first(stage.client.charging.watch({ station }))
export const rowOf = async (stage: Stage, { station, profile }: Pick<ProfileRow, 'station' | 'profile'>): Promise<ProfileRow> => {
  const row = (await viewOf(stage, station)).rows.find((one) => one.profile === profile)
  if (!row) throw new Error(`no profile ${profile}`)
  return row
}

/** A car that charges with all that it gets. */
export async function charging(stage: Stage, station: VirtualStation): Promise<void> {
  await station.plugIn(plug)
  await station.startCharging(plug, token)
  stage.clock.advance(MINUTE)
  await measured(station)
}

/** A reading of what flows now: what the profiles leave, at most 16 A on three phases. */
export async function measured(station: VirtualStation): Promise<void> {
  const connector = station.connector(plug)
  const flows = Math.min(16, station.allowedA(plug) ?? 16)
  const currentA = flows < 6 ? 0 : flows
  await station.meter(plug, { energyWh: connector.meterWh + 100, powerW: currentA * 690, currentA: [currentA, currentA, currentA], voltageV: [230, 230, 230] })
  await station.settled()
}

/** Until what the station makes of a limit is heard, and its own sum is known. */
export async function quiet(stage: Stage, station: VirtualStation): Promise<void> {
  const { identity } = station.plan
  await new Promise((resolve) => setImmediate(resolve))
  await station.settled()
  await eventually(async () => {
    const records = await rowsOf(stage.client.stations.watchCommands({ station: identity }))
    return records.every(({ outcome }) => outcome !== 'pending')
  }).toBe(true)
}

export const stateOf = (stage: Stage, row: ProfileRow) => eventually(async () => (await rowOf(stage, row)).state)

export const sentTo = (station: VirtualStation, action: string): Record<string, unknown>[] =>
  station.frames.flatMap(({ text, direction }) => {
    if (direction !== 'in') return []
    const frame = JSON.parse(text) as unknown[]
    return frame[0] === 2 && frame[2] === action ? [frame[3] as Record<string, unknown>] : []
  })
