/** Commands say what they were sent for where nobody asked; the two switches of such sendings are among all of them now. */
export const ownAccord = /* sql */ `
  alter table command add column own_accord text;
  create index command_own_accord on command (station, own_accord, sent_at) where own_accord is not null;

  insert into setting (key, value)
    select 'ownAccord', json_group_object(kind, json(state)) from (
      select 'local-list' as kind, iif(value = '"automatic"', 'true', 'false') as state from setting where key = 'localListSync'
      union all
      select 'heartbeat-interval', value from setting where key = 'keepsHeartbeatInterval'
    ) having count(*) > 0;
  delete from setting where key in ('localListSync', 'keepsHeartbeatInterval');
`
