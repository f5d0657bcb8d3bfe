import { expect, it } from 'vitest'
import type { PolicySubject } from '../../domain/tariff/policy'
import { aTariff, element, energy } from '../../domain/tariff/testing/builders'
import type { StoredAssignment, StoredVersion } from '../pricing-ports'
import { pricingBookOf } from './pricing-book'

const subject: PolicySubject = { user: '7', groups: [], isVisitor: false, company: null, station: 'S', area: null, site: '3' }
const version = (number: number, id: string): StoredVersion => ({ version: number, tariff: aTariff([element(energy(1))], { id, name: id }), createdAt: 0 })
const assigned = (assignment: number, changes: Partial<StoredAssignment>): StoredAssignment => ({
  assignment, entityType: 'default', entityId: null, tariffId: 'T', validFrom: null, validUntil: null, ...changes,
})
const bookOf = (versions: StoredVersion[], assignments: StoredAssignment[]) => pricingBookOf({ versions, retired: [], assignments, rules: [] }, [])

it('finds a tariff among thousands without a look at those of others', () => {
  let looks = 0
  const counted = (number: number): StoredVersion => {
    const { tariff, ...rest } = version(number, `T${number}`)
    return { ...rest, get tariff() { looks++; return tariff } }
  }
  const numbers = Array.from({ length: 2_000 }, (_, index) => index + 1)
  const book = bookOf(numbers.map(counted), numbers.map((number) => assigned(number, { entityType: 'user', entityId: String(number), tariffId: `T${number}` })))
  looks = 0
  expect(book.find(subject, 0)).toMatchObject({ version: 7, entityType: 'user', entityId: '7' })
  expect(looks).toBeLessThan(20)
})

it('finds what was added, changed and taken away since', () => {
  const book = bookOf([version(1, 'T')], [assigned(1, {})])
  const found = () => book.find(subject, 10)?.tariffId ?? null
  expect(found()).toBe('T')
  book.putVersion(version(2, 'U'))
  book.putAssignment(assigned(2, { entityType: 'site', entityId: '3', tariffId: 'U' }))
  expect(found()).toBe('U')
  book.putVersion({ ...version(2, 'U'), tariff: { ...version(2, 'U').tariff, validUntil: 5 } })
  expect(found(), 'without a version the field is left to the next').toBe('T')
  expect(book.versionsOf('U')).toHaveLength(1)
  book.putAssignment(assigned(1, { entityType: 'user', entityId: '8' }))
  expect(found(), 'given to another one').toBe(null)
  book.putAssignment(assigned(1, { entityType: 'user', entityId: '7' }))
  expect(found()).toBe('T')
  book.dropAssignment(1)
  expect(found()).toBe(null)
})
