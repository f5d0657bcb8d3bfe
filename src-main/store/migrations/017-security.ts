/** Keys of stations, certificates and their requests, and the inbox of what is relevant to security. */
export const security = /* sql */ `
  create table security_choice (key text primary key, value text not null) without rowid;

  create table station_key (
    station text primary key collate nocase,
    since integer,
    pending_hash text,
    pending_since integer,
    retired_hash text
  ) without rowid;

  create table security_item (
    id integer primary key,
    -- Empty: about Plugboard itself.
    station text not null collate nocase,
    kind text not null,
    source text not null,
    is_critical integer not null,
    -- How often each event came, as JSON.
    events text not null,
    first_at integer not null,
    last_at integer not null,
    info text,
    seen_at integer,
    seen_by text,
    note text
  );
  create unique index security_item_open on security_item (station, kind) where seen_at is null;
  create index security_item_seen on security_item (seen_at) where seen_at is not null;

  create table certificate_request (
    id integer primary key,
    station text not null collate nocase,
    at integer not null,
    certificate_use text not null,
    text text not null,
    request_id integer,
    common_name text,
    organisation text,
    key_kind text,
    bits integer,
    state text not null,
    flaw text,
    answer text,
    decided_by text,
    decided_at integer,
    chain text,
    fingerprint text,
    not_after integer
  );
  create index certificate_request_station on certificate_request (station, id);

  create table authority (
    fingerprint text primary key,
    pem text not null,
    added_at integer not null
  ) without rowid;

  create table installed_root (
    station text primary key collate nocase,
    ec integer not null,
    rsa integer not null,
    at integer not null
  ) without rowid;
`
