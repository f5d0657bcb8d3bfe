import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { alertKinds, alertKindTraits } from '#contract/alert-kinds'
import { alertRuleInputSchema } from '#contract/alerts'
import type { Delivery, StoredAlert } from '../../app/alerts-ports'
import { migrate } from '../open-database'
import { defaultSettings } from './administration'
import { alertTables } from './alerts'
import { retentionRules } from './retention'

const DAY = 86_400_000

const anAlert = (overrides: Partial<StoredAlert> = {}): StoredAlert => ({
  alert: 1, rule: 1, kind: 'offline', subject: 'CP1', state: 'open', station: 'CP1', site: null, place: null, session: null, since: 0,
  openedAt: 0, lastAt: 0, endedAt: null, figures: {}, words: {}, acknowledged: null, clearSince: null, deliveries: [], ...overrides,
})
const aDelivery = (overrides: Partial<Delivery> = {}): Delivery => ({
  delivery: 1, key: 'k', channel: 1, event: 'opened', alerts: [1], day: null, state: 'pending', attempts: 0, createdAt: 0, nextTryAt: 0, sentAt: null, answer: null,
  ...overrides,
})
function aStore() {
  const database = new Database(':memory:')
  migrate(database)
  return { database, tables: alertTables(database) }
}

test('the rules that are there from the start watch for every kind with its usual values', () => {
  const { tables } = aStore()
  const rules = tables.rules()
  expect(rules.map(({ kind }) => kind)).toEqual(alertKinds)
  for (const rule of rules) {
    const { threshold, lookBack, resetMinutes } = alertKindTraits[rule.kind]
    expect(rule).toMatchObject({ isOn: true, threshold: threshold.byDefault, lookBack: lookBack?.byDefault ?? null, resetMinutes })
    expect(alertRuleInputSchema.safeParse(rule).success).toBe(true)
  }
})

test('alerts that are over and messages that left are forgotten after 400 days; what stands and what waits stays', () => {
  const { database, tables } = aStore()
  const old = { openedAt: 0, endedAt: DAY, state: 'ended' as const }
  tables.write({
    alerts: [anAlert({ alert: 1, ...old }), anAlert({ alert: 2 }), anAlert({ alert: 3, ...old, endedAt: 300 * DAY })],
    deliveries: [aDelivery({ delivery: 1, state: 'sent' }), aDelivery({ delivery: 2 }), aDelivery({ delivery: 3, state: 'failed' }), aDelivery({ delivery: 4, state: 'sent', createdAt: 300 * DAY })],
    channels: [],
  })
  retentionRules(database).clean({ now: 500 * DAY, settings: defaultSettings, firstKept: 0 })
  expect([...tables.standing(), ...tables.ended(10)].map(({ alert }) => alert)).toEqual([2, 3])
  expect(tables.deliveries([1, 2, 3, 4]).map(({ delivery }) => delivery)).toEqual([2, 4])
})

test('a channel that is removed takes what waits for it along', () => {
  const { tables } = aStore()
  tables.write({ alerts: [], deliveries: [aDelivery({ channel: 7 }), aDelivery({ delivery: 2, channel: 8 })], channels: [] })
  tables.removeChannel(7)
  expect(tables.unsent()).toMatchObject([{ delivery: 2 }])
  expect(tables.deliveries([1])).toMatchObject([{ state: 'dropped', nextTryAt: null }])
})

test('there is one digest for each channel and day', () => {
  const { tables } = aStore()
  tables.write({ alerts: [], deliveries: [aDelivery({ day: '2026-03-03', event: 'digest' })], channels: [] })
  expect(tables.hasDigest(1, '2026-03-03')).toBe(true)
  expect(tables.hasDigest(2, '2026-03-03')).toBe(false)
  expect(() => tables.write({ alerts: [], deliveries: [aDelivery({ delivery: 2, day: '2026-03-03' })], channels: [] })).toThrow(/UNIQUE/)
})
