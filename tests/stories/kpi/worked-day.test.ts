import { expect, it } from 'vitest'
import { answering, rawStation, type RawStation } from '../raw-station'
import { eventually, HOUR, MINUTE, openStage, type Stage } from '../story'
import { assigned, aTariff, energy, eur, priceOf } from '../pricing/tariffs'

/** The worked day of the KPI definitions, section 12: 10 March 2025 in Berlin (UTC+1), a station with two sockets of 22 kW. */
const midnight = Date.UTC(2025, 2, 9, 23)
const clockTime = (time: string) => {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return midnight + hours * HOUR + minutes * MINUTE + seconds * 1000
}
const iso = (at: number) => new Date(at).toISOString()

interface Played {
  stage: Stage
  /** Moves the clock on to a time of day; the station beats its heart on the way. */
  to(time: string): Promise<void>
  status(connector: number, status: string, errorCode?: string): Promise<void>
  start(connector: number, meterStart: number, tag?: string): Promise<number>
  meter(connector: number, transaction: number, wh: number): Promise<void>
  stop(transaction: number, meterStop: number): Promise<void>
  authorize(tag: string): Promise<void>
  station: RawStation
  disconnect(): Promise<void>
  reconnect(): Promise<void>
}

const HEARTBEAT = 300_000

async function aStation(): Promise<Played> {
  const stage = await openStage({}, { from: midnight - HOUR })
  const site = await stage.client.organisation.saveSite({
    site: null, name: 'Depot', company: null, address: '', latitude: null, longitude: null, timeZone: 'Europe/Berlin', currency: 'EUR', limitA: null, openingHours: null,
  })
  await stage.client.stations.register({ station: 'RAW-1', name: 'RAW-1', site: { site: site.site } })
  await stage.client.stations.setCompatibility({ station: 'RAW-1', choice: { field: 'ratedPowerW', value: 22_000 } })
  let station = await connected(stage)
  await station.boot()
  const now = () => iso(stage.clock.now())
  const call = (action: string, payload: Record<string, unknown>) => station.call(action, payload)
  let isConnected = true
  return {
    stage,
    get station() {
      return station
    },
    async to(time) {
      const target = clockTime(time)
      while (stage.clock.now() < target) {
        stage.clock.advance(Math.min(HEARTBEAT, target - stage.clock.now()))
        if (isConnected) await call('Heartbeat', {})
      }
    },
    async status(connectorId, status, errorCode = 'NoError') {
      await call('StatusNotification', { connectorId, status, errorCode, timestamp: now() })
    },
    async start(connectorId, meterStart, idTag = 'AABBCCDD') {
      const { transactionId } = await call('StartTransaction', { connectorId, idTag, meterStart, timestamp: now() })
      return Number(transactionId)
    },
    async meter(connectorId, transactionId, wh) {
      await call('MeterValues', { connectorId, transactionId, meterValue: [{ timestamp: now(), sampledValue: [{ value: String(wh), measurand: 'Energy.Active.Import.Register', unit: 'Wh' }] }] })
    },
    async stop(transactionId, meterStop) {
      await call('StopTransaction', { transactionId, meterStop, timestamp: now(), reason: 'Local' })
    },
    async authorize(idTag) {
      await call('Authorize', { idTag })
    },
    async disconnect() {
      isConnected = false
      station.socket.terminate()
      await eventually(async () => (await stage.station()).link).toBe('down')
    },
    async reconnect() {
      station = await connected(stage)
      isConnected = true
    },
  }
}

async function connected(stage: Stage): Promise<RawStation> {
  const station = await rawStation(stage)
  answering(station, {
    GetConfiguration: () => ({ configurationKey: [], unknownKey: [] }),
    ChangeConfiguration: () => ({ status: 'Accepted' }),
    TriggerMessage: () => ({ status: 'Accepted' }),
    GetLocalListVersion: () => ({ listVersion: -1 }),
  })
  return station
}

/** A charge with energy in even steps. */
async function charge(day: Played, connector: number, transaction: number, { from, steps }: { from: number; steps: [string, number][] }): Promise<void> {
  for (const [time, wh] of steps) {
    await day.to(time)
    await day.meter(connector, transaction, from + wh)
  }
}

async function play(): Promise<Played> {
  const day = await aStation()
  await day.stage.client.tokens.add({ token: 'DEADBEEF', status: 'blocked', validFrom: null, validUntil: null, group: null, person: null, note: '', evenIfSimilar: false })
  const idleFee = { pricePerMinute: eur(0.1), taxRatePpm: null, graceMinutes: 10, cap: null, hours: null }
  await assigned(day.stage, aTariff({ idleFee, elements: [energy(0.3)] }))
  for (const connector of [1, 2]) await day.status(connector, 'Available')

  // The connection: last frame at 03:00:00.
  await day.to('03:00:00')
  await day.disconnect()
  await day.to('03:40:00')
  await day.reconnect()
  await day.station.boot()
  for (const connector of [1, 2]) await day.status(connector, 'Available')

  // S1
  await day.to('06:10:00')
  await day.status(1, 'Preparing')
  const first = await day.start(1, 0)
  await day.status(1, 'Charging')
  await charge(day, 1, first, { from: 0, steps: [['06:40:00', 6_000], ['07:10:00', 12_100], ['07:40:00', 18_200]] })
  await day.status(1, 'SuspendedEV')
  await charge(day, 1, first, { from: 0, steps: [['08:00:00', 18_200]] })
  await day.to('08:25:00')
  await day.stop(first, 18_200)
  await day.status(1, 'Available')

  // A card that is refused, and one that is accepted and never plugs in.
  await day.to('09:00:00')
  await day.authorize('DEADBEEF')
  await day.to('10:15:00')
  await day.authorize('11223344')

  // S2
  await day.to('12:00:00')
  await day.status(1, 'Preparing')
  const second = await day.start(1, 18_200)
  await day.status(1, 'Charging')
  await charge(day, 1, second, { from: 18_200, steps: [['12:30:00', 6_000], ['13:00:00', 12_000], ['13:30:00', 18_000], ['14:00:00', 24_000]] })
  await day.to('14:30:00')
  await day.stop(second, 48_300)
  await day.status(1, 'Available')

  // S5
  await day.to('15:00:00')
  await day.status(2, 'Preparing')
  const fifth = await day.start(2, 70_000)
  await day.to('15:00:20')
  await day.status(2, 'Faulted', 'GroundFailure')
  await day.to('15:01:00')
  await day.stop(fifth, 70_000)
  await day.to('15:50:20')
  await day.status(2, 'Available')

  // S3
  await day.to('17:00:00')
  await day.status(2, 'Preparing')
  const third = await day.start(2, 70_000)
  await day.status(2, 'Charging')
  await charge(day, 2, third, { from: 70_000, steps: [['17:30:00', 6_100], ['18:00:00', 12_200], ['18:30:00', 18_300], ['18:50:00', 22_400]] })
  await day.status(2, 'SuspendedEVSE')
  await charge(day, 2, third, { from: 70_000, steps: [['19:10:00', 22_400]] })
  await day.to('19:20:00')
  await day.stop(third, 92_400)
  await day.status(2, 'Available')

  // S4, over midnight: registers in kWh 100.0, 104.6, 106.4, 111.0.
  await day.to('23:30:00')
  await day.status(2, 'Preparing')
  const fourth = await day.start(2, 100_000)
  await day.status(2, 'Charging')
  await charge(day, 2, fourth, { from: 100_000, steps: [['23:55:00', 4_600], ['24:05:00', 6_400]] })
  await day.to('24:30:00')
  await day.stop(fourth, 111_000)
  await day.status(2, 'Available')
  return day
}

const entity = { kind: 'station', station: 'RAW-1' } as const
const date = '2025-03-10'
const percent = (share: number | null | undefined) => (share == null ? null : Math.round(share * 1000) / 10)
const minutes = (ms: number | null | undefined) => (ms == null ? null : ms / MINUTE)

it('the worked day of the KPI definitions comes to the figures that they name', async () => {
  const day = await play()
  await day.to('24:40:00')
  await figuresAreNamed(day.stage)
  await lossesAreListed(day.stage)
  await timelinesAreDrawn(day.stage)
  await idleTimeIsBilled(day.stage)
  // Three hundred heartbeats, each of which is answered: seconds, and more beside other work.
}, 120_000)

async function figuresAreNamed({ client }: Stage): Promise<void> {
  const { days: [figures], total } = await client.kpi.dashboard({ entity, from: date, to: date })
  expect(figures).toMatchObject({ date, from: midnight, to: midnight + 24 * HOUR, isOpen: false, revisedAt: null })
  expect(figures).toMatchObject(total)
  expect([total.attempts, total.started]).toEqual([7, 4])
  expect([percent(total.successRate), percent(total.technicalRate)]).toEqual([57.1, 80])
  expect([total.sessions, total.noise]).toEqual([4, 1])
  expect(total.energyWh).toBe(76_200)
  expect([total.durationMeanMs, total.durationMedianMs].map(minutes)).toEqual([121.25, 137.5])
  expect(total.energyPerSessionWh).toBe(20_425)
  expect([total.utilization, total.chargingUtilization, total.energyUtilization].map(percent)).toEqual([15.8, 13.2, 7.2])
  const { vehicleMs, stationMs, unclearMs, ofMs, share } = total.inactivity
  expect([vehicleMs, stationMs, unclearMs, ofMs].map(minutes)).toEqual([45, 30, 0, 485])
  expect(percent(share)).toBe(15.5)
  expect(percent(total.uptime)).toBe(95.5)
  expect([minutes(total.outageMs), minutes(total.observedMs)]).toEqual([130, 2_880])

  const sockets = await Promise.all([1, 2].map((evse) => client.kpi.dashboard({ entity: { ...entity, kind: 'socket', evse }, from: date, to: date })))
  expect(sockets.map(({ total: { outageMs } }) => minutes(outageMs))).toEqual([40, 90])
  expect(sockets.map(({ total: { uptime } }) => percent(uptime))).toEqual([97.2, 93.8])
  const parts = await client.kpi.parts({ entity, from: date, to: date, by: 'socket' })
  expect(parts.map(({ evse, figures }) => [evse, percent(figures.uptime), figures.sessions, figures.energyWh])).toEqual([[1, 97.2, 2, 48_300], [2, 93.8, 2, 27_900]])
  const whole = await client.kpi.parts({ entity, from: date, to: date })
  expect(whole).toEqual([{ station: 'RAW-1', stationName: 'RAW-1', evse: null, figures: total }])
}

async function lossesAreListed({ client }: Stage): Promise<void> {
  expect(await client.kpi.failedAttempts({ entity, from: date, to: date })).toMatchObject([
    { at: clockTime('15:00:00'), evse: 2, cause: 'fault', against: 'station' },
    { at: clockTime('10:15:00'), evse: null, cause: 'no-plug', against: 'user', token: '11223344' },
    { at: clockTime('09:00:00'), evse: null, cause: 'card-refused', against: 'user', token: 'DEADBEEF' },
  ])
  const { entries } = await client.kpi.errors({ entity, from: date, to: date })
  expect(entries).toMatchObject([
    { kind: 'fault', code: 'GroundFailure', evse: 2, firstAt: clockTime('15:00:20'), clearedAt: clockTime('15:50:20'), count: 1 },
    { kind: 'connection-lost', firstAt: clockTime('03:00:00'), clearedAt: clockTime('03:40:00') },
  ])
  const { outages, links } = await client.kpi.linkQuality({ station: 'RAW-1', from: date, to: date })
  expect(outages).toEqual([{ from: clockTime('03:00:00'), detectedAt: clockTime('03:15:10'), to: clockTime('03:40:00') }])
  expect(links.at(-1)).toMatchObject({ closedAt: clockTime('03:00:00'), by: 'network' })
}

async function timelinesAreDrawn({ client }: Stage): Promise<void> {
  const { sockets } = await client.kpi.socketEvents({ entity, date })
  const told = sockets.map(({ segments }) => segments.map(({ kind, from, to }) => [kind, from, to]))
  const part = (kind: string, from: string, to: string) => [kind, clockTime(from), clockTime(to)]
  expect(told[1]).toEqual([
    part('available', '00:00', '03:00'),
    part('gap', '03:00', '03:40'),
    part('available', '03:40', '15:00'),
    part('waiting', '15:00:00', '15:00:20'),
    // The session ends in it.
    part('faulted', '15:00:20', '15:01:00'),
    part('faulted', '15:01:00', '15:50:20'),
    part('available', '15:50:20', '17:00'),
    part('charging', '17:00', '18:50'),
    part('suspended', '18:50', '19:20'),
    part('available', '19:20', '23:30'),
    part('charging', '23:30', '24:00'),
  ])
  expect(told[0]).toEqual([
    part('available', '00:00', '03:00'),
    part('gap', '03:00', '03:40'),
    part('available', '03:40', '06:10'),
    part('charging', '06:10', '07:40'),
    part('suspended', '07:40', '08:25'),
    part('available', '08:25', '12:00'),
    part('charging', '12:00', '14:30'),
    part('available', '14:30', '24:00'),
  ])
}

/** Grace of ten minutes: 35 minutes of the first session, none of the third, which its station held back. */
async function idleTimeIsBilled(stage: Stage): Promise<void> {
  const idle = async (session: number) => (await priceOf(stage, session)).price?.lines.filter(({ cause }) => cause === 'idle').map(({ quantity }) => quantity)
  expect(await idle(1)).toEqual([35])
  expect(await idle(4)).toEqual([])
}
