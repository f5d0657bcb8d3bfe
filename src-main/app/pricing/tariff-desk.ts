import type { AssignmentInput, AssignmentView, PriceRule, PriceRuleView, PricingBookView, TariffInput, TariffView, TariffVersion } from '#contract/pricing'
import type { PolicyEntity } from '#contract/price-rules'
import { overlapOf } from '../../domain/tariff/policy'
import { FaultError } from '../fault-error'
import { createValueFeed, type ValueFeed } from '../feeds/value-feed'
import type { Clock, Store } from '../ports'
import type { WorkingSet } from '../working-set'
import type { PricingUse } from '../pricing-ports'
import type { PricingBook } from './pricing-book'
import { entityName } from './subject'

/** What a person does with tariffs. @throws FaultError */
export interface TariffDesk {
  feed: ValueFeed<PricingBookView>
  saveTariff(input: TariffInput): TariffVersion
  setRetired(tariff: string, isRetired: boolean): void
  saveAssignment(input: AssignmentInput): AssignmentView
  removeAssignment(assignment: number): void
  saveRule(rule: PriceRule): void
  setRuleRetired(rule: string, isRetired: boolean): void
}

export function createTariffDesk(parts: { clock: Clock; store: Store; set: WorkingSet; book: PricingBook; changed: () => void }): TariffDesk {
  const { clock, set, book } = parts
  const store = parts.store.pricing
  const shown = createValueFeed<PricingBookView>({ clock, read })
  let use: PricingUse = { versions: new Map(), rules: new Map() }
  /** Counting takes a moment: it is done on another thread, and for somebody who looks. */
  async function recount(): Promise<void> {
    use = await parts.store.reader.pricingUse()
  }
  const feed: ValueFeed<PricingBookView> = {
    get isWatched() {
      return shown.isWatched
    },
    touch() {
      shown.touch()
      parts.changed()
    },
    async *subscribe(signal) {
      await recount()
      yield* shown.subscribe(signal)
    },
  }

  function read(): PricingBookView {
    const ids = [...new Set([...book.versions.values()].map(({ tariff }) => tariff.id))]
    return {
      tariffs: ids.flatMap((id) => tariffView(id) ?? []).sort((a, b) => a.name.localeCompare(b.name)),
      assignments: [...book.assignments.values()].map(assignmentView),
      rules: [...book.rules.values()].map(ruleView).sort((a, b) => a.rule.rule.name.localeCompare(b.rule.rule.name)),
    }
  }

  const versionView = (version: Omit<TariffVersion, 'sessions'>): TariffVersion => ({ ...version, sessions: use.versions.get(version.version) ?? 0 })

  function tariffView(id: string): TariffView | null {
    const versions = book.versionsOf(id).map(versionView).sort((a, b) => b.version - a.version)
    const [latest] = versions
    if (!latest) return null
    return { id, name: latest.tariff.name, currency: latest.tariff.currency, retiredAt: book.retired.get(id) ?? null, versions }
  }

  const nameOf = (tariff: string) => tariffView(tariff)?.name ?? fail(new FaultError('TARIFF_NOT_FOUND', { tariff }))
  const assignmentView = (assignment: Omit<AssignmentInput, 'assignment'> & { assignment: number }): AssignmentView => ({
    ...assignment,
    entityName: entityName(assignment, set),
    tariffName: tariffView(assignment.tariffId)?.name ?? assignment.tariffId,
  })

  function ruleView({ rule, retiredAt }: { rule: PriceRule; retiredAt: number | null }): PriceRuleView {
    const id = rule.rule.id
    const left = rule.kind === 'voucher' ? rule.rule.value + store.balance({ rule: id, holder: null, credit: null, except: 0 }) : null
    return { rule, retiredAt, forNames: rule.for.map((one) => entityName(one, set)), left, sessions: use.rules.get(id) ?? 0 }
  }

  /** Whom it is for must be there. Groups are words on tokens, and may be thought of before the first token. */
  function demandEntity(entity: { entityType: PolicyEntity; entityId: string | null }): void {
    const isFree = entity.entityType === 'group' || entity.entityId === null
    if (!isFree && entityName(entity, set) === null) throw new FaultError('PRICE_RULE_REFUSED', { field: 'entityId', reason: 'unknown-entity' })
  }

  function demandFreeName(name: string, id: string, others: Iterable<{ id: string; name: string }>): void {
    for (const other of others) {
      if (other.id !== id && other.name.toLowerCase() === name.toLowerCase()) throw new FaultError('NAME_TAKEN', { name })
    }
  }

  /** The version before one that begins later ends there; what it was until then does not change. */
  function endBefore(tariff: string, validFrom: number | null, except: number | null): Omit<TariffVersion, 'sessions'>[] {
    if (validFrom === null) return []
    return book
      .versionsOf(tariff)
      .filter(({ version, tariff: { validFrom: from, validUntil } }) => version !== except && validUntil === null && (from ?? -Infinity) < validFrom)
      .map((version) => ({ ...version, tariff: { ...version.tariff, validUntil: validFrom } }))
  }

  function demandFreeTime(assignment: AssignmentInput): void {
    const same = [...book.assignments.values()].filter(
      (other) => other.assignment !== assignment.assignment && other.entityType === assignment.entityType && other.entityId === assignment.entityId,
    )
    if (overlapOf([assignment, ...same])?.[0] === 0) throw new FaultError('PRICE_RULE_REFUSED', { field: 'validFrom', reason: 'overlaps' })
  }

  return {
    feed,
    saveTariff({ version, tariff }) {
      const known = book.versionsOf(tariff.id)
      const before = version === null ? null : known.find((one) => one.version === version)
      if (before === undefined) throw new FaultError('TARIFF_NOT_FOUND', { tariff: tariff.id })
      if (before && store.isUsed(before.version)) throw new FaultError('PRICE_RULE_REFUSED', { field: 'version', reason: 'used' })
      demandFreeName(tariff.name, tariff.id, read().tariffs)
      if (known.some((one) => one !== before && one.tariff.currency !== tariff.currency)) {
        throw new FaultError('PRICE_RULE_REFUSED', { field: 'currency', reason: 'other-currency' })
      }
      const ended = endBefore(tariff.id, tariff.validFrom, version)
      const others = known.filter((one) => one !== before).map((one) => ended.find((cut) => cut.version === one.version) ?? one)
      if (overlapOf([tariff, ...others.map((one) => one.tariff)])?.[0] === 0) {
        throw new FaultError('PRICE_RULE_REFUSED', { field: 'validFrom', reason: 'overlaps' })
      }
      for (const cut of ended) {
        store.saveVersion(cut)
        book.putVersion(cut)
      }
      const createdAt = before?.createdAt ?? clock.now()
      const saved = { version: store.saveVersion({ version, tariff, createdAt }), tariff, createdAt }
      book.putVersion(saved)
      feed.touch()
      return versionView(saved)
    },
    setRetired(tariff, isRetired) {
      const name = nameOf(tariff)
      const now = clock.now()
      const inForce = [...book.assignments.values()].filter(({ tariffId, validUntil }) => tariffId === tariff && (validUntil ?? Infinity) > now)
      if (isRetired && inForce.length > 0) throw new FaultError('STILL_IN_USE', { name, count: inForce.length })
      store.setRetired(tariff, isRetired ? now : null)
      book.putRetired(tariff, isRetired ? now : null)
      feed.touch()
    },
    saveAssignment(input) {
      nameOf(input.tariffId)
      if (book.retired.has(input.tariffId)) throw new FaultError('PRICE_RULE_REFUSED', { field: 'tariffId', reason: 'retired' })
      demandEntity(input)
      if (input.assignment !== null && !book.assignments.has(input.assignment)) throw new FaultError('TARIFF_NOT_FOUND', { tariff: input.tariffId })
      demandFreeTime(input)
      const saved = { ...input, assignment: store.saveAssignment(input) }
      book.putAssignment(saved)
      feed.touch()
      return assignmentView(saved)
    },
    removeAssignment(assignment) {
      store.removeAssignment(assignment)
      book.dropAssignment(assignment)
      feed.touch()
    },
    saveRule(rule) {
      rule.for.forEach(demandEntity)
      const before = book.rules.get(rule.rule.id)
      if (before && before.rule.kind !== rule.kind) throw new FaultError('PRICE_RULE_REFUSED', { field: 'kind', reason: 'used' })
      demandFreeName(rule.rule.name, rule.rule.id, [...book.rules.values()].map((one) => one.rule.rule))
      const saved = { rule, retiredAt: before?.retiredAt ?? null }
      store.saveRule(saved)
      book.putRule(saved)
      feed.touch()
    },
    setRuleRetired(id, isRetired) {
      const known = book.rules.get(id) ?? fail(new FaultError('TARIFF_NOT_FOUND', { tariff: id }))
      const saved = { ...known, retiredAt: isRetired ? clock.now() : null }
      store.saveRule(saved)
      book.putRule(saved)
      feed.touch()
    },
  }
}

function fail(error: Error): never {
  throw error
}
