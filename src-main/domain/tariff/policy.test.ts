import { describe, expect, it } from 'vitest'
import { type Assignment, policyEntities } from '#contract/price-rules'
import { overlapOf, policyFor, type PolicySubject, tariffAt } from './policy'
import { aTariff, element, energy } from './testing/builders'

const subject: PolicySubject = {
  user: 'u', groups: ['g1', 'g2'], isVisitor: true, company: 'c', station: 's', area: 'a', site: 'i',
}
const ids = { user: 'u', group: 'g1', visitor: null, company: 'c', station: 's', area: 'a', site: 'i', default: null }
const assigned = (entityType: Assignment['entityType'], changes: Partial<Assignment> = {}): Assignment => ({
  entityType, entityId: ids[entityType], tariffId: entityType, validFrom: null, validUntil: null, ...changes,
})
const all = policyEntities.map((entity) => assigned(entity)).reverse()
const among = (assignments: readonly Assignment[]) => (entity: Assignment['entityType'], id: string | null) =>
  assignments.filter(({ entityType, entityId }) => entityType === entity && entityId === id)

describe('which tariff applies', () => {
  it.each(policyEntities.map((entity, index) => [entity, index] as const))('%s goes before all that follow', (entity, index) => {
    const rest = all.filter(({ entityType }) => policyEntities.indexOf(entityType) >= index)
    expect(policyFor(among(rest), subject, 0)?.entityType).toBe(entity)
  })

  it.each([
    ['the first group of the person', [assigned('group', { entityId: 'g2', tariffId: '2' }), assigned('group', { tariffId: '1' })], {}, '1'],
    ['the assignment that began last', [assigned('site', { tariffId: 'old' }), assigned('site', { tariffId: 'new', validFrom: 5 })], {}, 'new'],
    ['not one that begins later', [assigned('site', { tariffId: 'old' }), assigned('site', { tariffId: 'new', validFrom: 11 })], {}, 'old'],
    ['not one that is over', [assigned('user', { validUntil: 10 }), assigned('default')], {}, 'default'],
    ['the visitors only for visitors', [assigned('visitor'), assigned('default')], { isVisitor: false }, 'default'],
    ['nobody else', [assigned('user', { entityId: 'other' })], {}, undefined],
    ['no company where there is none', [assigned('company'), assigned('area')], { company: null }, 'area'],
  ] as const)('takes %s', (_name, assignments, changes, tariffId) => {
    expect(policyFor(among(assignments), { ...subject, ...changes }, 10)?.tariffId).toBe(tariffId)
  })
})

describe('versions of a tariff', () => {
  const version = (validFrom: number | null, validUntil: number | null) => aTariff([element(energy(1))], { validFrom, validUntil })
  const versions = [version(null, 100), version(100, 200), version(200, null)]

  it.each([[99, 0], [100, 1], [199, 1], [200, 2]])('the one valid at the start of the session counts, at %i', (startedAt, index) => {
    expect(tariffAt(versions, startedAt)).toBe(versions[index])
  })

  it('none, where none is valid', () => {
    expect(tariffAt([version(5, 6)], 6)).toBeNull()
  })

  it.each([
    ['meet', versions, null],
    ['overlap', [version(0, 100), version(99, 200)], [0, 1]],
    ['are both open', [version(0, 5), version(5, null), version(9, null)], [1, 2]],
  ])('tells whether two of them %s', (_name, given, overlap) => {
    expect(overlapOf(given)).toEqual(overlap)
  })
})
