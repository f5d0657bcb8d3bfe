import type { Database } from 'better-sqlite3'
import type { EndedCourse, ToldOfSession } from '../../app/ports'
import { activityOf } from '../../domain/course/activity'
import { type Course, courseOf, type CourseState } from '../../domain/course/course'
import { hindrancesOf } from '../../domain/course/hindrances'
import type { Session } from '../../domain/session'
import { type SessionDbRow, toSession } from '../tables/session-row'
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

/** How a session went, until `until` where it runs. */
export function courseUntil(database: Database, session: Session, until: number): Course {
  const told = readTold(database, session)
  return courseOf({ session, samples: told.samples, states: told.states, hindrances: hindrancesOf(told) }, until)
}

/** How an ended session went; null: there is none of that number, or it runs. */
export function readCourse(database: Database, request: { session: number }): EndedCourse | null {
  const row = database.prepare<[number], SessionDbRow>(/* sql */ `select * from session where session = ?`).get(request.session)
  if (!row || row.ended_at === null) return null
  const session = toSession(row)
  const course = courseUntil(database, session, row.ended_at)
  return { session, course, activity: activityOf(course) }
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
