import type { Database } from 'better-sqlite3'
import type { LinkRow, ObservationRow, OutageRow, PresenceChanges, PresenceStore } from '../../app/presence-ports'

/** When Plugboard was running, when stations were connected, and when they were not heard of. */
export function presenceTables(database: Database): PresenceStore {
  const saveObservation = database.prepare<ObservationRow>(/* sql */ `
    insert into observation (id, from_at, to_at) values (@id, @from, @to) on conflict (id) do update set to_at = excluded.to_at
  `)
  const saveLink = database.prepare<LinkRow>(/* sql */ `
    insert into link (id, station, opened_at, closed_at, ended_by, code) values (@id, @station, @openedAt, @closedAt, @endedBy, @code)
    on conflict (id) do update set closed_at = excluded.closed_at, ended_by = excluded.ended_by, code = excluded.code
  `)
  const saveOutage = database.prepare<OutageRow>(/* sql */ `
    insert into outage (id, station, from_at, detected_at, to_at, known_at) values (@id, @station, @from, @detectedAt, @to, @knownAt)
    on conflict (id) do update set to_at = excluded.to_at, known_at = excluded.known_at
  `)
  const openLinks = database.prepare<[], LinkRow>(/* sql */ `
    select id, station, opened_at as openedAt, closed_at as closedAt, ended_by as endedBy, code from link where closed_at is null
  `)
  const openOutages = database.prepare<[], OutageRow>(/* sql */ `
    select id, station, from_at as "from", detected_at as detectedAt, to_at as "to", known_at as knownAt from outage where to_at is null or known_at is null
  `)
  const lastObservation = database.prepare<[], ObservationRow>(/* sql */ `
    select id, from_at as "from", to_at as "to" from observation order by id desc limit 1
  `)
  const lastId = (table: 'link' | 'outage') => Number(database.prepare(/* sql */ `select coalesce(max(id), 0) from ${table}`).pluck().get())
  const save = database.transaction(({ observation, links, outages }: PresenceChanges) => {
    if (observation) saveObservation.run(observation)
    for (const link of links) saveLink.run(link)
    for (const outage of outages) saveOutage.run(outage)
  })
  return {
    load: () => ({
      openLinks: openLinks.all(),
      openOutages: openOutages.all(),
      lastObservation: lastObservation.get() ?? null,
      nextLink: lastId('link') + 1,
      nextOutage: lastId('outage') + 1,
    }),
    save: (changes) => save(changes),
  }
}
