/** Tariffs in versions, whose they are, what changes prices, and the prices of sessions. Frozen: a change is a new migration. */
export const pricing = /* sql */ `
  create table tariff_version (
    version integer primary key autoincrement,
    tariff text not null,
    body text not null,
    created_at integer not null
  );
  create index tariff_version_tariff on tariff_version (tariff);
  create table retired_tariff (tariff text primary key, retired_at integer not null) without rowid;

  create table tariff_assignment (
    assignment integer primary key autoincrement,
    entity_type text not null,
    entity_id text,
    tariff text not null,
    valid_from integer,
    valid_until integer
  );

  create table price_rule (rule text primary key, body text not null, retired_at integer) without rowid;

  -- As found when the session began. Version null: nothing was assigned.
  create table session_policy (
    session integer primary key,
    version integer references tariff_version (version),
    subject text not null,
    body text,
    settled_at integer
  );
  create index session_policy_version on session_policy (version);
  create index session_policy_open on session_policy (session) where settled_at is null;

  create table price_record (
    record integer primary key autoincrement,
    session integer not null,
    kind text not null,
    at integer not null,
    first integer,
    reason text not null,
    body text not null
  );
  create index price_record_session on price_record (session);

  -- What was taken from balances (below 0) and given to them, by the record that did it.
  create table balance_entry (
    entry integer primary key autoincrement,
    rule text not null,
    holder text not null,
    credit text,
    amount integer not null,
    session integer not null,
    record integer not null references price_record (record)
  );
  create index balance_entry_rule on balance_entry (rule, holder, credit, session, amount);

  alter table session add column price_amount integer;
  alter table session add column price_currency text;
`
