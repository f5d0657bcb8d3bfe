/** Pictures of sites, and where stations stand on them. Frozen: a change is a new migration. */
export const plans = /* sql */ `
  create table site_plan (
    site integer primary key references site (site),
    name text not null,
    width integer not null,
    height integer not null,
    saved_at integer not null,
    picture blob not null
  );
  -- Parts of the width and the height of the plan of the site at which the station stands.
  create table plan_spot (
    station text primary key references station (station),
    x real not null,
    y real not null
  ) without rowid;
`
