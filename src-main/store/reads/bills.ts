import type { Database } from 'better-sqlite3'
import type { BillEntry, BillVehicle } from '#contract/bills'
import type { PriceRecord } from '#contract/pricing'
import type { DeskIssue } from '#contract/desk'
import type { BillReader, BillSessionsRequest, StoredBillSession } from '../../app/bill-ports'

interface BillDbRow {
  session: number
  station: string
  stationName: string
  evse: number | null
  connector: number | null
  siteId: number | null
  siteName: string | null
  serial: string | null
  meterSerial: string | null
  startedAt: number
  endedAt: number
  idToken: string | null
  person: string | null
  personId: number | null
  companyId: number | null
  companyName: string | null
  costCentre: string | null
  vehicles: string
  plate: string | null
  energyMwh: number
  meterStartMwh: number | null
  meterStopMwh: number | null
  repair: string | null
  issues: string | null
  mergedInto: number | null
  kind: PriceRecord['kind'] | null
  record: number | null
  price: string | null
  taxIncluded: string | null
}

/** The company is that of the person at the start of the session; of a person who came later, the first one. */
const columns = /* sql */ `
  session.session, session.station, station.name as stationName, session.evse, session.connector,
  session.site_id as siteId, session.site_name as siteName,
  json_extract(station.facts, '$.serial') as serial, json_extract(station.facts, '$.meterSerial') as meterSerial,
  session.started_at as startedAt, session.ended_at as endedAt, session.id_token as idToken,
  session.person, session.person_id as personId, belonging.company as companyId, company.name as companyName,
  belonging.cost_centre as costCentre,
  (select json_group_array(json_object('name', name, 'plate', plate)) from vehicle where vehicle.person = session.person_id) as vehicles,
  session_vehicle.plate, session.energy_mwh as energyMwh, session.meter_start_mwh as meterStartMwh, session.meter_stop_mwh as meterStopMwh,
  json_extract(session.details, '$.review.repair.kind') as repair, session.issues, session.merged_into as mergedInto,
  price_record.kind, price_record.record, price_record.body as price,
  json_extract(tariff_version.body, '$.taxIncluded') as taxIncluded
`
const joins = /* sql */ `
  join station on station.station = session.station and station.admission = 'registered'
  left join belonging on belonging.person = session.person_id and belonging.since = coalesce(
    (select max(since) from belonging as b where b.person = session.person_id and since <= session.started_at),
    (select min(since) from belonging as b where b.person = session.person_id)
  )
  left join company on company.company = belonging.company
  left join session_vehicle on session_vehicle.session = session.session
  left join price_record on price_record.record = (select max(record) from price_record as p where p.session = session.session)
  left join tariff_version on tariff_version.version = json_extract(price_record.body, '$.policy.version')
`
const isBilled = /* sql */ `
  exists (select 1 from bill_entry join bill_closing using (closing) where bill_entry.session = session.session and state = 'closed')
`
/** What was billed to somebody and is another's now owes them a credit. */
const isOrWasTheirs = /* sql */ `
  and (session.person_id = @person or exists (select 1 from bill_entry where bill_entry.session = session.session and bill_entry.person = @person))
`

export function readBillSessions(database: Database, { from, to, person, after, limit }: BillSessionsRequest): StoredBillSession[] {
  return database
    .prepare<unknown[], BillDbRow>(
      /* sql */ `
        select ${columns} from session ${joins}
        where session.state = 'completed' and session.ended_at < @to
          and (session.ended_at, session.session) > (@endedAt, @session)
          ${person === null ? '' : 'and session.person_id = @person'}
          and not exists (select 1 from bill_touched where bill_touched.session = session.session)
          and not ${isBilled}
        order by session.ended_at, session.session limit @limit
      `,
    )
    .all({ to, limit, endedAt: after?.endedAt ?? from - 1, session: after?.session ?? Number.MAX_SAFE_INTEGER, ...(person === null ? {} : { person }) })
    .map(toBillSession)
}

export function readBillTouched(
  database: Database,
  { after, limit, person }: Parameters<BillReader['billTouched']>[0],
): Awaited<ReturnType<BillReader['billTouched']>> {
  const billed = database.prepare<[number], string>(/* sql */ `
    select body from bill_entry join bill_closing using (closing) where session = ? and state = 'closed' order by entry
  `).pluck()
  return database
    .prepare<unknown[], BillDbRow>(/* sql */ `
      select ${columns} from bill_touched join session using (session) ${joins}
      where bill_touched.session > @after and session.state = 'completed' ${person === null ? '' : isOrWasTheirs}
      order by bill_touched.session limit @limit
    `)
    .all({ after, limit, ...(person === null ? {} : { person }) })
    // The casts here and below trust our own writers.
    .map((row) => ({ session: toBillSession(row), billed: billed.all(row.session).map((body) => JSON.parse(body) as BillEntry) }))
}

export function readBillEntries(
  database: Database,
  { closings, person, company, after, limit }: Parameters<BillReader['billEntries']>[0],
): { entry: number; body: BillEntry }[] {
  const conditions = [
    `closing in (${closings.map(() => '?').join(', ')})`,
    'entry > ?',
    ...(person === null ? [] : ['person = ?']),
    ...(company === null ? [] : ['company = ?']),
  ]
  return database
    .prepare<unknown[], { entry: number; body: string }>(/* sql */ `
      select entry, body from bill_entry where ${conditions.join(' and ')} order by entry limit ?
    `)
    .all(...closings, after, ...(person === null ? [] : [person]), ...(company === null ? [] : [company]), limit)
    .map(({ entry, body }) => ({ entry, body: JSON.parse(body) as BillEntry }))
}

/** These doubt what is billed; the others only say that a session came late or with holes. */
const doubts: readonly DeskIssue[] = ['suspect', 'implausible', 'conflict', 'stop-only']

function toBillSession(row: BillDbRow): StoredBillSession {
  const issues = row.issues === null ? [] : (JSON.parse(row.issues) as DeskIssue[])
  return {
    session: row.session, station: row.station, stationName: row.stationName,
    place: row.evse === null ? null : { evse: row.evse, connector: row.connector },
    siteId: row.siteId, siteName: row.siteName, serial: row.serial, meterSerial: row.meterSerial,
    startedAt: row.startedAt, endedAt: row.endedAt, idToken: row.idToken,
    person: row.person === null ? null : { id: row.personId, name: row.person },
    company: row.companyId === null || row.companyName === null ? null : { id: row.companyId, name: row.companyName },
    costCentre: row.costCentre ?? '', vehicles: JSON.parse(row.vehicles) as BillVehicle[], plate: row.plate,
    energyMwh: row.energyMwh, meterStartWh: wh(row.meterStartMwh), meterStopWh: wh(row.meterStopMwh),
    isRepaired: row.repair !== null && row.repair !== 'keep',
    isDoubted: issues.some((issue) => doubts.includes(issue)),
    isMerged: row.mergedInto !== null,
    price: priceOf(row),
  }
}

function priceOf({ kind, record, price: body, taxIncluded }: BillDbRow): StoredBillSession['price'] {
  if (kind !== 'price' || record === null || body === null) return null
  const { policy, price } = JSON.parse(body) as Pick<PriceRecord, 'policy' | 'price'>
  const energy = price.lines.filter(({ cause }) => cause === 'energy-taken')
  const [first] = energy
  const isOnePrice = energy.every(({ unitPrice, taxRatePpm }) => unitPrice === first?.unitPrice && taxRatePpm === first.taxRatePpm)
  return {
    record,
    tariff: policy.tariffName,
    basis: taxIncluded === 'yes' ? 'gross' : 'net',
    price: { currency: price.currency, invoice: price.invoice, invoiceLines: price.invoiceLines },
    pricePerKwh: isOnePrice ? (first?.unitPrice ?? null) : null,
    energyTaxPpm: first?.taxRatePpm ?? null,
  }
}

const wh = (mwh: number | null) => (mwh === null ? null : mwh / 1000)
