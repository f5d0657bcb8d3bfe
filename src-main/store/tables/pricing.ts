import type { Database } from 'better-sqlite3'
import type { PriceRecord, PriceRule, SessionPolicy } from '#contract/pricing'
import type { Tariff } from '#contract/tariff'
import type { NewPriceRecord, PolicyRow, PricingStore, Settlement, StoredAssignment } from '../../app/pricing-ports'

interface PolicyDbRow {
  session: number
  subject: string
  body: string | null
}

/** `session`: as recorded. The casts below trust our own writer. */
type RecordDbRow = Omit<PriceRecord, 'policy' | 'price'> & { body: string }
const recordOf = ({ body, ...row }: RecordDbRow): PriceRecord => ({ ...row, ...(JSON.parse(body) as Pick<PriceRecord, 'policy' | 'price'>) })
const policyOf = ({ body, ...row }: PolicyDbRow): PolicyRow => ({ ...row, policy: body === null ? null : (JSON.parse(body) as SessionPolicy) })

/** Tariffs, assignments, rules, prices and balances. They stay as long as the sessions whose prices they explain. */
export function pricingTables(database: Database): PricingStore & { savePolicy(row: PolicyRow): void } {
  const versions = database.prepare<[], { version: number; body: string; createdAt: number }>(/* sql */ `
    select version, body, created_at as createdAt from tariff_version
  `)
  const retired = database.prepare<[], { tariff: string; retiredAt: number }>(/* sql */ `select tariff, retired_at as retiredAt from retired_tariff`)
  const assignments = database.prepare<[], StoredAssignment>(/* sql */ `
    select assignment, entity_type as entityType, entity_id as entityId, tariff as tariffId, valid_from as validFrom,
      valid_until as validUntil from tariff_assignment
  `)
  const rules = database.prepare<[], { body: string; retiredAt: number | null }>(/* sql */ `select body, retired_at as retiredAt from price_rule`)
  const saveVersion = database.prepare<unknown[], { version: number }>(/* sql */ `
    insert into tariff_version (version, tariff, body, created_at) values (?, ?, ?, ?)
    on conflict (version) do update set body = excluded.body returning version
  `)
  const retire = database.prepare<unknown[]>(/* sql */ `
    insert into retired_tariff (tariff, retired_at) values (?, ?) on conflict (tariff) do update set retired_at = excluded.retired_at
  `)
  const takeBack = database.prepare<unknown[]>(/* sql */ `delete from retired_tariff where tariff = ?`)
  const saveAssignment = database.prepare<unknown[], { assignment: number }>(/* sql */ `
    insert into tariff_assignment (assignment, entity_type, entity_id, tariff, valid_from, valid_until) values (?, ?, ?, ?, ?, ?)
    on conflict (assignment) do update set entity_type = excluded.entity_type, entity_id = excluded.entity_id,
      tariff = excluded.tariff, valid_from = excluded.valid_from, valid_until = excluded.valid_until
    returning assignment
  `)
  const removeAssignment = database.prepare<unknown[]>(/* sql */ `delete from tariff_assignment where assignment = ?`)
  const saveRule = database.prepare<unknown[]>(/* sql */ `
    insert into price_rule (rule, body, retired_at) values (?, ?, ?)
    on conflict (rule) do update set body = excluded.body, retired_at = excluded.retired_at
  `)
  const isUsed = database.prepare<[number], number>(/* sql */ `select exists (select 1 from session_policy where version = ?)`).pluck()
  const savePolicy = database.prepare<unknown[]>(/* sql */ `
    insert into session_policy (session, version, subject, body) values (?, ?, ?, ?)
    on conflict (session) do update set version = excluded.version, subject = excluded.subject, body = excluded.body
  `)
  const policy = database.prepare<[number], PolicyDbRow>(/* sql */ `select session, subject, body from session_policy where session = ?`)
  const companyAt = database.prepare<unknown[], number | null>(/* sql */ `
    select company from belonging where person = @person and since = coalesce(
      (select max(since) from belonging where person = @person and since <= @at),
      (select min(since) from belonging where person = @person)
    )
  `).pluck()
  const openPolicies = database.prepare<[], PolicyDbRow>(/* sql */ `
    select session_policy.session, subject, body from session_policy join session using (session) where settled_at is null and state <> 'completed'
  `)
  const unsettled = database.prepare<[number], number>(/* sql */ `
    select session_policy.session from session_policy join session using (session)
    where settled_at is null and version is not null and state = 'completed' limit ?
  `).pluck()
  const markSettled = database.prepare<unknown[]>(/* sql */ `update session_policy set settled_at = ? where session = ?`)
  const records = database.prepare<[number], RecordDbRow>(/* sql */ `
    select record, session, kind, at, first, reason, body from price_record where session = ? order by record desc
  `)
  const saveRecord = database.prepare<unknown[], { record: number }>(/* sql */ `
    insert into price_record (session, kind, at, first, reason, body) values (?, ?, ?, ?, ?, ?) returning record
  `)
  const saveEntry = database.prepare<unknown[]>(/* sql */ `
    insert into balance_entry (rule, holder, credit, amount, session, record) values (?, ?, ?, ?, ?, ?)
  `)
  const turnRound = database.prepare<unknown[]>(/* sql */ `
    insert into balance_entry (rule, holder, credit, amount, session, record)
    select rule, holder, credit, -amount, session, ? from balance_entry where record = ?
  `)
  const shown = database.prepare<[number], { amount: number | null; currency: string | null }>(/* sql */ `
    select price_amount as amount, price_currency as currency from session where session = ?
  `)
  const show = database.prepare<unknown[]>(/* sql */ `update session set price_amount = ?, price_currency = ? where session = ?`)
  const balance = database.prepare<unknown[], number>(/* sql */ `
    select coalesce(sum(amount), 0) from balance_entry
    where rule = @rule and (@holder is null or holder = @holder) and (@credit is null or credit = @credit) and session <> @except
      and (@before is null or record < @before)
  `).pluck()

  const keepPolicy = ({ session, subject, policy: found }: PolicyRow) =>
    void savePolicy.run(session, found?.version ?? null, subject, found && JSON.stringify(found))

  function addRecord({ session, kind, at, first, reason, policy: of, price, entries, takesBack }: NewPriceRecord): void {
    const record = saveRecord.get(session, kind, at, first, reason, JSON.stringify({ policy: of, price }))?.record ?? 0
    for (const { rule, holder, credit, amount } of entries) saveEntry.run(rule, holder, credit, amount, session, record)
    if (takesBack !== null) turnRound.run(record, takesBack)
  }

  function settleOne({ session, at, policy: found, records: added, shown: seen }: Settlement): void {
    if (found) keepPolicy(found)
    for (const record of added) addRecord(record)
    show.run(seen?.amount ?? null, seen?.currency ?? null, session)
    markSettled.run(at, session)
  }

  const settle = database.transaction((settlements: readonly Settlement[]) => settlements.forEach(settleOne))

  return {
    savePolicy: keepPolicy,
    load: () => ({
      versions: versions.all().map(({ body, ...row }) => ({ ...row, tariff: JSON.parse(body) as Tariff })),
      retired: retired.all(),
      assignments: assignments.all(),
      rules: rules.all().map(({ body, retiredAt }) => ({ rule: JSON.parse(body) as PriceRule, retiredAt })),
    }),
    saveVersion: ({ version, tariff, createdAt }) => saveVersion.get(version, tariff.id, JSON.stringify(tariff), createdAt)?.version ?? 0,
    setRetired: (tariff, at) => void (at === null ? takeBack.run(tariff) : retire.run(tariff, at)),
    saveAssignment: ({ assignment, entityType, entityId, tariffId, validFrom, validUntil }) =>
      saveAssignment.get(assignment, entityType, entityId, tariffId, validFrom, validUntil)?.assignment ?? 0,
    removeAssignment: (assignment) => void removeAssignment.run(assignment),
    saveRule: ({ rule, retiredAt }) => void saveRule.run(rule.rule.id, JSON.stringify(rule), retiredAt),
    isUsed: (version) => isUsed.get(version) === 1,
    policy(session) {
      const row = policy.get(session)
      return row ? policyOf(row) : null
    },
    companyAt: (person, at) => companyAt.get({ person, at }) ?? null,
    openPolicies: () => openPolicies.all().map(policyOf),
    unsettled: (limit) => unsettled.all(limit),
    records: (session) => records.all(session).map(recordOf),
    shown(session) {
      const { amount = null, currency = null } = shown.get(session) ?? {}
      return amount === null || currency === null ? null : { amount, currency }
    },
    settle,
    balance: (of) => balance.get({ before: null, ...of }) ?? 0,
  }
}
