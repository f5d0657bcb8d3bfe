/** What stations are set to, were set to, and shall be set to. Frozen. */
export const configuration = /* sql */ `
  create table configuration (
    station text primary key,
    read_at integer,
    settings text not null,
    gaps text not null
  );

  create table configuration_snapshot (
    id integer primary key,
    station text not null,
    at integer not null,
    count integer not null,
    settings text not null
  );
  create index configuration_snapshot_station on configuration_snapshot (station, id);

  create table configuration_template (
    template integer primary key,
    name text not null unique,
    settings text not null
  );

  create table configuration_plan (
    station text primary key,
    template integer,
    settings text not null,
    is_reapplied integer not null
  );

  update station set facts = json_set(
    facts, '$.readsInChunks', json('false'), '$.rebootPendingSince', null, '$.drift', 0
  );
`
