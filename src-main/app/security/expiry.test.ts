import { expect, it } from 'vitest'
import type { CertificateFacts } from '#contract/security'
import { expiring } from './expiry'

const DAY_MS = 86_400_000
const now = Date.UTC(2026, 5, 1)

const aCertificate = (days: number): CertificateFacts => ({
  subject: 'CN=depot.local, O=Plugboard', issuer: 'CN=root', commonName: 'depot.local', names: [], serial: '01', key: 'ec',
  fingerprint: 'ab'.repeat(32), notBefore: 0, notAfter: now + days * DAY_MS,
})
const events = (days: number) => expiring({ roots: [], server: [aCertificate(days)], issued: [] }, now)

it.each([
  [31, []],
  [30, [{ event: 'ServerCertificateExpires', isCritical: false, info: 'CN=depot.local, O=Plugboard, 2026-07-01' }]],
  [-1, [{ event: 'ServerCertificateExpires', isCritical: true }]],
])('C13: %i days before the end of a certificate', (days, told) => {
  expect(events(days)).toMatchObject(told)
})

it('its successor is another matter', () => {
  const [first] = expiring({ roots: [], server: [aCertificate(3)], issued: [] }, now)
  const [second] = expiring({ roots: [], server: [{ ...aCertificate(3), fingerprint: 'cd'.repeat(32) }], issued: [] }, now)
  expect(second?.kind).not.toBe(first?.kind)
})
