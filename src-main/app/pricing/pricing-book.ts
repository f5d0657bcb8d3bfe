import type { PolicyEntity } from '#contract/price-rules'
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
  /** Of one station, person or whatever it is. */
  assignmentsOf(entityType: PolicyEntity, entityId: string | null): StoredAssignment[]
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
  // A tariff is found in the turn of a message: what belongs together is kept together, that nothing else is looked at.
  const byTariff = groupsOf(versions.values(), ({ tariff }) => tariff.id, ({ version }) => version)
  const byEntity = groupsOf(assignments.values(), entityKey, ({ assignment }) => assignment)
  const versionsOf = (tariff: string) => byTariff.of(tariff)
  const assignmentsOf = (entityType: PolicyEntity, entityId: string | null) => byEntity.of(entityKey({ entityType, entityId }))
  const versionAt = (tariffId: string, at: number): StoredVersion | null => {
    const found = versionsOf(tariffId)
    const tariff = tariffAt(found.map((version) => version.tariff), at)
    return found.find((one) => one.tariff === tariff) ?? null
  }

  function putAssignment(assignment: StoredAssignment): void {
    dropAssignment(assignment.assignment)
    assignments.set(assignment.assignment, assignment)
    byEntity.put(assignment)
  }

  function dropAssignment(id: number): void {
    const before = assignments.get(id)
    if (before) byEntity.drop(before)
    assignments.delete(id)
  }

  return {
    versions,
    retired,
    assignments,
    rules,
    versionsOf,
    assignmentsOf,
    find(subject, startedAt) {
      // An assignment without a version at that time leaves the field to the next one.
      const usableOf = (entityType: PolicyEntity, entityId: string | null) =>
        assignmentsOf(entityType, entityId).filter(({ tariffId }) => versionAt(tariffId, startedAt))
      const assignment = policyFor(usableOf, subject, startedAt)
      if (!assignment) return null
      const { entityType, entityId, tariffId } = assignment
      const version = versionAt(tariffId, startedAt)
      return version && { version: version.version, tariffId, tariffName: version.tariff.name, entityType, entityId }
    },
    tariffOf: ({ version }) => versions.get(version)?.tariff ?? null,
    policies: new Map(open.map((row) => [row.session, row])),
    putVersion(version) {
      const before = versions.get(version.version)
      if (before) byTariff.drop(before)
      versions.set(version.version, version)
      byTariff.put(version)
    },
    putRetired: (tariff, at) => void (at === null ? retired.delete(tariff) : retired.set(tariff, at)),
    putAssignment,
    dropAssignment,
    putRule: (rule) => void rules.set(rule.rule.rule.id, rule),
  }
}

const entityKey = ({ entityType, entityId }: Pick<StoredAssignment, 'entityType' | 'entityId'>) => (entityId === null ? entityType : `${entityType}:${entityId}`)

/** Entries by what they belong to, in the order of their numbers. */
function groupsOf<Entry>(entries: Iterable<Entry>, keyOf: (entry: Entry) => string, numberOf: (entry: Entry) => number) {
  const groups = Map.groupBy(entries, keyOf)
  const without = (entry: Entry) => (groups.get(keyOf(entry)) ?? []).filter((other) => numberOf(other) !== numberOf(entry))
  return {
    of: (key: string) => groups.get(key) ?? [],
    put: (entry: Entry) => void groups.set(keyOf(entry), [...without(entry), entry].sort((a, b) => numberOf(a) - numberOf(b))),
    drop(entry: Entry) {
      const left = without(entry)
      if (left.length > 0) groups.set(keyOf(entry), left)
      else groups.delete(keyOf(entry))
    },
  }
}
