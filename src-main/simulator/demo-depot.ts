import { startDepot, type Depot } from './depot'
import { cardsAt } from './cards'
import { type ConnectorPlan, placesOf, type StationPlan } from './station-plan'

/** Three invented sites with twelve stations, and one newcomer that nobody has registered. */

const ac = (maxPowerW: number, phases: 1 | 3 = 3): ConnectorPlan => ({ kind: 'ac', maxPowerW, phases })
const dc = (maxPowerW: number): ConnectorPlan => ({ kind: 'dc', maxPowerW, phases: 0 })
const evses = (...connectors: ConnectorPlan[]): StationPlan['evses'] =>
  connectors.map((connector) => ({ connectors: [connector] }))

interface DemoStation extends Omit<StationPlan, 'meterIntervalS'> {
  name: string
  site: string
}

const harbour = 'Harbour Depot'
const offices = 'Mill Lane Offices'
const carPark = 'Northgate Car Park'

/** Where the invented sites stand. */
export const demoPlaces: Readonly<Record<string, { latitude: number; longitude: number }>> = {
  [harbour]: { latitude: 53.53, longitude: 9.94 },
  [offices]: { latitude: 53.61, longitude: 10.08 },
  [carPark]: { latitude: 48.22, longitude: 11.62 },
}

const stations: DemoStation[] = [
  {
    identity: 'HAR-DC-01', name: 'Bus bay 1', site: harbour, version: '2.0.1',
    vendor: 'Northfield Forge', model: 'Anvil 300', serial: 'NF300-24-0117', firmware: '3.8.1',
    evses: evses(dc(300_000), dc(300_000)),
  },
  {
    identity: 'HAR-DC-02', name: 'Bus bay 2', site: harbour, version: '2.1',
    vendor: 'Ampstead', model: 'Hyperlane 150', serial: 'AH150-25-0042', firmware: '2025.2.4',
    evses: evses(dc(150_000)),
  },
  {
    identity: 'HAR-DC-03', name: 'Van yard fast', site: harbour, version: '1.6',
    vendor: 'Kestrel Power', model: 'DC50 Compact', serial: 'KP50C-22-0893', firmware: '1.14.7',
    evses: evses(dc(50_000)),
  },
  {
    identity: 'HAR-AC-01', name: 'Van yard west', site: harbour, version: '1.6',
    vendor: 'Voltaris', model: 'AC22 Duo', serial: 'VT22D-23-1180', firmware: '4.2.0', signs: {},
    evses: evses(ac(22_000), ac(22_000)),
  },
  {
    identity: 'HAR-AC-02', name: 'Van yard east', site: harbour, version: '1.6',
    vendor: 'Voltaris', model: 'AC22 Duo', serial: 'VT22D-23-1181', firmware: '4.2.0',
    evses: evses(ac(22_000), ac(22_000)),
  },
  {
    identity: 'MIL-AC-01', name: 'Visitors left', site: offices, version: '2.0.1',
    vendor: 'Fenwick & Hale', model: 'Post 11', serial: 'FH11-24-5521', firmware: '7.0.3',
    evses: evses(ac(11_000)),
  },
  {
    identity: 'MIL-AC-02', name: 'Visitors right', site: offices, version: '2.0.1',
    vendor: 'Fenwick & Hale', model: 'Post 11', serial: 'FH11-24-5522', firmware: '7.0.3',
    evses: evses(ac(11_000)),
  },
  {
    identity: 'MIL-AC-03', name: 'Pool cars', site: offices, version: '2.1',
    vendor: 'Lumenport', model: 'Twin 22', serial: 'LP22T-25-0310', firmware: '1.0.9', signs: {},
    evses: evses(ac(22_000), ac(22_000)),
  },
  {
    identity: 'MIL-AC-04', name: 'Management', site: offices, version: '1.6',
    vendor: 'Brightwire', model: 'Home+ 7', serial: 'BW7-21-77402', firmware: '2.31',
    evses: evses(ac(7_400, 1)),
  },
  {
    identity: 'NOR-DC-01', name: 'Ramp fast', site: carPark, version: '2.0.1',
    vendor: 'Ampstead', model: 'Hyperlane 100', serial: 'AH100-24-0266', firmware: '2025.2.4',
    evses: evses(dc(100_000), dc(100_000)),
  },
  {
    identity: 'NOR-AC-01', name: 'Level 1', site: carPark, version: '1.6',
    vendor: 'Voltaris', model: 'AC22', serial: 'VT22-22-0458', firmware: '4.1.6',
    evses: evses(ac(22_000)),
  },
  {
    identity: 'NOR-AC-02', name: 'Level 2', site: carPark, version: '2.1',
    vendor: 'Lumenport', model: 'Twin 22', serial: 'LP22T-25-0377', firmware: '1.0.9',
    evses: evses(ac(22_000), ac(11_000)),
  },
]

const newcomer: StationPlan = {
  identity: 'NOR-AC-03', version: '2.0.1',
  vendor: 'Fenwick & Hale', model: 'Post 22', serial: 'FH22-25-0009', firmware: '7.1.0',
  evses: evses(ac(22_000)),
  meterIntervalS: 5,
  // Somebody is watching: it does not wait minutes to be seen as accepted.
  bootRetryS: 10,
}

const newcomerAfterMs = 40_000
/** A car of 58 kWh fills from 20 to 80 percent in about 5 minutes at 11 kW. */
const demoSpeed = 40

export const demoFleet: readonly { identity: string; name: string; site: string }[] = stations.map(
  ({ identity, name, site }) => ({ identity, name, site }),
)

export const demoPlans: readonly StationPlan[] = stations.map(({ name: _name, site: _site, ...plan }) => ({
  ...plan,
  meterIntervalS: 5,
}))

export interface DemoOptions {
  url: string
  seed: string
  signal: AbortSignal
  onProblem?: (identity: string, cause: Error) => void
}

/** Brings the demo depot to life until the signal fires. `done` resolves when every socket is closed. */
export function startDemo(options: DemoOptions): Pick<Depot, 'status' | 'done'> {
  const depot = startDepot({ ...options, plans: demoPlans, speed: demoSpeed })
  return { status: depot.status, done: Promise.all([depot.done, startNewcomer(options)]).then(() => undefined) }
}

async function startNewcomer(options: DemoOptions): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, newcomerAfterMs)
    options.signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
  if (options.signal.aborted) return
  await startDepot({ ...options, plans: [newcomer], speed: demoSpeed }).done
}

/** Some of the drivers, so that a demo shows names beside numbers; the others stay unknown. */
export function demoPeople(seed: string): { name: string; cards: string[] }[] {
  const places = demoPlans.flatMap((plan) => placesOf(plan).map(({ evse, connector }) => `${plan.identity}/${evse}/${connector}`))
  return names.map((name, index) => ({ name, cards: cardsAt(`${seed}/${places[index % places.length]}`).slice(0, 2) }))
}

const names = ['Mara Lindqvist', 'Tomas Okafor', 'Ines Carvalho', 'Jonas Weber', 'Priya Raman', 'Leo Hartmann', 'Aiko Tanaka', 'Samir Haddad']
