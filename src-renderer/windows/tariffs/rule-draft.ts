import type { freeDimensions } from '#contract/price-rules';
import { type ChargedDimension } from '#contract/price-rules'
import { type Beneficiary, type PriceRule, type PriceRuleKind, priceRuleSchema } from '#contract/pricing'
import type { DayOfWeek } from '#contract/tariff'
import { fromLocalInput, toLocalInput } from '@/format/local-input'
import { fromMoneyInput, toMoneyInput } from '@/format/money'

/** A rule under the user's fingers: the fields of all kinds at once, in the units that people think in. */
export interface RuleDraft {
  id: string
  kind: PriceRuleKind
  name: string
  for: Beneficiary[]
  currency: string
  discountKind: 'percentage' | 'fixed'
  /** Percent; of a price group with a sign. */
  percent: string
  amount: string
  dimensions: ChargedDimension[]
  days: DayOfWeek[]
  quota: string
  quotaPer: 'total' | 'month'
  freeDimension: (typeof freeDimensions)[number]
  /** kWh or minutes. */
  quantity: string
  pointsPerKwh: string
  redeems: boolean
  validFrom: string
  validUntil: string
}

export function newRule(id: string): RuleDraft {
  return {
    id, kind: 'discount', name: '', for: [{ entityType: 'default', entityId: null }], currency: 'EUR', discountKind: 'percentage', percent: '', amount: '',
    dimensions: [], days: [], quota: '', quotaPer: 'month', freeDimension: 'energy', quantity: '', pointsPerKwh: '1', redeems: true, validFrom: '', validUntil: '',
  }
}

const local = (at: number | null) => (at === null ? '' : toLocalInput(at).slice(0, 16))

export function draftOfRule(of: PriceRule): RuleDraft {
  const draft = { ...newRule(of.rule.id), kind: of.kind, name: of.rule.name, for: of.for.map((one) => ({ ...one })) }
  switch (of.kind) {
    case 'price-group': {
      const [change] = of.rule.changes
      return { ...draft, percent: String((change?.changePpm ?? 0) / 10_000), dimensions: [...(change?.dimensions ?? [])] }
    }
    case 'discount': {
      const { rule } = of
      const common = {
        ...draft, discountKind: rule.kind, days: [...(rule.daysOfWeek ?? [])], quota: rule.quota === null ? '' : String(rule.quota.sessions),
        quotaPer: rule.quota?.per ?? 'month', validFrom: local(rule.validFrom), validUntil: local(rule.validUntil),
      }
      return rule.kind === 'percentage'
        ? { ...common, percent: String(rule.sharePpm / 10_000), dimensions: [...(rule.dimensions ?? [])] }
        : { ...common, currency: rule.currency, amount: toMoneyInput(rule.amount, rule.currency) }
    }
    case 'allowance': {
      const { dimension, quantityPerMonth, validFrom, validUntil } = of.rule
      const quantity = String(quantityPerMonth / (dimension === 'energy' ? 1e6 : 60_000))
      return { ...draft, freeDimension: dimension, quantity, validFrom: local(validFrom), validUntil: local(validUntil) }
    }
    case 'voucher': {
      const { value, currency, validFrom, validUntil } = of.rule
      return { ...draft, currency, amount: toMoneyInput(value, currency), validFrom: local(validFrom), validUntil: local(validUntil) }
    }
    case 'loyalty': {
      const { milliPointsPerKwh, pointValue, currency } = of.rule
      return { ...draft, currency, amount: toMoneyInput(pointValue, currency), pointsPerKwh: String(milliPointsPerKwh / 1000), redeems: of.redeems }
    }
  }
}

/** The rule that is meant, or which fields are wrong and why. */
export function ruleOf(draft: RuleDraft): { rule: PriceRule | null; problems: Map<keyof RuleDraft, string> } {
  const problems = new Map<keyof RuleDraft, string>()
  const number = (field: 'percent' | 'quantity' | 'pointsPerKwh' | 'quota', per: number): number => {
    const typed = draft[field].trim().replace(',', '.')
    const value = /^[+-]?\d+(\.\d+)?$/.test(typed) ? Math.round(Number(typed) * per) : NaN
    const mayFall = field === 'percent' && draft.kind === 'price-group'
    if (typed === '') problems.set(field, 'missing')
    else if (Number.isNaN(value)) problems.set(field, 'unreadable')
    else if (value < 0 && !mayFall) problems.set(field, 'negative')
    return Number.isNaN(value) ? 0 : value
  }
  const money = (): number => {
    const amount = fromMoneyInput(draft.amount, /^[A-Z]{3}$/.test(draft.currency) ? draft.currency : 'EUR')
    if (typeof amount !== 'number') problems.set('amount', amount === 'empty' ? 'missing' : amount)
    return typeof amount === 'number' ? amount : 0
  }
  const named = { id: draft.id, name: draft.name.trim() }
  const validity = { validFrom: fromLocalInput(draft.validFrom), validUntil: fromLocalInput(draft.validUntil) }
  const dimensions = draft.dimensions.length === 0 ? null : draft.dimensions
  if (named.name === '') problems.set('name', 'missing')
  if (validity.validFrom !== null && validity.validUntil !== null && validity.validFrom >= validity.validUntil) problems.set('validUntil', 'order')

  const body = () => {
    switch (draft.kind) {
      case 'price-group':
        return { kind: draft.kind, rule: { ...named, changes: [{ dimensions, changePpm: number('percent', 10_000) }] } }
      case 'discount': {
        const common = {
          ...named, ...validity, daysOfWeek: draft.days.length === 0 ? null : draft.days,
          quota: draft.quota.trim() === '' ? null : { sessions: number('quota', 1), per: draft.quotaPer },
        }
        return draft.discountKind === 'percentage'
          ? { kind: draft.kind, rule: { kind: 'percentage', ...common, sharePpm: number('percent', 10_000), dimensions } }
          : { kind: draft.kind, rule: { kind: 'fixed', ...common, amount: money(), currency: draft.currency } }
      }
      case 'allowance':
        return { kind: draft.kind, rule: { ...named, ...validity, dimension: draft.freeDimension, quantityPerMonth: number('quantity', draft.freeDimension === 'energy' ? 1e6 : 60_000) } }
      case 'voucher':
        return { kind: draft.kind, rule: { ...named, ...validity, value: money(), currency: draft.currency } }
      case 'loyalty':
        return { kind: draft.kind, redeems: draft.redeems, rule: { ...named, milliPointsPerKwh: number('pointsPerKwh', 1000), pointValue: money(), currency: draft.currency } }
    }
  }
  const parsed = priceRuleSchema.safeParse({ for: draft.for, ...body() })
  if (!parsed.success && problems.size === 0) {
    for (const { path } of parsed.error.issues) problems.set(fieldOf(path), path.includes('currency') ? 'currency' : path[0] === 'for' ? 'missing' : 'range')
  }
  return { rule: parsed.success && problems.size === 0 ? parsed.data : null, problems }
}

const fields: Record<string, keyof RuleDraft> = {
  for: 'for', currency: 'currency', amount: 'amount', value: 'amount', pointValue: 'amount', milliPointsPerKwh: 'pointsPerKwh', quantityPerMonth: 'quantity',
  sharePpm: 'percent', changes: 'percent', quota: 'quota', name: 'name',
}
const fieldOf = (path: readonly PropertyKey[]): keyof RuleDraft => path.map((part) => fields[String(part)]).find((field) => field !== undefined) ?? 'name'
