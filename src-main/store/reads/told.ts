import type { Database } from 'better-sqlite3'
import type { ToldOfSession } from '../../app/ports'
import type { CourseState } from '../../domain/course/course'
import { readSamples } from './samples'

interface Where {
  station: string
  evse: number | null
  connector: number | null
  started_at: number
  ended_at: number | null
}

/** All that a station told of one session over time. */
export function readTold(database: Database, request: { session: number }): ToldOfSession {
  const where = database
    .prepare<[number], Where>(/* sql */ `select station, evse, connector, started_at, ended_at from session where session = ?`)
    .get(request.session)
  const states = database
    .prepare<[number], CourseState>(/* sql */ `select at, state from session_state where session = ? order by at`)
    .all(request.session)
  return { samples: readSamples(database, request), states, faults: where ? faultsAt(database, where) : [] }
}

/** A fault that came before the session may still hold in it: the last change before it counts as well. */
function faultsAt(database: Database, where: Where): ToldOfSession['faults'] {
  const changes = database
    .prepare<unknown[], { at: number; status: string }>(
      /* sql */ `
        select at, status from (
          select * from (
            select at, status from status_change where station = @station and evse = @evse and connector = @connector and at <= @from
            order by id desc limit 1
          )
          union all
          select at, status from status_change
          where station = @station and evse = @evse and connector = @connector and at > @from and at <= @to
        ) order by at
      `,
    )
    .all({
      station: where.station,
      evse: where.evse,
      connector: where.connector,
      from: where.started_at,
      to: where.ended_at ?? Number.MAX_SAFE_INTEGER,
    })
  return changes.map(({ at, status }) => ({ at, isFaulted: status === 'faulted' }))
}
