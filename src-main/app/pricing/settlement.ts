import type { PriceReason, PriceRecord, SessionPolicy } from '#contract/pricing'
import type { SessionPrice } from '#contract/price'
import type { Session } from '../../domain/session'
import type { NewPriceRecord } from '../pricing-ports'
import { creditOf } from './credit'
import { entriesOf } from './offers'
import { holderOf } from './subject'

/**
 * What is to be recorded where a session now costs `price`: nothing where that is what is recorded, else a credit for
 * what was recorded and the new price. A record is never changed. `records`: the latest first.
 */
export function correctionsOf(parts: {
  session: Session
  records: readonly PriceRecord[]
  policy: SessionPolicy | null
  price: SessionPrice | null
  reason: PriceReason
  at: number
}): NewPriceRecord[] {
  const { session, records, policy, price, at } = parts
  const [latest] = records
  const current = latest?.kind === 'price' ? latest : null
  const isSame = price === null ? current === null : current !== null && current.policy.version === policy?.version && sameJson(current.price, price)
  if (isSame) return []
  const first = records.at(-1)?.record ?? null
  const isOtherTariff = current !== null && current.policy.version !== policy?.version
  const reason = records.length === 0 && parts.reason !== 'asked' ? 'ended' : isOtherTariff ? 'other-tariff' : parts.reason
  const common = { session: session.session, at, first, reason }
  const credit = current && { ...common, kind: 'credit' as const, policy: current.policy, price: creditOf(current.price), entries: [], takesBack: current.record }
  const renewed = policy && price && { ...common, kind: 'price' as const, policy, price, entries: entriesOf(price, holderOf(session)), takesBack: null }
  return [...(credit ? [credit] : []), ...(renewed ? [renewed] : [])]
}

/** What comes from the database is what was written: keys are in the same order. */
const sameJson = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
