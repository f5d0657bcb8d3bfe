/** When stations were connected, lost and not watched, what was tried at them, and figures by day. Frozen: a change is a new migration. */
export const kpi = /* sql */ `
  -- From when until when Plugboard was running; between two rows it was not, or the computer slept.
  create table observation (id integer primary key, from_at integer not null, to_at integer not null);

  create table link (
    id integer primary key,
    station text not null,
    opened_at integer not null,
    closed_at integer,
    ended_by text,
    code integer
  );
  create index link_station on link (station, opened_at);
  create index link_open on link (id) where closed_at is null;

  create table outage (
    id integer primary key,
    station text not null,
    from_at integer not null,
    detected_at integer not null,
    to_at integer,
    -- When its sockets were heard of again.
    known_at integer
  );
  create index outage_station on outage (station, from_at);
  create index outage_open on outage (id) where to_at is null or known_at is null;
  create index outage_time on outage (from_at);

  create table identification (
    id integer primary key,
    station text not null,
    at integer not null,
    token text not null,
    standing text not null,
    -- The session that got its token then; null: it was a question alone.
    session integer
  );
  create index identification_station on identification (station, at);

  alter table status_change add column vendor_code text;
  alter table status_change add column vendor_id text;
  alter table status_change add column error_info text;
  create index status_change_time on status_change (station, at);
  create index status_change_error on status_change (at) where error_code is not null or status = 'faulted';
  create index command_time on command (station, sent_at);
  create index command_availability on command (station, sent_at) where json_extract(request, '$.kind') = 'availability';
  create index session_long on session (station, started_at) where ended_at - started_at > 604800000;

  create table exclusion (
    id integer primary key,
    station text not null,
    evse integer,
    from_at integer not null,
    to_at integer not null,
    cause text not null,
    down_cause text,
    note text not null,
    entered_at integer not null,
    entered_by text not null,
    removed_at integer,
    removed_by text
  );
  create index exclusion_station on exclusion (station);

  create table kpi_day (
    day integer not null,
    station text not null,
    -- 0: what belongs to no socket.
    evse integer not null,
    is_open integer not null,
    computed_at integer not null,
    revised_at integer,
    open_ms integer not null,
    available_ms integer not null,
    occupied_ms integer not null,
    charging_ms integer not null,
    energy_mwh integer not null,
    rated_energy_mwh integer not null,
    rated_mwh integer not null,
    sessions integer not null,
    noise integer not null,
    implausible integer not null,
    suspect integer not null,
    marked integer not null,
    completed integer not null,
    duration_ms integer not null,
    session_mwh integer not null,
    vehicle_ms integer not null,
    station_ms integer not null,
    unclear_ms integer not null,
    followed_ms integer not null,
    attempts integer not null,
    started integer not null,
    card_refused integer not null,
    remote_refused integer not null,
    no_plug integer not null,
    plugged_not_started integer not null,
    fault integer not null,
    vehicle_link integer not null,
    no_energy integer not null,
    offline integer not null,
    never_identified integer not null,
    observed_ms integer not null,
    unobserved_ms integer not null,
    outage_ms integer not null,
    excluded_ms integer not null,
    failures integer not null,
    primary key (day, station, evse)
  ) without rowid;

  -- Durations of ended sessions in seconds, and by quarter of the hour of the clock energy and time: lists of numbers.
  create table kpi_profile (
    day integer not null,
    station text not null,
    evse integer not null,
    durations blob not null,
    quarters blob not null,
    primary key (day, station, evse)
  ) without rowid;

  create table failed_attempt (
    id integer primary key,
    day integer not null,
    station text not null,
    evse integer,
    at integer not null,
    token text,
    cause text not null,
    session integer
  );
  create index failed_attempt_day on failed_attempt (station, day);
  create index failed_attempt_time on failed_attempt (at);

  -- Which days of a station are computed, and by which calendar and opening hours.
  create table kpi_progress (station text primary key, first_day integer not null, last_day integer not null, calendar text not null) without rowid;
  create table kpi_waiting (station text not null, day integer not null, is_revision integer not null, primary key (station, day)) without rowid;
`
