/** Companies, what is known of sites, areas, vehicles, and where a session was. Frozen: a change is a new migration. */
export const organisation = /* sql */ `
  create table company (
    company integer primary key autoincrement,
    name text not null unique collate nocase,
    note text not null,
    retired_at integer
  );

  alter table site add column company integer references company (company);
  alter table site add column address text not null default '';
  alter table site add column latitude real;
  alter table site add column longitude real;
  -- Null: those of the computer, as before.
  alter table site add column time_zone text;
  alter table site add column currency text;
  alter table site add column limit_a real;
  alter table site add column opening_hours text;
  alter table site add column retired_at integer;

  create table site_area (
    area integer primary key autoincrement,
    site integer not null references site (site),
    name text not null collate nocase,
    limit_a real,
    retired_at integer,
    unique (site, name)
  );

  alter table person add column company integer references company (company);
  alter table person add column cost_centre text not null default '';
  create table vehicle (
    id integer primary key,
    person integer not null references person (person) on delete cascade,
    name text not null,
    plate text not null,
    battery_wh real
  );
  create index vehicle_person on vehicle (person);

  alter table session add column person_id integer;
  alter table session add column company_id integer;
  alter table session add column company_name text;
  alter table session add column site_id integer;
  alter table session add column site_name text;
  alter table session add column area_id integer;
  alter table session add column area_name text;
  -- Nobody wrote down where a session of before was: where its station stands today is the nearest thing.
  update session set (site_id, site_name) = (
    select site.site, site.name from station join site on site.site = station.site where station.station = session.station
  );
  update session set person_id = (select person from person where person.name = session.person) where person is not null;
`
