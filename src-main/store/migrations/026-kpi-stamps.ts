/** How often figures of a day were computed, so that what was summed up over them is known to be out of date. Frozen: a change is a new migration. */
export const kpiStamps = /* sql */ `
  create table kpi_stamp (day integer primary key, stamp integer not null);
  insert into kpi_stamp (day, stamp) select distinct day, 1 from kpi_day;
`
