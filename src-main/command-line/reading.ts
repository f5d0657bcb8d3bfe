import type { Page } from '#contract/read-models'
import type { SessionRow } from '#contract/sessions'
import type { ConnectorView, StationRow } from '#contract/stations'
import type { TraceEvent, TraceLine } from '#contract/trace'
import type { RestClient } from './rest-client'
import { instant, printable, table } from './table'
import { admissionWords, chargingWords, linkWords, markWords, sessionWords, statusWords } from './words'

export interface Output {
  isJson: boolean
  print(text: string): void
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

export async function listStations(client: RestClient, { isJson, print }: Output): Promise<void> {
  const rows = await client.ask<StationRow[]>('GET', '/stations')
  if (isJson) return print(json(rows))
  print(table(
    ['STATION', 'NAME', 'STATE', 'LINK', 'VERSION', 'CONNECTORS', 'POWER W', 'LAST SEEN'],
    rows.map(({ station, name, admission, link, protocol, connectors, power, lastSeenAt }) => [
      station, name, admissionWords[admission], linkWords[link], protocol ?? '', connectors.map(connectorWords).join(', '),
      power === null ? '' : String(Math.round(power.watts)), instant(lastSeenAt),
    ]),
  ))
}

const connectorWords = ({ evse, status, chargingState }: ConnectorView) => `${evse} ${chargingState === null ? statusWords[status] : chargingWords[chargingState]}`

export interface SessionWish {
  isLive: boolean
  station: string | null
  text: string | null
  limit: number
}

export async function listSessions(client: RestClient, wish: SessionWish, { isJson, print }: Output): Promise<void> {
  const rows = wish.isLive ? await live(client, wish) : (await client.ask<Page<SessionRow>>('GET', `/sessions?${query(wish)}`)).rows
  if (isJson) return print(json(rows))
  print(table(
    ['SESSION', 'STATION', 'TOKEN', 'STATE', 'STARTED', 'ENDED', 'ENERGY WH', 'MARKS'],
    rows.map((row) => [
      String(row.session), row.station, row.idToken ?? '', sessionWords[row.state], instant(row.startedAt), instant(row.endedAt),
      String(Math.round(row.energyWh)), row.marks.map((mark) => markWords[mark]).join(', '),
    ]),
  ))
}

async function live(client: RestClient, { station, text, limit }: SessionWish): Promise<SessionRow[]> {
  const wanted = text?.toLowerCase() ?? ''
  const isWanted = (row: SessionRow) =>
    (station === null || row.station === station) &&
    [row.station, row.stationName, row.idToken ?? ''].some((value) => value.toLowerCase().includes(wanted))
  return (await client.ask<SessionRow[]>('GET', '/sessions/live')).filter(isWanted).slice(0, limit)
}

export interface TraceWish {
  isFollowing: boolean
  station: string | null
  action: string | null
  text: string | null
  limit: number
}

export async function showTrace(client: RestClient, wish: TraceWish, { isJson, print }: Output): Promise<void> {
  const show = (line: TraceLine) => print(isJson ? `${JSON.stringify(line)}\n` : lineOf(line))
  if (!wish.isFollowing) {
    const { rows } = await client.ask<Page<TraceLine>>('GET', `/trace?${query(wish)}`)
    return rows.reverse().forEach(show)
  }
  for await (const { lines, omitted } of client.follow<TraceEvent>(`/trace/live?${query({ ...wish, limit: null })}`)) {
    if (omitted > 0) process.stderr.write(`(${omitted} messages came too fast and are left out)\n`)
    lines.forEach(show)
  }
}

function lineOf({ at, station, direction, action, text, roundTripMs, findings }: TraceLine): string {
  const arrow = direction === 'in' ? '→' : '←'
  const marks = [roundTripMs === null ? null : `${roundTripMs} ms`, ...findings].filter((mark) => mark !== null)
  return `${printable(`${instant(at)} ${station} ${arrow} ${action ?? '?'} ${text}${marks.length > 0 ? `  (${marks.join('; ')})` : ''}`)}\n`
}

function query({ station, action = null, text, limit }: { station: string | null; action?: string | null; text: string | null; limit: number | null }) {
  const parts = { 'filter[station]': station, 'filter[action]': action, 'filter[text]': text, limit }
  return new URLSearchParams(Object.entries(parts).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]))).toString()
}
