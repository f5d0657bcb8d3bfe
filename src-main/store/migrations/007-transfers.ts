/** File transfers as they ended or stand, the recipes that stations were found to need, and firmware to be given away. */
export const transfers = /* sql */ `
  create table transfer (
    id integer primary key,
    station text not null,
    ended_at integer,
    -- The row as windows see it: see contract/transfers.ts.
    record text not null
  );

  create table upload_recipe (
    station text primary key collate nocase,
    recipe text not null
  ) without rowid;

  create table firmware (
    id integer primary key,
    name text not null,
    bytes integer not null,
    sha256 text not null,
    added_at integer not null
  );
`
