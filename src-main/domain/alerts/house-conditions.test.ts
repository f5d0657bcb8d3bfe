import { expect, it } from 'vitest'
import { certificates, disk, type ExpiringCertificate } from './house-conditions'

const DAY = 86_400_000
const now = 1_000 * DAY
const usual = { threshold: 30, lookBack: null }
const aCertificate = (overrides: Partial<ExpiringCertificate> = {}): ExpiringCertificate => ({
  fingerprint: 'ab', notAfter: now + 10 * DAY, name: 'CN=Depot', use: 'server', station: null, ...overrides,
})

it.each([
  ['in ten days', {}, ['server']],
  ['in exactly thirty days', { notAfter: now + 30 * DAY }, ['server']],
  ['in thirty-one days', { notAfter: now + 31 * DAY }, []],
  ['since yesterday', { notAfter: now - DAY }, ['server-over']],
  ['of a charger', { use: 'station', station: 'CP1' }, ['station']],
  ['of the root, since yesterday', { use: 'root', notAfter: now - DAY }, ['root-over']],
] as const)('C13: a certificate that ends %s', (_name, overrides, variants) => {
  expect(certificates([aCertificate(overrides)], usual, now).map(({ words }) => words['variant'])).toEqual(variants)
})

it('a certificate that took the place of another is another subject', () => {
  const subjects = (fingerprint: string) => certificates([aCertificate({ fingerprint })], usual, now).map(({ subject }) => subject)
  expect(subjects('ab')).not.toEqual(subjects('cd'))
})

it.each([
  ['1.9 of 2 GB', 1.9, 1],
  ['exactly 2 GB', 2, 0],
  ['50 GB', 50, 0],
])('a disk with %s free', (_name, freeGb, count) => {
  expect(disk({ freeBytes: freeGb * 1e9, totalBytes: 500e9 }, { threshold: 2, lookBack: null }, now)).toHaveLength(count)
})

it('a disk that tells nothing is no alert', () => {
  expect(disk(null, { threshold: 2, lookBack: null }, now)).toEqual([])
})
