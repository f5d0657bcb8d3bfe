/** What meters have signed, whole, and the keys that a person trusts. Frozen: a change is a new migration. */
export const signed = /* sql */ `
  create table signed_value (
    id integer primary key,
    session integer not null,
    station text not null,
    at integer not null,
    context text not null,
    format text,
    encoding text not null,
    content text not null,
    public_key text
  );
  create index signed_value_session on signed_value (session);
  create index signed_value_station on signed_value (station, at);

  create table meter_key (
    id integer primary key autoincrement,
    station text not null,
    evse integer,
    content text not null,
    added_at integer not null
  );
  create index meter_key_station on meter_key (station);
`
