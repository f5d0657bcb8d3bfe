/** The data-quality desk: what waits for a person, what was made of it, and the audit of both. Frozen. */
export const desk = /* sql */ `
  alter table session add column details text;
  alter table session add column issues text;
  alter table session add column merged_into integer;
  create index session_issues on session (session) where issues is not null;

  create table audit (
    id integer primary key,
    at integer not null,
    action text not null,
    station text not null,
    session integer,
    host text,
    repair text,
    before text not null,
    after text not null,
    note text not null
  );
  create index audit_session on audit (session, id) where session is not null;

  -- What the first version marked waits on the desk now.
  update session set issues = (
    select nullif(json_group_array(value), '[]') from (
      select value from json_each(session.marks) where value in ('suspect', 'conflict', 'stop-only', 'incomplete', 'late')
    )
  ) where state = 'completed' and marks <> '[]';
`
