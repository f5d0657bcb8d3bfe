/** What stations tell of themselves: the latest lists as JSON, events and what they asked in vain as rows; and what followed a command. */
export const reports = /* sql */ `
  create table station_report (
    station text primary key collate nocase,
    record text not null
  ) without rowid;

  create table station_news (
    id integer primary key,
    station text not null,
    at integer not null,
    kind text not null,
    record text not null
  );
  create index station_news_of on station_news (station, kind, id);

  alter table command add column report text;
`
