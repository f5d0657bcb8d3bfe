/** Charging states of sessions over time, and how the time of ended ones was used. Frozen: a change is a new migration. */
export const courses = /* sql */ `
  create table session_state (
    session integer not null,
    at integer not null,
    state text,
    primary key (session, at)
  ) without rowid;

  alter table session add column charging_ms integer;
  alter table session add column inactivity_ms integer;
  alter table session add column vehicle_ms integer;
  alter table session add column station_ms integer;
  alter table session add column unclear_ms integer;
  alter table session add column idle_after_ms integer;
  alter table session add column charged_until integer;
  -- Null while it was not computed; what is not known is null above.
  alter table session add column used_at integer;
  create index session_without_use on session (session) where state = 'completed' and used_at is null;
`
