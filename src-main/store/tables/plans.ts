import type { Database } from 'better-sqlite3'
import type { PlanSpot, SitePlan } from '#contract/plan'
import type { PlanStore } from '../../app/plan-ports'

/** Plans of sites. They stay until a person removes them, and so do the places on them. */
export function planTables(database: Database): PlanStore {
  const plans = database.prepare<[], Omit<SitePlan, 'spots'>>(/* sql */ `select site, name, width, height, saved_at as savedAt from site_plan`)
  const spots = database.prepare<[], PlanSpot>(/* sql */ `select station, x, y from plan_spot`)
  const picture = database.prepare<[number], { picture: Buffer }>(/* sql */ `select picture from site_plan where site = ?`)
  const save = database.prepare<unknown[]>(/* sql */ `
    insert into site_plan (site, name, width, height, saved_at, picture) values (@site, @name, @width, @height, @savedAt, @picture)
    on conflict (site) do update set
      name = excluded.name, width = excluded.width, height = excluded.height, saved_at = excluded.saved_at, picture = excluded.picture
  `)
  const remove = database.prepare<[number]>(/* sql */ `delete from site_plan where site = ?`)
  const place = database.prepare<[PlanSpot]>(/* sql */ `
    insert into plan_spot (station, x, y) values (@station, @x, @y) on conflict (station) do update set x = excluded.x, y = excluded.y
  `)
  const takeOff = database.prepare<[string]>(/* sql */ `delete from plan_spot where station = ?`)

  return {
    plans: () => plans.all(),
    spots: () => spots.all(),
    picture: (site) => picture.get(site)?.picture ?? null,
    save: (plan) => void save.run(plan),
    remove: database.transaction((site: number, stations: readonly string[]) => {
      remove.run(site)
      for (const station of stations) takeOff.run(station)
    }),
    place: (spot) => void place.run(spot),
    takeOff: (station) => void takeOff.run(station),
  }
}
