import type { AssignmentInput, PriceRecord, PriceRule, SessionPolicy, TariffVersion } from '#contract/pricing'
import type { EpochMs } from '#contract/read-models'

export type StoredVersion = Omit<TariffVersion, 'sessions'>
export type StoredAssignment = Omit<AssignmentInput, 'assignment'> & { assignment: number }
export interface StoredRule {
  rule: PriceRule
  retiredAt: EpochMs | null
}

export interface StoredPricing {
  versions: StoredVersion[]
  retired: { tariff: string; retiredAt: EpochMs }[]
  assignments: StoredAssignment[]
  rules: StoredRule[]
}

/** How many sessions began with each version, and of how many each rule changed the price. What is not there has none. */
export interface PricingUse {
  versions: ReadonlyMap<number, number>
  rules: ReadonlyMap<string, number>
}

/** What was found for a session. `subject` tells for whom and when: where that changes, it is found anew. */
export interface PolicyRow {
  session: number
  subject: string
  policy: SessionPolicy | null
}

export interface BalanceEntry {
  rule: string
  /** Whose balance; empty: the rule has one for all. */
  holder: string
  /** Which credit of the rule, as the month of an allowance. */
  credit: string | null
  /** Below 0: taken. */
  amount: number
}

export type NewPriceRecord = Omit<PriceRecord, 'record'> & {
  entries: readonly BalanceEntry[]
  /** The record whose entries it turns round. */
  takesBack: number | null
}

/** The records of a session with what they take and give, and what the lists show. */
export interface Settlement {
  session: number
  at: EpochMs
  /** Null: as it was found before. */
  policy: PolicyRow | null
  records: readonly NewPriceRecord[]
  shown: { amount: number; currency: string } | null
}

/** Tariffs, prices and balances. Writing throws StorageFullError. */
export interface PricingStore {
  load(): StoredPricing
  /** Returns the number. */
  saveVersion(version: Omit<StoredVersion, 'version'> & { version: number | null }): number
  setRetired(tariff: string, at: EpochMs | null): void
  saveAssignment(assignment: Omit<StoredAssignment, 'assignment'> & { assignment: number | null }): number
  removeAssignment(assignment: number): void
  saveRule(rule: StoredRule): void
  /** Did a session begin with a version? */
  isUsed(version: number): boolean
  /** Null: none was looked for. */
  policy(session: number): PolicyRow | null
  /** To which company a person belonged then; of who came later, the first one. */
  companyAt(person: number, at: EpochMs): number | null
  /** Of running sessions. */
  openPolicies(): PolicyRow[]
  /** Ended sessions whose price is not recorded. */
  unsettled(limit: number): number[]
  /** The latest first. */
  records(session: number): PriceRecord[]
  /** What is recorded for a session; the lists show it. */
  shown(session: number): { amount: number; currency: string } | null
  /** In one transaction. */
  settle(settlements: readonly Settlement[]): void
  /** What was taken from and given to a balance, without the session itself. Holder null: by all; credit null: of all. */
  balance(of: {
    rule: string
    holder: string | null
    credit: string | null
    except: number
    /** As it was before this record; null: as it is. */
    before?: number | null
  }): number
}
