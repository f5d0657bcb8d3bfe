import type { Database } from 'better-sqlite3'
import type { Vehicle } from '#contract/organisation'
import type { Person } from '#contract/people'
import type { Commit, ImportBatch, Placeholder, StoredToken } from '../../app/ports'

/** Id tokens, whom they belong to, and what stands for whom at a station. */
export function tokenTables(database: Database) {
  const all = database.prepare<[], StoredToken>(/* sql */ `
    select token, raw, type, status, valid_from as validFrom, valid_until as validUntil, token_group as "group", person, note,
      seen, refused, first_seen_at as firstSeenAt, iif(seen = 0, null, last_seen_at) as lastSeenAt, last_station as lastStation
    from id_token
  `)
  const see = database.prepare<unknown[]>(/* sql */ `
    insert into id_token (token, raw, type, status, seen, refused, first_seen_at, last_seen_at, last_station)
    values (?, ?, ?, null, 1, ?, ?, ?, ?)
    on conflict (token) do update set
      raw = excluded.raw, type = coalesce(excluded.type, type), seen = seen + 1, refused = refused + excluded.refused,
      last_seen_at = excluded.last_seen_at, last_station = excluded.last_station
  `)
  const learn = database.prepare<unknown[]>(/* sql */ `update id_token set status = 'accepted', person = ? where token = ?`)
  // What stations do with a token is not a person's to change: only a new row takes it.
  const save = database.prepare<unknown[]>(/* sql */ `
    insert into id_token
      (token, raw, type, status, valid_from, valid_until, token_group, person, note, seen, refused, first_seen_at, last_seen_at)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)
    on conflict (token) do update set
      status = excluded.status, valid_from = excluded.valid_from, valid_until = excluded.valid_until,
      token_group = excluded.token_group, person = excluded.person, note = excluded.note
  `)
  const remove = database.prepare<unknown[]>(/* sql */ `delete from id_token where token = ?`)
  const placeholders = database.prepare<[], Placeholder>(/* sql */ `select station, token, person from placeholder`)
  const setPlaceholder = database.prepare<unknown[]>(/* sql */ `
    insert into placeholder (station, token, person) values (?, ?, ?)
    on conflict (station, token) do update set person = excluded.person
  `)
  const removePlaceholder = database.prepare<unknown[]>(/* sql */ `delete from placeholder where station = ? and token = ?`)
  const removePlaceholders = database.prepare<unknown[]>(/* sql */ `delete from placeholder where token = ?`)
  const remotes = database.prepare<[], { station: string; token: string }>(/* sql */ `select station, token from remote_token`)
  const setRemote = database.prepare<unknown[]>(/* sql */ `
    insert into remote_token (station, token) values (?, ?) on conflict (station) do update set token = excluded.token
  `)
  const removeRemote = database.prepare<unknown[]>(/* sql */ `delete from remote_token where station = ?`)
  const people = database.prepare<[], Omit<Person, 'vehicles'>>(/* sql */ `
    select person, name, note, company, cost_centre as costCentre, created_at as createdAt from person
  `)
  const vehicles = database.prepare<[], Vehicle & { person: number }>(/* sql */ `
    select person, name, plate, battery_wh as batteryWh from vehicle order by id
  `)
  const addPerson = database.prepare<unknown[], { person: number }>(/* sql */ `
    insert into person (name, note, company, cost_centre, created_at) values (?, ?, ?, ?, ?) returning person
  `)
  const savePerson = database.prepare<unknown[]>(/* sql */ `
    update person set name = ?, note = ?, company = ?, cost_centre = ? where person = ?
  `)
  const dropVehicles = database.prepare<unknown[]>(/* sql */ `delete from vehicle where person = ?`)
  const addVehicle = database.prepare<unknown[]>(/* sql */ `insert into vehicle (person, name, plate, battery_wh) values (?, ?, ?, ?)`)
  const blockTokens = database.prepare<unknown[]>(/* sql */ `
    update id_token set status = 'blocked', person = null where person = ?
  `)
  const removePerson = database.prepare<unknown[]>(/* sql */ `delete from person where person = ?`)

  const park = (person: number, owned: readonly Vehicle[]) => {
    for (const { name, plate, batteryWh } of owned) addVehicle.run(person, name, plate, batteryWh)
  }

  const saveToken = (stored: StoredToken) => {
    const { token, raw, type, status, validFrom, validUntil, group, person, note, firstSeenAt } = stored
    save.run(token, raw, type, status, validFrom, validUntil, group, person, note, firstSeenAt, firstSeenAt)
  }
  const belongs = database.prepare<unknown[]>(/* sql */ `
    insert into belonging (person, since, company, cost_centre) select person, @at, company, cost_centre from person
    where person = @person and not exists (
      select 1 from (select company, cost_centre from belonging where person = @person order by since desc limit 1) as last
      where last.company is person.company and last.cost_centre = person.cost_centre
    )
    on conflict (person, since) do update set company = excluded.company, cost_centre = excluded.cost_centre
  `)
  const insertPerson = database.transaction((added: Omit<Person, 'person'>) => {
    const { name, note, company, costCentre, createdAt } = added
    const person = addPerson.get(name, note, company, costCentre, createdAt)?.person ?? 0
    park(person, added.vehicles)
    belongs.run({ person, at: createdAt })
    return person
  })
  const updatePerson = database.transaction(({ person, name, note, company, costCentre, vehicles: owned }: Person, at: number) => {
    savePerson.run(name, note, company, costCentre, person)
    dropVehicles.run(person)
    park(person, owned)
    // What people paid for until now stays with whom they belonged to.
    belongs.run({ person, at })
  })

  return {
    all: () => all.all(),
    see({ normalised, raw, type, isRefused, at, station }: Commit['tokens'][number]) {
      see.run(normalised, raw, type, isRefused ? 1 : 0, at, at, station)
    },
    learn: ({ token, person }: Commit['learned'][number]) => void learn.run(person, token),
    save: saveToken,
    remove: database.transaction((token: string) => {
      removePlaceholders.run(token)
      remove.run(token)
    }),
    placeholders: () => placeholders.all(),
    setPlaceholder: ({ station, token, person }: Placeholder) => void setPlaceholder.run(station, token, person),
    removePlaceholder: ({ station, token }: Omit<Placeholder, 'person'>) => void removePlaceholder.run(station, token),
    remotes: () => remotes.all(),
    setRemote(station: string, token: string | null) {
      if (token === null) removeRemote.run(station)
      else setRemote.run(station, token)
    },
    people(): Person[] {
      const owned = vehicles.all()
      return people.all().map((row) => ({
        ...row,
        vehicles: owned.filter(({ person }) => person === row.person).map(({ person: _, ...vehicle }) => vehicle),
      }))
    },
    addPerson: insertPerson,
    savePerson: updatePerson,
    adopt: database.transaction((batch: ImportBatch, at: number) => {
      const adopted = batch.people.map((person): Person => {
        const saved = { ...person, person: person.person ?? insertPerson(person) }
        if (person.person !== null) updatePerson(saved, at)
        return saved
      })
      const owned = batch.tokens.map(({ token, owner }): StoredToken => ({
        ...token, person: 'planned' in owner ? (adopted[owner.planned]?.person ?? null) : owner.person,
      }))
      for (const token of owned) saveToken(token)
      return { people: adopted, tokens: owned }
    }),
    removePerson: database.transaction((person: number) => {
      blockTokens.run(person)
      // Placeholders go with the person: see the migration.
      removePerson.run(person)
    }),
  }
}
