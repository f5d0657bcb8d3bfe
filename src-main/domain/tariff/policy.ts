import { type Assignment, policyEntities, type PolicyEntity } from '#contract/price-rules'
import type { Tariff } from '#contract/tariff'
import { isValidAt } from './discounts'

/** Who charges where: all that a tariff can be assigned to. Null: none. */
export interface PolicySubject {
  user: string | null
  /** In the order in which they count. */
  groups: readonly string[]
  /** Nobody that is known here. */
  isVisitor: boolean
  company: string | null
  station: string
  area: string | null
  site: string | null
}

/**
 * The assignment that applies when a session begins: the most particular entity that has one (user, group, visitor,
 * company, station, area, site, default). Of several of one entity, the one that began last. Null: nothing is assigned.
 */
export function policyFor<A extends Assignment>(
  assignmentsOf: (entityType: PolicyEntity, entityId: string | null) => readonly A[],
  subject: PolicySubject,
  startedAt: number,
): A | null {
  for (const entity of policyEntities) {
    for (const id of idsOf(entity, subject)) {
      const [latest] = assignmentsOf(entity, id)
        .filter((assignment) => isValidAt(assignment, startedAt))
        .sort((a, b) => (b.validFrom ?? -Infinity) - (a.validFrom ?? -Infinity))
      if (latest) return latest
    }
  }
  return null
}

function idsOf(entity: PolicyEntity, subject: PolicySubject): readonly (string | null)[] {
  switch (entity) {
    case 'user':
    case 'company':
    case 'station':
    case 'area':
    case 'site':
      return subject[entity] === null ? [] : [subject[entity]]
    case 'group':
      return subject.groups
    case 'visitor':
      return subject.isVisitor ? [null] : []
    case 'default':
      return [null]
  }
}

/**
 * The version of a tariff for a session: the one valid when it began. It stays for the whole session, and it is the one
 * for a session that is delivered late (OCPI mod_tariffs, note on start_date_time). Of several, the one that began last.
 */
export function tariffAt(versions: readonly Tariff[], startedAt: number): Tariff | null {
  const [latest] = versions
    .filter((version) => isValidAt(version, startedAt))
    .sort((a, b) => (b.validFrom ?? -Infinity) - (a.validFrom ?? -Infinity))
  return latest ?? null
}

/** Two versions that are both valid at some time; null: none overlap. */
export function overlapOf(versions: readonly Pick<Tariff, 'validFrom' | 'validUntil'>[]): [number, number] | null {
  for (const [one, a] of versions.entries()) {
    for (const [index, b] of versions.slice(one + 1).entries()) {
      const isApart = (a.validUntil ?? Infinity) <= (b.validFrom ?? -Infinity) || (b.validUntil ?? Infinity) <= (a.validFrom ?? -Infinity)
      if (!isApart) return [one, one + 1 + index]
    }
  }
  return null
}
