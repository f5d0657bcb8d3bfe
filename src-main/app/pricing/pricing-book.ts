import type { SessionPolicy } from '#contract/pricing'
import type { Tariff } from '#contract/tariff'
import { policyFor, type PolicySubject, tariffAt } from '../../domain/tariff/policy'
import type { PolicyRow, StoredAssignment, StoredPricing, StoredRule, StoredVersion } from '../pricing-ports'

/** Tariffs, whose they are and what changes prices, in memory. The database holds the same; changes come in after they are stored. */
export interface PricingBook {
  readonly versions: ReadonlyMap<number, StoredVersion>
  readonly retired: ReadonlyMap<string, number>
  readonly assignments: ReadonlyMap<number, StoredAssignment>
  readonly rules: ReadonlyMap<string, StoredRule>
  versionsOf(tariff: string): StoredVersion[]
  /** The tariff that applies to who begins there and then. */
  find(subject: PolicySubject, startedAt: number): Pick<SessionPolicy, 'version' | 'tariffId' | 'tariffName' | 'entityType' | 'entityId'> | null
  tariffOf(policy: Pick<SessionPolicy, 'version'>): Tariff | null
  /** Of running sessions. */
  readonly policies: Map<number, PolicyRow>
  putVersion(version: StoredVersion): void
  putRetired(tariff: string, at: number | null): void
  putAssignment(assignment: StoredAssignment): void
  dropAssignment(assignment: number): void
  putRule(rule: StoredRule): void
}

export function pricingBookOf(stored: StoredPricing, open: readonly PolicyRow[]): PricingBook {
  const versions = new Map(stored.versions.map((version) => [version.version, version]))
  const retired = new Map(stored.retired.map(({ tariff, retiredAt }) => [tariff, retiredAt]))
  const assignments = new Map(stored.assignments.map((assignment) => [assignment.assignment, assignment]))
  const rules = new Map(stored.rules.map((rule) => [rule.rule.rule.id, rule]))
  const versionsOf = (tariff: string) => [...versions.values()].filter((version) => version.tariff.id === tariff)

  return {
    versions,
    retired,
    assignments,
    rules,
    versionsOf,
    find(subject, startedAt) {
      // An assignment without a version at that time leaves the field to the next one.
      const usable = [...assignments.values()].filter(({ tariffId }) => tariffAt(versionsOf(tariffId).map(({ tariff }) => tariff), startedAt))
      const assignment = policyFor(usable, subject, startedAt)
      if (!assignment) return null
      const { entityType, entityId, tariffId } = assignment
      const found = versionsOf(tariffId)
      const tariff = tariffAt(found.map((version) => version.tariff), startedAt)
      const version = found.find((one) => one.tariff === tariff)
      return version ? { version: version.version, tariffId, tariffName: version.tariff.name, entityType, entityId } : null
    },
    tariffOf: ({ version }) => versions.get(version)?.tariff ?? null,
    policies: new Map(open.map((row) => [row.session, row])),
    putVersion: (version) => void versions.set(version.version, version),
    putRetired: (tariff, at) => void (at === null ? retired.delete(tariff) : retired.set(tariff, at)),
    putAssignment: (assignment) => void assignments.set(assignment.assignment, assignment),
    dropAssignment: (assignment) => void assignments.delete(assignment),
    putRule: (rule) => void rules.set(rule.rule.rule.id, rule),
  }
}
