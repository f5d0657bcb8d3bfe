/** Tokens of scripts and signed-in browsers, known by digests. Frozen: a change is a new migration. */
export const access = /* sql */ `
  create table api_token (
    id integer primary key autoincrement,
    digest text not null unique,
    name text not null unique collate nocase,
    level text not null,
    created_at integer not null,
    expires_at integer,
    last_used_at integer
  );

  create table browser (
    digest text primary key,
    signed_in_at integer not null,
    expires_at integer not null
  ) without rowid;
`
