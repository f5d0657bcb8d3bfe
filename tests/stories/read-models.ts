import Database from 'better-sqlite3'
import type { SessionRow } from '#contract/sessions'
import type { StationRow } from '#contract/stations'
import { eventually, type Stage } from './story'

/**
 * What the windows show, without what has to differ between versions: the name of the protocol, the words of the
 * station, and the ids that one version lets the station make up and another one does not.
 */
export async function readModelsOf(stage: Stage) {
  const stations = (await stage.stations()).sort((a, b) => a.station.localeCompare(b.station))
  await computed(stage)
  const live = await stage.live()
  const history = await stage.history()
  const sessions = [...live, ...history].sort((a, b) => a.session - b.session)
  return {
    stations: stations.map(neutralStation),
    live: live.map(neutralSession),
    history: history.map(neutralSession),
    curves: await Promise.all(sessions.map(({ session }) => stage.curve(session))),
    overview: await stage.overview(),
    tokens: (await stage.client.tokens.list()).map(({ token, status }) => `${token} ${status}`).sort(),
  }
}

/** How the time of ended sessions was used is written after their end. */
async function computed({ databaseFile }: Stage): Promise<void> {
  const database = new Database(databaseFile, { readonly: true })
  const waiting = database.prepare(`select count(*) from session where state = 'completed' and used_at is null`).pluck()
  await eventually(() => waiting.get()).toBe(0)
  database.close()
}

function neutralStation(row: StationRow) {
  const { protocol: _protocol, connectors, ...rest } = row
  return {
    ...rest,
    // 2.x has no status of the station as a whole: it is derived there from the connectors.
    connectors: connectors.map(({ rawStatus: _rawStatus, fault, ...connector }) => ({
      ...connector,
      fault: fault && { since: fault.since },
    })),
  }
}

function neutralSession(session: SessionRow) {
  // 1.6 always names the register at start and end, 2.x only in a reading that a station may add to them.
  const { transactionId: _transactionId, rawReason: _rawReason, registerStartWh: _registerStartWh, registerEndWh: _registerEndWh, ...row } = session
  return row
}
