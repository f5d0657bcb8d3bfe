import { describe, expect, it } from 'vitest'
import { changeOutcome } from './change-outcome'

const accepted = { isAccepted: true, isRebootNeeded: false }
const refused = { isAccepted: false, isRebootNeeded: false }
const reboot = { isAccepted: true, isRebootNeeded: true }

describe('what became of a change of 300 to 60', () => {
  it.each([
    ['K03: accepted and told so', accepted, '60', 'applied'],
    ['K03: accepted though nothing changed', accepted, '300', 'unchanged'],
    ['K03: accepted, and the value is gone', accepted, null, 'unchanged'],
    ['accepted, and not told', accepted, undefined, 'unverified'],
    ['K03: refused though it works', refused, '60', 'applied-although-refused'],
    ['refused', refused, '300', 'refused'],
    ['K03: waits for a reboot, told already', reboot, '60', 'reboot-needed'],
    ['K03: waits for a reboot, not told yet', reboot, '300', 'reboot-needed'],
    ['not answered though it works', null, '60', 'applied'],
    ['not answered', null, undefined, 'failed'],
  ])('%s', (_, answer, after, outcome) => {
    expect(changeOutcome({ name: 'HeartbeatInterval', asked: '60', before: '300', after, answer })).toBe(outcome)
  })

  it('a refusal of what it is already stays a refusal', () => {
    expect(changeOutcome({ name: 'A', asked: '60', before: '60', after: '60', answer: refused })).toBe('refused')
  })

  it('a key that no station tells cannot be verified', () => {
    expect(changeOutcome({ name: 'AuthorizationKey', asked: 'AB', before: null, after: null, answer: accepted })).toBe('unverified')
  })
})
