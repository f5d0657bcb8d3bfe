import type { Database } from 'better-sqlite3'
import type { CommandRecord } from '#contract/commands'
import type { JsonObject, Settings } from '#contract/read-models'
import { ownAccordKinds, ownAccordNames } from '#contract/own-accord'
import type { Store } from '../../app/ports'

export const defaultSettings: Settings = {
  firstContact: 'quarantine',
  unknownTokens: 'accept',
  concurrentSessions: 'refuse',
  // Every database has its own: see migration 3.
  remoteIdToken: '',
  keepFramesDays: 14,
  keepFramesMb: 2_000,
  heartbeatIntervalS: 300,
  handsOff: false,
  taxRounding: 'sum',
  issuer: { name: '', address: '', taxId: '', payment: '' },
  // The keys of a literal.
  ownAccord: Object.fromEntries(ownAccordNames.map((kind) => [kind, ownAccordKinds[kind].isOnByDefault])) as Settings['ownAccord'],
  servesRest: false,
}

const COMMANDS_SHOWN = 100
/** Characters of an answer that a list of commands carries along. */
const RESPONSE_SHOWN = 64 * 1024

interface CommandDbRow extends Omit<CommandRecord, 'request' | 'response' | 'isResponseOmitted' | 'report'> {
  request: string
  response: string | null
  report: string | null
  isResponseOmitted: number
}

const jsonOf = (text: string | null) => (text === null ? null : (JSON.parse(text) as JsonObject))

/** What people set and do: settings, commands. */
export function administrationTables(database: Database) {
  const settings = database.prepare<[], { key: string; value: string }>(/* sql */ `select key, value from setting`)
  const saveSetting = database.prepare<unknown[]>(/* sql */ `
    insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value
  `)
  const upsertCommand = database.prepare<unknown[]>(/* sql */ `
    insert into command (id, station, request, action, sent_by, own_accord, sent_at, round_trip_ms, outcome, answer, response, report)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (id) do update set
      round_trip_ms = excluded.round_trip_ms, outcome = excluded.outcome, answer = excluded.answer,
      response = coalesce(excluded.response, response), report = coalesce(excluded.report, report)
  `)
  const commands = database.prepare<unknown[], CommandDbRow>(/* sql */ `
    select id, station, request, action, sent_by as "by", own_accord as ownAccord, sent_at as sentAt, round_trip_ms as roundTripMs, outcome, answer, report,
      case when length(response) <= ${RESPONSE_SHOWN} then response end as response,
      coalesce(length(response) > ${RESPONSE_SHOWN}, 0) as isResponseOmitted
    from command where station = ? order by id desc limit ?
  `)
  const response = database.prepare<[number], { response: string | null }>(/* sql */ `
    select response from command where id = ?
  `)
  const sentUnasked = database.prepare<[string], ReturnType<Store['ownAccord']['sent']>[number]>(/* sql */ `
    select own_accord as kind, max(sent_at) as lastSentAt, count(*) as count from command
    where station = ? and own_accord is not null group by own_accord
  `)
  const loseWaiting = database.prepare(/* sql */ `update command set outcome = 'connection-lost' where outcome = 'pending'`)
  const lastCommand = database.prepare<[], { id: number | null }>(/* sql */ `select max(id) as id from command`)

  return {
    settings(): Settings {
      const stored = Object.fromEntries(settings.all().map(({ key, value }) => [key, JSON.parse(value) as unknown])) as Partial<Settings>
      // What became known after it was stored has its default.
      return { ...defaultSettings, ...stored, ownAccord: { ...defaultSettings.ownAccord, ...stored.ownAccord } }
    },
    sentUnasked: (station: string) => sentUnasked.all(station),
    saveSettings(changed: Partial<Settings>) {
      for (const [key, value] of Object.entries(changed)) saveSetting.run(key, JSON.stringify(value))
    },
    saveCommand(record: CommandRecord) {
      const { id, station, action, by, ownAccord, sentAt, roundTripMs, outcome, answer } = record
      const request = JSON.stringify(record.request)
      const whole = record.response && JSON.stringify(record.response)
      upsertCommand.run(id, station, request, action, by, ownAccord, sentAt, roundTripMs, outcome, answer, whole, record.report && JSON.stringify(record.report))
    },
    commands: (station: string) =>
      commands
        .all(station, COMMANDS_SHOWN)
        .map((row) => ({
          ...row,
          // Only `saveCommand` fills these two columns.
          request: JSON.parse(row.request) as CommandRecord['request'],
          response: jsonOf(row.response),
          isResponseOmitted: row.isResponseOmitted === 1,
          report: row.report === null ? null : (JSON.parse(row.report) as CommandRecord['report']),
        })),
    response: (command: number) => jsonOf(response.get(command)?.response ?? null),
    /** Whoever waited for an answer has ended with its process, and the connection with it. */
    loseWaitingCommands: () => void loseWaiting.run(),
    lastCommandId: () => lastCommand.get()?.id ?? 0,
  }
}
