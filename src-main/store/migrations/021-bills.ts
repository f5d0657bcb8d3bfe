/** Closed months with what their statements say, and what only people know. Frozen: a change is a new migration. */
export const bills = /* sql */ `
  -- State: preparing, closed or reopened. until: after it no session of the month ends, in no zone.
  create table bill_closing (
    closing integer primary key autoincrement,
    month text not null,
    company integer,
    company_name text,
    state text not null,
    until integer not null,
    closed_at integer not null,
    closed_by text not null,
    note text not null,
    terms text not null,
    reopened_at integer,
    reopened_by text,
    reopened_note text
  );
  create table bill_entry (
    entry integer primary key autoincrement,
    closing integer not null references bill_closing (closing),
    session integer not null,
    person integer not null,
    company integer,
    body text not null
  );
  create index bill_entry_session on bill_entry (session);
  create index bill_entry_closing on bill_entry (closing, person);
  -- Sessions that ended in a month which is closed, and of which something was stored afterwards.
  create table bill_touched (session integer primary key);
  create index session_ended on session (ended_at, session) where state = 'completed';

  -- To which company and cost centre a person belonged, and since when.
  create table belonging (
    person integer not null,
    since integer not null,
    company integer,
    cost_centre text not null,
    primary key (person, since)
  ) without rowid;
  insert into belonging (person, since, company, cost_centre) select person, created_at, company, cost_centre from person;

  -- With which car, where a person has several.
  create table session_vehicle (session integer primary key, plate text not null);
  create table reimbursement_claim (
    person integer not null,
    month text not null,
    body text not null,
    primary key (person, month)
  ) without rowid;
`
