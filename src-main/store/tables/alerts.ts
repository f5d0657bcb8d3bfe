import type { Database } from 'better-sqlite3'
import type { AlertChanges, Delivery, StoredAlert, StoredChannel, StoredRule } from '../../app/alerts-ports'

interface Row {
  record: string
}

/** Rules, channels, alerts and deliveries, each as the record that only `save` writes. */
export function alertTables(database: Database) {
  const one = (sql: string) => database.prepare<unknown[], Row>(sql)
  const rules = one(/* sql */ `select record from alert_rule order by rule`)
  const saveRule = one(/* sql */ `insert or replace into alert_rule (rule, record) values (?, ?)`)
  const removeRule = one(/* sql */ `delete from alert_rule where rule = ?`)
  const channels = one(/* sql */ `select record from alert_channel order by channel`)
  const saveChannel = one(/* sql */ `insert or replace into alert_channel (channel, record) values (?, ?)`)
  const removeChannel = one(/* sql */ `delete from alert_channel where channel = ?`)
  const dropUnsent = one(/* sql */ `
    update alert_delivery set state = 'dropped', record = json_set(record, '$.state', 'dropped', '$.nextTryAt', null)
    where channel = ? and state in ('pending', 'failed')
  `)
  const saveAlert = one(/* sql */ `
    insert into alert (id, rule, opened_at, ended_at, record) values (?, ?, ?, ?, ?)
    on conflict (id) do update set ended_at = excluded.ended_at, record = excluded.record
  `)
  const standing = one(/* sql */ `select record from alert where ended_at is null order by id`)
  const ended = one(/* sql */ `select record from alert where ended_at is not null order by ended_at desc limit ?`)
  const alert = one(/* sql */ `select record from alert where id = ?`)
  const openedSince = one(/* sql */ `select record from alert where opened_at >= ? order by opened_at`)
  const saveDelivery = one(/* sql */ `
    insert into alert_delivery (id, channel, day, state, created_at, record) values (?, ?, ?, ?, ?, ?)
    on conflict (id) do update set state = excluded.state, record = excluded.record
  `)
  const unsent = one(/* sql */ `select record from alert_delivery where state in ('pending', 'failed') order by id`)
  const deliveries = one(/* sql */ `
    select record from alert_delivery where id in (select value from json_each(?)) order by id
  `)
  const digest = database.prepare<unknown[], { found: number }>(/* sql */ `
    select 1 as found from alert_delivery where channel = ? and day = ?
  `)
  const last = (table: string) => database.prepare<[], { id: number | null }>(/* sql */ `select max(id) as id from ${table}`)
  const [lastAlert, lastDelivery] = [last('alert'), last('alert_delivery')]

  const read = <T>(rows: Row[]) => rows.map(({ record }) => JSON.parse(record) as T)

  return {
    rules: () => read<StoredRule>(rules.all()),
    saveRule: (rule: StoredRule) => void saveRule.run(rule.rule, JSON.stringify(rule)),
    removeRule: (rule: number) => void removeRule.run(rule),
    channels: () => read<StoredChannel>(channels.all()),
    removeChannel: database.transaction((channel: number) => {
      removeChannel.run(channel)
      dropUnsent.run(channel)
    }),
    standing: () => read<StoredAlert>(standing.all()),
    ended: (limit: number) => read<StoredAlert>(ended.all(limit)),
    alert: (id: number) => read<StoredAlert>(alert.all(id))[0] ?? null,
    openedSince: (at: number) => read<StoredAlert>(openedSince.all(at)),
    lastAlertId: () => lastAlert.get()?.id ?? 0,
    unsent: () => read<Delivery>(unsent.all()),
    deliveries: (ids: readonly number[]) => read<Delivery>(deliveries.all(JSON.stringify(ids))),
    hasDigest: (channel: number, day: string) => digest.get(channel, day) !== undefined,
    lastDeliveryId: () => lastDelivery.get()?.id ?? 0,
    write: database.transaction((changes: AlertChanges) => {
      for (const row of changes.alerts) saveAlert.run(row.alert, row.rule, row.openedAt, row.endedAt, JSON.stringify(row))
      for (const row of changes.deliveries) saveDelivery.run(row.delivery, row.channel, row.day, row.state, row.createdAt, JSON.stringify(row))
      for (const row of changes.channels) saveChannel.run(row.channel, JSON.stringify(row))
    }),
  }
}
