/** The local list of each station, as it was left there. Frozen: a change is a new migration. */
export const localLists = /* sql */ `
  create table local_list (
    station text primary key collate nocase,
    version integer,
    -- JSON: what each token on it says there.
    content text,
    most_entries integer,
    per_message integer,
    last_sync_at integer,
    result text,
    refused_by text
  ) without rowid;
`
