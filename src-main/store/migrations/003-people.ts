/** People and what is decided of id tokens. Frozen: a change is a new migration. */
export const people = /* sql */ `
  create table person (
    person integer primary key autoincrement,
    name text not null unique collate nocase,
    note text not null,
    created_at integer not null
  );

  alter table id_token add column type text;
  alter table id_token add column valid_from integer;
  alter table id_token add column valid_until integer;
  alter table id_token add column token_group text;
  alter table id_token add column person integer references person (person);
  alter table id_token add column note text not null default '';
  -- Every token of before was shown at least once: nobody could enter one.
  alter table id_token add column seen integer not null default 1;
  alter table id_token add column refused integer not null default 0;
  create index id_token_person on id_token (person) where person is not null;

  create table placeholder (
    station text not null collate nocase,
    token text not null,
    person integer not null references person (person) on delete cascade,
    primary key (station, token)
  ) without rowid;
  create index placeholder_person on placeholder (person);

  create table remote_token (
    station text primary key collate nocase,
    token text not null
  ) without rowid;
  -- Of this database alone: a token that everybody knows would open every charger.
  insert into setting (key, value) values ('remoteIdToken', json_quote(hex(randomblob(7))));

  alter table session add column person text;
  alter table session add column is_refused integer not null default 0;
`
