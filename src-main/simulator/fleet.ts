import { randomFrom } from './random'
import type { SimulateOptions } from './simulate-options'
import { versions, type ConnectorPlan, type StationPlan } from './station-plan'

type Kind = Pick<StationPlan, 'vendor' | 'model' | 'firmware'> & { evses: ConnectorPlan[] }

const kinds: readonly [Kind, ...Kind[]] = [
  { vendor: 'Voltaris', model: 'AC22', firmware: '4.2.0', evses: [{ kind: 'ac', maxPowerW: 22_000, phases: 3 }] },
  { vendor: 'Fenwick & Hale', model: 'Post 11', firmware: '7.0.3', evses: [{ kind: 'ac', maxPowerW: 11_000, phases: 3 }] },
  {
    vendor: 'Lumenport', model: 'Twin 22', firmware: '1.0.9',
    evses: [{ kind: 'ac', maxPowerW: 22_000, phases: 3 }, { kind: 'ac', maxPowerW: 22_000, phases: 3 }],
  },
  { vendor: 'Kestrel Power', model: 'DC50 Compact', firmware: '1.14.7', evses: [{ kind: 'dc', maxPowerW: 50_000, phases: 0 }] },
  { vendor: 'Ampstead', model: 'Hyperlane 150', firmware: '2025.2.4', evses: [{ kind: 'dc', maxPowerW: 150_000, phases: 0 }] },
]

/** As many stations as asked for, of mixed kinds. The same options give the same fleet. */
export function fleetOf(options: Pick<SimulateOptions, 'stations' | 'version' | 'seed' | 'password' | 'prefix'>): StationPlan[] {
  const random = randomFrom(`${options.seed}/fleet`)
  return Array.from({ length: options.stations }, (_, index) => {
    const number = String(index + 1).padStart(4, '0')
    const { evses, ...kind } = random.pick(kinds)
    return {
      ...kind,
      identity: `${options.prefix}-${number}`,
      serial: `SN-${options.prefix.slice(0, 12)}-${number}`,
      version: options.version === 'mixed' ? (versions[index % versions.length] ?? '1.6') : options.version,
      evses: evses.map((connector) => ({ connectors: [connector] })),
      meterIntervalS: 10,
      ...(options.password === null ? {} : { password: options.password }),
    }
  })
}
