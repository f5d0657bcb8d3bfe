/** Charging profiles and reservations as they stand or ended, and what stations say of their profiles. */
export const charging = /* sql */ `
  create table charging_profile (
    id integer primary key,
    station text not null,
    ended_at integer,
    -- The row as windows see it: see contract/charging.ts.
    record text not null
  );
  create index charging_profile_ended on charging_profile (ended_at);

  create table station_charging (
    station text primary key collate nocase,
    -- What it can do, holds and answered last.
    record text not null
  ) without rowid;

  create table reservation (
    id integer primary key,
    station text not null,
    ended_at integer,
    record text not null
  );
  create index reservation_ended on reservation (ended_at);
`
