import type { Session } from '../../domain/session'
import type { Named } from '../../domain/surroundings'

/** A row of table `session`. Energy in milliwatt-hours; lists and meters as JSON. */
export interface SessionDbRow {
  session: number
  station: string
  evse: number | null
  connector: number | null
  transaction_id: string | null
  alias: string | null
  id_token: string | null
  person: string | null
  person_id: number | null
  company_id: number | null
  company_name: string | null
  site_id: number | null
  site_name: string | null
  area_id: number | null
  area_name: string | null
  is_refused: number
  state: string
  charging_state: string | null
  started_at: number
  start_text: string | null
  start_seen: number
  meter_start_mwh: number | null
  ended_at: number | null
  end_received_at: number | null
  end_text: string | null
  reason: string | null
  raw_reason: string | null
  meter_stop_mwh: number | null
  remote_start_id: number | null
  energy_mwh: number
  soc_start: number | null
  soc: number | null
  marks: string
  sequence: string | null
  meter: string
  /** What has no column of its own. Null: the row is older than the column. */
  details: string | null
  /** What waits for a person, as JSON. Null: nothing. */
  issues: string | null
  merged_into: number | null
}

type Details = Pick<Session, 'chargingStateAt' | 'heard' | 'review' | 'endedByLimit' | 'needs'>

export function toRow(session: Session): SessionDbRow {
  return {
    session: session.session,
    station: session.station,
    evse: session.place?.evse ?? null,
    connector: session.place?.connector ?? null,
    transaction_id: session.transactionId,
    alias: session.alias,
    id_token: session.idToken,
    person: session.person?.name ?? null,
    person_id: session.person?.id ?? null,
    company_id: session.surroundings.company?.id ?? null,
    company_name: session.surroundings.company?.name ?? null,
    site_id: session.surroundings.site?.id ?? null,
    site_name: session.surroundings.site?.name ?? null,
    area_id: session.surroundings.area?.id ?? null,
    area_name: session.surroundings.area?.name ?? null,
    is_refused: session.isRefused ? 1 : 0,
    state: session.state,
    charging_state: session.chargingState,
    started_at: session.startedAt,
    start_text: session.startText,
    start_seen: session.startSeen ? 1 : 0,
    meter_start_mwh: toMwh(session.meterStartWh),
    ended_at: session.endedAt,
    end_received_at: session.endReceivedAt,
    end_text: session.endText,
    reason: session.reason,
    raw_reason: session.rawReason,
    meter_stop_mwh: toMwh(session.meterStopWh),
    remote_start_id: session.remoteStartId,
    energy_mwh: Math.round(session.meter.energyWh * 1000),
    soc_start: session.meter.soc?.start ?? null,
    soc: session.meter.soc?.now ?? null,
    marks: JSON.stringify(session.marks),
    sequence: session.sequence && JSON.stringify(session.sequence),
    meter: JSON.stringify(session.meter),
    details: JSON.stringify({ chargingStateAt: session.chargingStateAt, heard: session.heard, review: session.review, endedByLimit: session.endedByLimit, needs: session.needs } satisfies Details),
    issues: session.issues.length === 0 ? null : JSON.stringify(session.issues),
    merged_into: session.review.mergedInto,
  }
}

/** The casts trust our own writer: only `toRow` fills this table. */
export function toSession(row: SessionDbRow): Session {
  return {
    session: row.session,
    station: row.station,
    place: row.evse === null ? null : { evse: row.evse, connector: row.connector },
    transactionId: row.transaction_id,
    alias: row.alias,
    idToken: row.id_token,
    person: row.person === null ? null : { id: row.person_id, name: row.person },
    surroundings: {
      company: named(row.company_id, row.company_name),
      site: named(row.site_id, row.site_name),
      area: named(row.area_id, row.area_name),
    },
    isRefused: row.is_refused === 1,
    state: row.state as Session['state'],
    chargingState: row.charging_state as Session['chargingState'],
    startedAt: row.started_at,
    startText: row.start_text,
    startSeen: row.start_seen === 1,
    meterStartWh: toWh(row.meter_start_mwh),
    endedAt: row.ended_at,
    endReceivedAt: row.end_received_at,
    endText: row.end_text,
    reason: row.reason as Session['reason'],
    rawReason: row.raw_reason,
    meterStopWh: toWh(row.meter_stop_mwh),
    remoteStartId: row.remote_start_id,
    marks: JSON.parse(row.marks) as Session['marks'],
    sequence: row.sequence === null ? null : (JSON.parse(row.sequence) as Session['sequence']),
    meter: JSON.parse(row.meter) as Session['meter'],
    ...detailsBefore(row),
    ...(row.details === null ? {} : (JSON.parse(row.details) as Partial<Details>)),
    issues: row.issues === null ? [] : (JSON.parse(row.issues) as Session['issues']),
  }
}

/** What older rows did not say; their own times are the nearest thing. */
function detailsBefore(row: SessionDbRow): Details {
  const at = row.started_at
  return {
    chargingStateAt: null,
    endedByLimit: null,
    needs: null,
    heard: { first: at, sign: at, last: row.end_received_at ?? at },
    review: { suspicion: null, repair: null, settled: [], secondStop: null, supersedes: null, mergedInto: null },
  }
}

const named = (id: number | null, name: string | null): Named | null => (id === null || name === null ? null : { id, name })

const toMwh = (wh: number | null) => (wh === null ? null : Math.round(wh * 1000))
const toWh = (mwh: number | null) => (mwh === null ? null : mwh / 1000)
