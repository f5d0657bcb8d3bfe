/** Rules that watch, alerts, and what is sent of them. The rules that are on from the start are rows like any other. */
export const alerts = /* sql */ `
  create table alert_rule (rule integer primary key, record text not null);
  create table alert_channel (channel integer primary key, record text not null);

  create table alert (
    id integer primary key,
    rule integer not null,
    opened_at integer not null,
    -- Null: it stands.
    ended_at integer,
    record text not null
  );
  create index alert_standing on alert (id) where ended_at is null;
  create index alert_ended on alert (ended_at) where ended_at is not null;
  create index alert_opened on alert (opened_at);

  create table alert_delivery (
    id integer primary key,
    channel integer not null,
    -- Of a digest: one for each day.
    day text,
    state text not null,
    created_at integer not null,
    record text not null
  );
  create index alert_delivery_unsent on alert_delivery (state) where state in ('pending', 'failed');
  create unique index alert_delivery_day on alert_delivery (channel, day) where day is not null;

  insert into alert_rule (rule, record)
  select key + 1, json_object(
    'rule', key + 1, 'kind', value ->> 0, 'isOn', json('true'), 'threshold', value -> 1, 'lookBack', value -> 2,
    'resetMinutes', value -> 3, 'scope', null, 'quietHours', null, 'channels', null
  )
  from json_each('[
    ["offline", 0, null, 0], ["fault", 1, null, 5], ["no-energy", 10, null, 0], ["power-drop", 50, 5, 5],
    ["power-swing", 4, 5, 10], ["failed-starts", 3, 60, 0], ["refused-charging", 100, null, 0], ["site-limit", 100, 1, 5],
    ["phase-imbalance", 20, 1, 5], ["boot-loop", 5, 10, 0], ["flapping", 10, 60, 0], ["clock-skew", 120, null, 10],
    ["certificate", 30, null, 0], ["disk", 2, null, 10], ["session-anomaly", 3, 50, 0]
  ]');

  insert into alert_channel (channel, record) values (1, '{
    "channel": 1, "name": "Desktop", "isOn": true, "target": { "kind": "desktop" }, "language": "en", "sends": "each",
    "digestAt": "07:00", "since": 0, "last": null
  }');
`
