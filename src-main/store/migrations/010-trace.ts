/** The trace: which session a frame belongs to, bookmarks, and frames that outlive their retention. Frozen. */
export const trace = /* sql */ `
  alter table frame add column session integer;
  -- Not null: a bookmark keeps it.
  alter table frame add column kept integer;
  create index frame_session on frame (session) where session is not null;
  create index frame_kept on frame (id) where kept is not null;

  create table bookmark (
    frame integer primary key,
    at integer not null,
    note text not null
  );
`
