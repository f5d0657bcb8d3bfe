import type { BalanceUse, SessionPrice } from '#contract/price'
import type { PriceRule } from '#contract/pricing'
import type { Session } from '../../domain/session'
import { creditsOf } from '../../domain/tariff/allowance'
import type { PolicySubject } from '../../domain/tariff/policy'
import type { PriceRules } from '../../domain/tariff/price-session'
import type { PricedSession } from '../../domain/tariff/priced-session'
import { localAt, monthOf } from '../../domain/tariff/site-time'
import type { BalanceEntry, PricingStore } from '../pricing-ports'
import type { PricingBook } from './pricing-book'
import { holderOf, isMeant } from './subject'

/** The rules for somebody. What is retired goes on for sessions that began before. */
function rulesFor({ book, subject, startedAt }: { book: PricingBook; subject: PolicySubject; startedAt: number }): PriceRule[] {
  return [...book.rules.values()]
    .filter(({ rule, retiredAt }) => (retiredAt === null || startedAt < retiredAt) && rule.for.some((one) => isMeant(subject, one)))
    .map(({ rule }) => rule)
}

/** Could the price be another than that of the tariff? Points alone change none. */
export const mayHaveOffers = (of: Parameters<typeof rulesFor>[0]): boolean =>
  rulesFor(of).some((rule) => rule.kind !== 'loyalty' || rule.redeems)

/** What changes the price of this session, with its balances as they are without it. */
export function offersFor(parts: {
  book: PricingBook
  store: Pick<PricingStore, 'balance'>
  session: Session
  subject: PolicySubject
  span: Pick<PricedSession, 'start' | 'end' | 'timeZone'>
}): Required<Omit<PriceRules, 'taxRounding'>> {
  const { book, store, session, subject, span } = parts
  const holder = holderOf(session)
  const rules = rulesFor({ book, subject, startedAt: session.startedAt })
  const balance = (rule: PriceRule, credit: string | null, of: string | null = holder) =>
    store.balance({ rule: rule.rule.id, holder: of, credit, except: session.session })
  const ofKind = <K extends PriceRule['kind']>(kind: K) =>
    rules.filter((rule): rule is Extract<PriceRule, { kind: K }> => rule.kind === kind)

  const [group] = ofKind('price-group')
  const [loyalty] = ofKind('loyalty')
  const { start, end, timeZone } = span
  const month = monthOf(localAt(timeZone, start).day)
  const points = loyalty ? balance(loyalty, null) : 0
  return {
    credits: ofKind('allowance').flatMap((rule) =>
      creditsOf(rule.rule, { start, end, timeZone, used: (of) => -balance(rule, of) }),
    ),
    priceGroup: group?.rule ?? null,
    discounts: ofKind('discount').map((rule) => {
      const credit = rule.rule.quota?.per === 'month' ? month : null
      return { discount: rule.rule, usedSessions: -balance(rule, credit) }
    }),
    vouchers: ofKind('voucher').map((rule) => ({ voucher: rule.rule, balance: rule.rule.value + balance(rule, null, null) })),
    membership: loyalty ? { loyalty: loyalty.rule, balance: Math.max(0, points), redeem: loyalty.redeems ? Math.max(0, points) : 0 } : null,
  }
}

/** What a price takes from balances and gives to them. */
export function entriesOf(price: SessionPrice, holder: string): BalanceEntry[] {
  const taken = price.uses.map(({ id, credit, used }: BalanceUse) => ({ rule: id, holder, credit, amount: -used }))
  const earned = price.lines.find(({ cause }) => cause === 'points-earned')
  const given = earned && price.pointsEarned > 0 ? [{ rule: earned.rule.id, holder, credit: null, amount: price.pointsEarned }] : []
  return [...taken, ...given]
}
