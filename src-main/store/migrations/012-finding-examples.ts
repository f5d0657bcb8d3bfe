/** A frame for each finding of a station: see store/tables/finding-examples.ts. */
export const findingExamples = /* sql */ `
  create table finding_example (
    station text not null,
    code text not null,
    -- Its number in the trace, where it may be gone.
    frame integer not null,
    at integer not null,
    direction text not null,
    action text,
    -- What the station ran then.
    firmware text,
    text text not null,
    primary key (station, code)
  ) without rowid;
`
