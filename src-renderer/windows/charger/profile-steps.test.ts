import { expect, it } from 'vitest'
import type { ListenerRow, StationSecurity } from '#contract/security'
import { stepsTo } from './profile-steps'

const security: StationSecurity = {
  station: 'CP-1', profile: 1, listener: 'plain', minimumProfile: 0, raisingTo: null, hasPassword: true, passwordSince: null,
  pendingSince: null, certificate: null, roots: null, keyLength: { least: 16, most: 40 },
  can: { changeKey: true, raiseProfile: true, installRoot: true, requestCertificate: true, listRoots: true },
}
const listener = (kind: ListenerRow['kind']): ListenerRow => ({ kind, isOn: true, state: 'open', port: 1, fault: null, stations: 0 })
const states = (...args: Parameters<typeof stepsTo>) => stepsTo(...args).map(({ name, state }) => `${name} ${state}`)

it('asks for what is missing, and says what is not known', () => {
  expect(states(2, security, [])).toEqual(['listener missing', 'root unknown', 'password done'])
  expect(states(2, { ...security, hasPassword: false, roots: { ec: false, rsa: false, at: 1 } }, [listener('tls')])).toEqual([
    'listener done', 'root missing', 'password missing',
  ])
  expect(states(3, { ...security, listener: 'tls', certificate: { commonName: 'CP-1', notAfter: 9, isInUse: false } }, [listener('mutual')])).toEqual([
    'listener done', 'root done', 'certificate done',
  ])
})
