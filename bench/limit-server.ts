/**
 * The limit: what this machine can do at best with the same libraries. Bare `ws` and better-sqlite3 store the same rows
 * as Plugboard into tables of the same schema, in one durable transaction per turn of the loop, and answer after it.
 * No rules, no validation, no views. `node limit-server.ts <directory> <database to take the schema from>`
 */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type WebSocket, WebSocketServer } from 'ws'

const [, , directory = '.', model = ''] = process.argv
const database = openDatabase()

const insertFrame = database.prepare<unknown[]>(`
  insert into frame (id, at, station, connection, direction, kind, action, message_id, text, round_trip_ms, findings)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null)
`)
const insertStation = database.prepare<unknown[]>(`
  insert or replace into station (station, name, admission, first_seen_at, facts) values (?, ?, 'registered', ?, ?)
`)
const insertSession = database.prepare<unknown[]>(`
  insert into session (session, station, evse, connector, transaction_id, id_token, state, started_at, start_text,
    start_seen, meter_start_mwh, energy_mwh, marks, meter)
  values (?, ?, ?, 1, ?, ?, 'running', ?, ?, 1, ?, 0, '[]', ?)
`)
const updateSession = database.prepare<unknown[]>(`update session set energy_mwh = ?, soc = ?, meter = ? where session = ?`)
const endSession = database.prepare<unknown[]>(`
  update session set state = 'completed', ended_at = ?, end_received_at = ?, end_text = ?, reason = ?, meter_stop_mwh = ?,
    energy_mwh = ? where session = ?
`)
const insertSample = database.prepare<unknown[]>(`
  insert or ignore into sample (session, at, quantity, phase, context, value) values (?, ?, ?, ?, ?, ?)
`)
const begin = database.prepare('begin')
const commit = database.prepare('commit')

interface Waiting {
  socket: WebSocket
  station: string
  text: string
  receivedAt: number
}

interface SampledValue {
  value: string
  measurand: string
  phase?: string
  context: string
}

interface CallPayload {
  connectorId: number
  idTag: string
  meterStart: number
  meterStop: number
  timestamp: string
  reason: string
  transactionId: number
  meterValue: { timestamp: string; sampledValue: SampledValue[] }[]
}

let waiting: Waiting[] = []
let nextFrame = 1
let nextSession = 1
const meterStarts = new Map<number, number>()

function turn(): void {
  const taken = waiting
  waiting = []
  begin.run()
  const answers = taken.map(store)
  commit.run()
  for (const [index, { socket }] of taken.entries()) socket.send(answers[index] ?? '')
}

function store({ station, text, receivedAt }: Waiting): string {
  const [, id, action, payload] = JSON.parse(text) as [number, string, string, CallPayload]
  insertFrame.run(nextFrame++, receivedAt, station, 'limit', 'in', 'call', action, id, text, null)
  const answer = `[3,"${id}",${JSON.stringify(effectOf(station, action, payload, receivedAt))}]`
  const now = Date.now()
  insertFrame.run(nextFrame++, now, station, 'limit', 'out', 'result', action, id, answer, now - receivedAt)
  return answer
}

function effectOf(station: string, action: string, payload: CallPayload, receivedAt: number): object {
  switch (action) {
    case 'BootNotification':
      insertStation.run(station, station, receivedAt, JSON.stringify(payload))
      return { status: 'Accepted', currentTime: new Date(receivedAt).toISOString(), interval: 300 }
    case 'StartTransaction': {
      const session = nextSession++
      const { connectorId, idTag, timestamp, meterStart } = payload
      const at = Date.parse(timestamp)
      meterStarts.set(session, meterStart)
      const meter = meterText(meterStart, meterStart, at)
      insertSession.run(session, station, connectorId, String(session), idTag, at, timestamp, meterStart * 1000, meter)
      return { transactionId: session, idTagInfo: { status: 'Accepted' } }
    }
    case 'MeterValues':
      for (const { timestamp, sampledValue } of payload.meterValue) {
        const at = Date.parse(timestamp)
        for (const { measurand, phase, context, value } of sampledValue) {
          insertSample.run(payload.transactionId, at, measurand, phase ?? '', context, Number(value))
        }
        const register = Number(sampledValue[0]?.value)
        const soc = Number(sampledValue[3]?.value)
        const meterStart = meterStarts.get(payload.transactionId) ?? 0
        const meter = meterText(meterStart, register, at)
        updateSession.run((register - meterStart) * 1000, soc, meter, payload.transactionId)
      }
      return {}
    case 'StopTransaction': {
      const { transactionId, timestamp, reason, meterStop } = payload
      const energyMwh = (meterStop - (meterStarts.get(transactionId) ?? 0)) * 1000
      meterStarts.delete(transactionId)
      endSession.run(Date.parse(timestamp), receivedAt, timestamp, reason, meterStop * 1000, energyMwh, transactionId)
      return {}
    }
    default:
      throw new Error(`the load sends no ${action}`)
  }
}

/** As long as what Plugboard keeps of a meter. */
function meterText(firstWh: number, lastWh: number, at: number): string {
  return JSON.stringify({
    first: { at, wh: firstWh },
    last: { at, wh: lastWh },
    energyWh: lastWh - firstWh,
    resets: 0,
    leaps: 0,
    power: { watts: 10850, derived: false, at },
    anchor: null,
    intervalMs: 10,
    lastAt: at,
    soc: { start: 20, now: 20, at },
  })
}

function openDatabase(): Database.Database {
  const schema = new Database(model, { readonly: true })
  const rows = schema.prepare<[], { sql: string }>(`select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by rowid`).all()
  schema.close()
  const opened = new Database(join(directory, 'limit.sqlite'))
  opened.pragma('journal_mode = WAL')
  opened.pragma('synchronous = FULL')
  opened.pragma('cache_size = -65536')
  opened.pragma('wal_autocheckpoint = 4000')
  for (const { sql } of rows) opened.exec(sql)
  return opened
}

const server = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  backlog: 1024,
  perMessageDeflate: false,
  handleProtocols: () => 'ocpp1.6',
})
server.on('connection', (socket, request) => {
  const station = (request.url ?? '').slice(1)
  socket.on('message', (data: Buffer) => {
    if (waiting.length === 0) setImmediate(turn)
    waiting.push({ socket, station, text: data.toString('utf8'), receivedAt: Date.now() })
  })
})
server.on('listening', () => {
  const address = server.address()
  console.log(`limit server ready ws://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
})
process.on('SIGTERM', () => process.exit(0))
