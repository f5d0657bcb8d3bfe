import Database from 'better-sqlite3'

const MINUTE = 60_000
const DAY = 86_400_000
/** The first session; so many years of them follow. */
const FIRST = Date.UTC(2024, 0, 1)
const YEARS = 3
/** Sessions in one transaction. */
const STEP = 5_000
/** The largest number of readings of one session, of the first one. */
const LONG_SESSION = 10_000

const companies = ['Northwind Logistics', 'Municipal Works', 'Harbour Authority', 'Ütliberg Carsharing GmbH', 'Orchard Dairies', 'Tower Offices', 'Rail & Road', 'Blue Taxi']
const areas = ['Deck 1', 'Deck 2', 'Yard', 'Visitors']
const reasons = ['local', 'local', 'local', 'ev-disconnected', 'ev-disconnected', 'remote', 'stopped-by-ev', 'power-loss', 'reboot', 'emergency-stop']
const people = 5_000
const tokens = 20_000
const sites = 40

/** The same row of numbers from 0 to 1 in every run (a linear congruential generator). */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

export interface SeedSize {
  sessions: number
  samples: number
  stations: number
}

export function seedDatabase(file: string, { sessions, samples, stations }: SeedSize, onProgress: (sessions: number) => void): void {
  const database = new Database(file)
  // Whoever loses power here seeds again.
  database.pragma('synchronous = OFF')
  database.pragma('journal_mode = MEMORY')
  database.pragma('cache_size = -262144')
  const random = numbersFrom(42)
  database.transaction(() => seedOrganisation(database, stations))()
  const insert = database.prepare<unknown[]>(/* sql */ `
    insert into session (session, station, evse, connector, transaction_id, id_token, person, person_id, company_id, company_name,
      site_id, site_name, area_id, area_name, state, started_at, start_text, start_seen, meter_start_mwh, ended_at, end_received_at,
      end_text, reason, raw_reason, meter_stop_mwh, energy_mwh, soc_start, soc, marks, meter, details,
      charging_ms, inactivity_ms, vehicle_ms, station_ms, unclear_ms, idle_after_ms, charged_until, used_at, price_amount, price_currency)
    values (@session, @station, @evse, 1, @transaction, @token, @person, @personId, @companyId, @company,
      @siteId, @site, @areaId, @area, 'completed', @start, @startText, 1, @meterStart, @end, @end,
      @endText, @reason, @reason, @meterStop, @energy, @socStart, @soc, @marks, @meter, @details,
      @charging, @inactivity, @inactivity, 0, 0, @inactivity, @chargedUntil, @end, @price, 'EUR')
  `)
  database.exec(`create temp table number (n integer primary key)`)
  database.prepare(`insert into number with recursive up(n) as (select 0 union all select n + 1 from up where n < ?) select n from up`).run(LONG_SESSION)
  // Half of them energy, half of them power; in the order of the key, which is where they end up.
  const insertSamples = database.prepare<unknown[]>(/* sql */ `
    insert into sample (session, at, quantity, phase, context, value)
    select @session, @start + cast((n / 2) * @step as integer), case n % 2 when 0 then 'energy-import' else 'power-import' end, '',
      'periodic', case n % 2 when 0 then @meterStart / 1000 + round(@energy / 1000.0 * n / @count) else @power end
    from number where n < @count order by 2, 3
  `)
  const perSession = Math.max(0, Math.floor((samples - Math.min(samples, LONG_SESSION)) / Math.max(1, sessions - 1)))
  const registers = new Float64Array(stations)

  const one = (session: number) => {
    const row = sessionRow({ session, sessions, stations, random, registers })
    insert.run(row)
    const count = session === 1 ? Math.min(samples, LONG_SESSION) : perSession
    if (count > 0) {
      const { start, end, meterStart, energy, power } = row
      insertSamples.run({ session, start, meterStart, energy, power, count, step: (end - start) / Math.ceil(count / 2) })
    }
  }
  const many = database.transaction((from: number, to: number) => {
    for (let session = from; session < to; session += 1) one(session)
  })
  for (let from = 1; from <= sessions; from += STEP) {
    const to = Math.min(from + STEP, sessions + 1)
    many(from, to)
    onProgress(to - 1)
  }
  database.prepare(`insert into counter (name, value) values ('session', ?) on conflict (name) do update set value = excluded.value`).run(sessions)
  database.exec('analyze')
  database.pragma('journal_mode = WAL')
  database.close()
}

/** What a station that has not spoken for long is known by; without it the app could not show it. */
const connector = (evse: number) => ({
  evse, connector: 1, status: 'available', chargingState: null, rawStatus: 'Available', since: FIRST, statusAt: FIRST, fault: null, remark: null,
})
const facts = JSON.stringify({
  vendor: 'Seeded', model: 'S2', serial: null, firmware: '1.0', iccid: null, imsi: null, meterType: null, meterSerial: null, bootAt: null, bootReason: null,
  status: 'enabled', fault: null, connectors: [connector(1), connector(2)], heartbeatIntervalS: 300, clockSkewMs: null, unsupported: [], rebootPendingSince: null,
  drift: 0,
})

function seedOrganisation(database: Database.Database, stations: number): void {
  const run = (sql: string, ...values: unknown[]) => database.prepare<unknown[]>(sql).run(...values)
  companies.forEach((name, index) => run(`insert into company (company, name, note) values (?, ?, '')`, index + 1, name))
  for (let site = 1; site <= sites; site += 1) {
    run(`insert into site (site, name, company, time_zone, currency) values (?, ?, ?, 'Europe/Berlin', 'EUR')`, site, `Depot ${site}`, companyOf(site))
    areas.forEach((name, index) => run(`insert into site_area (area, site, name) values (?, ?, ?)`, (site - 1) * areas.length + index + 1, site, name))
  }
  for (let person = 1; person <= people; person += 1) {
    run(`insert into person (person, name, note, created_at) values (?, ?, '', ?)`, person, `Driver ${person}`, FIRST)
  }
  for (let station = 0; station < stations; station += 1) {
    run(
      `insert into station (station, name, site, admission, first_seen_at, facts) values (?, ?, ?, 'registered', ?, ?)`,
      identityOf(station), `Bay ${station + 1}`, siteOf(station), FIRST, facts,
    )
  }
}

const companyOf = (site: number) => ((site - 1) % companies.length) + 1
const siteOf = (station: number) => (station % sites) + 1
const identityOf = (station: number) => `SEED-${String(station + 1).padStart(5, '0')}`

function sessionRow(
  { session, sessions, stations, random, registers }:
  { session: number; sessions: number; stations: number; random: () => number; registers: Float64Array },
) {
  const station = Math.floor(random() * stations)
  const site = siteOf(station)
  const area = Math.floor(random() * areas.length)
  const start = Math.round(FIRST + (session / sessions) * YEARS * 365 * DAY)
  const charging = Math.round((10 + random() * 240) * MINUTE)
  const inactivity = random() < 0.4 ? Math.round(random() * 8 * MINUTE) : Math.round(random() * 180 * MINUTE)
  const end = start + charging + inactivity
  const power = [3_680, 7_360, 11_000, 22_000, 50_000][Math.floor(random() * 5)] ?? 11_000
  const energyWh = Math.round((power * charging) / 3_600_000)
  const meterStartWh = registers[station] ?? 0
  registers[station] = meterStartWh + energyWh
  const token = Math.floor(random() * tokens)
  const person = token < people ? token + 1 : null
  const reason = reasons[Math.floor(random() * reasons.length)]
  const socStart = power === 50_000 ? Math.round(random() * 50) : null
  const soc = socStart === null ? null : Math.min(100, socStart + 40)
  const marks = random() < 0.05 ? ['late'] : random() < 0.02 ? ['derived', 'clock-invalid'] : []
  const first = { at: start, wh: meterStartWh }
  const last = { at: end, wh: meterStartWh + energyWh }
  const meter = {
    first, last, energyWh, resets: 0, leaps: 0, power: { watts: power, derived: false, at: end }, anchor: last, intervalMs: MINUTE,
    lastAt: end, soc: socStart === null ? null : { start: socStart, now: soc, at: end }, flow: { from: start, at: start + charging },
  }
  const review = { suspicion: null, repair: null, settled: [], secondStop: null, supersedes: null, mergedInto: null }
  return {
    session, station: identityOf(station), evse: random() < 0.7 ? 1 : 2, transaction: String(session),
    token: `04${(token * 2_654_435_761 % 2 ** 40).toString(16).toUpperCase().padStart(10, '0')}`,
    person: person === null ? null : `Driver ${person}`, personId: person,
    companyId: companyOf(site), company: companies[companyOf(site) - 1], siteId: site, site: `Depot ${site}`,
    areaId: (site - 1) * areas.length + area + 1, area: areas[area],
    start, startText: new Date(start).toISOString(), end, endText: new Date(end).toISOString(), reason,
    meterStart: meterStartWh * 1000, meterStop: (meterStartWh + energyWh) * 1000, energy: energyWh * 1000, power, socStart, soc,
    marks: JSON.stringify(marks), meter: JSON.stringify(meter),
    details: JSON.stringify({ chargingStateAt: start, heard: { first: start, sign: end, last: end }, review }),
    // 45 cents for each kilowatt-hour, in thousandths of a cent.
    charging, inactivity, chargedUntil: start + charging, price: energyWh * 45,
  }
}
