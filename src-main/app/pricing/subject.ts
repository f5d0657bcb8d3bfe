import type { PolicyEntity } from '#contract/price-rules'
import { normaliseIdToken } from '../../domain/id-token'
import type { Session } from '../../domain/session'
import type { PolicySubject } from '../../domain/tariff/policy'
import type { PricingStore } from '../pricing-ports'
import type { WorkingSet } from '../working-set'

/** Who charges where, in the words of tariffs: numbers of ours become text. The company is that of the person. */
export function subjectOf(
  session: Pick<Session, 'station' | 'idToken' | 'person' | 'surroundings'>,
  set: Pick<WorkingSet, 'tokens'>,
  company: number | null,
): PolicySubject {
  const { person, surroundings } = session
  const group = session.idToken === null ? null : (set.tokens.tokens.get(normaliseIdToken(session.idToken))?.group ?? null)
  return {
    user: person?.id == null ? null : String(person.id),
    groups: group === null ? [] : [group],
    isVisitor: person === null,
    company: textOf(company),
    station: session.station,
    area: textOf(surroundings.area?.id),
    site: textOf(surroundings.site?.id),
  }
}

/** As bills say it: with the company to which the person belonged then, whatever changed since. */
export const subjectAtStart = (session: Session, { set, store }: { set: Pick<WorkingSet, 'tokens'>; store: Pick<PricingStore, 'companyAt'> }): PolicySubject =>
  subjectOf(session, set, session.person?.id == null ? null : store.companyAt(session.person.id, session.startedAt))

const textOf = (id: number | null | undefined) => (id == null ? null : String(id))

/** What decides which tariff a session has: where it changes, as by a token that is told later, the tariff is found anew. */
export const subjectKey = ({ startedAt, idToken, person, surroundings, station }: Session): string =>
  [startedAt, idToken ?? '', person?.id ?? '', station, surroundings.area?.id ?? '', surroundings.site?.id ?? ''].join('|')

/** Whose free quantities, points and uses of a discount are counted. */
export const holderOf = ({ person, idToken }: Session): string =>
  person?.id != null ? `person:${person.id}` : `token:${idToken === null ? '' : normaliseIdToken(idToken)}`

/** Is the subject one of those who are named? */
export function isMeant(subject: PolicySubject, { entityType, entityId }: { entityType: PolicyEntity; entityId: string | null }): boolean {
  switch (entityType) {
    case 'default':
      return true
    case 'visitor':
      return subject.isVisitor
    case 'group':
      return entityId !== null && subject.groups.includes(entityId)
    case 'user':
    case 'company':
    case 'station':
    case 'area':
    case 'site':
      return entityId !== null && subject[entityType] === entityId
  }
}

/** As people know it. Null: there is no such thing any more. */
export function entityName({ entityType, entityId }: { entityType: PolicyEntity; entityId: string | null }, set: WorkingSet): string | null {
  if (entityId === null) return null
  const id = Number(entityId)
  switch (entityType) {
    case 'user':
      return set.tokens.people.get(id)?.name ?? null
    case 'company':
      return set.organisation.companies.get(id)?.name ?? null
    case 'site':
      return set.organisation.sites.get(id)?.name ?? null
    case 'area':
      return set.organisation.areas.get(id)?.name ?? null
    case 'station':
      return set.find(entityId)?.station.name ?? null
    case 'group':
      return entityId
    case 'visitor':
    case 'default':
      return null
  }
}
