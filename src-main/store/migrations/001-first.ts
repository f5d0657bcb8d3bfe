/** The first schema. Frozen: a change is a new migration. */
export const first = /* sql */ `
  create table counter (name text primary key, value integer not null) without rowid;

  create table setting (key text primary key, value text not null) without rowid;

  create table site (
    site integer primary key,
    name text not null unique collate nocase
  );

  create table station (
    station text primary key collate nocase,
    name text not null,
    site integer references site (site),
    admission text not null,
    first_seen_at integer not null,
    last_seen_at integer,
    protocol text,
    remote_address text,
    password_hash text,
    last_boot_trigger_at integer,
    -- Facts as told by the station: see domain/station.ts.
    facts text not null
  ) without rowid;

  create table session (
    session integer primary key,
    station text not null,
    evse integer,
    connector integer,
    transaction_id text,
    alias text,
    id_token text,
    state text not null,
    charging_state text,
    started_at integer not null,
    start_text text,
    start_seen integer not null,
    meter_start_mwh integer,
    ended_at integer,
    end_received_at integer,
    end_text text,
    reason text,
    raw_reason text,
    meter_stop_mwh integer,
    remote_start_id integer,
    energy_mwh integer not null,
    soc_start real,
    soc real,
    marks text not null,
    sequence text,
    meter text not null
  );
  create index session_open on session (station) where state <> 'completed';
  create index session_transaction on session (station, transaction_id);
  create index session_alias on session (station, alias) where alias is not null;
  create index session_start on session (station, start_text) where start_text is not null;
  create index session_end on session (station, end_text) where end_text is not null;
  create index session_history on session (started_at desc, session desc) where state = 'completed';
  create index session_station_history on session (station, started_at desc, session desc) where state = 'completed';

  create table sample (
    session integer not null,
    at integer not null,
    quantity text not null,
    phase text not null,
    context text not null,
    value real not null,
    primary key (session, at, quantity, phase, context)
  ) without rowid;

  create table status_change (
    id integer primary key,
    station text not null,
    evse integer not null,
    connector integer not null,
    at integer not null,
    received_at integer not null,
    status text not null,
    charging_state text,
    raw_status text not null,
    error_code text,
    repeats integer not null default 0
  );
  create index status_change_connector on status_change (station, evse, connector, id);
  create index status_change_age on status_change (received_at);

  create table frame (
    id integer primary key,
    at integer not null,
    station text not null,
    connection text not null,
    direction text not null,
    kind text not null,
    action text,
    message_id text,
    text text not null,
    round_trip_ms real,
    findings text
  );
  create index frame_station on frame (station, id);

  create table finding (
    station text not null,
    code text not null,
    count integer not null,
    first_at integer not null,
    last_at integer not null,
    example text not null,
    primary key (station, code)
  ) without rowid;

  create table id_token (
    token text primary key,
    raw text not null,
    status text,
    first_seen_at integer not null,
    last_seen_at integer not null,
    last_station text
  ) without rowid;

  create table security_event (
    id integer primary key,
    station text not null,
    event text not null,
    at integer not null,
    info text
  );
  create index security_event_station on security_event (station, id);

  create table handshake (
    id integer primary key,
    at integer not null,
    remote_address text not null,
    identity text,
    outcome text not null,
    detail text not null,
    request text
  );

  create table command (
    id integer primary key,
    station text not null,
    request text not null,
    sent_at integer not null,
    round_trip_ms real,
    outcome text not null,
    answer text
  );
  create index command_station on command (station, id);
`
