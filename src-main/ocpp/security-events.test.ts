import { describe, expect, it } from 'vitest'
import { decodeSecurityEvent, events16, events2 } from './security-events'

const critical = (names: Readonly<Record<string, boolean>>) => Object.keys(names).filter((name) => names[name])

describe('the security events', () => {
  it('of 1.6 are 18, seven of them critical', () => {
    expect(Object.keys(events16)).toHaveLength(18)
    expect(critical(events16)).toHaveLength(7)
  })

  it('of 2.x are 20, all of what is invalid critical but messages', () => {
    expect(Object.keys(events2)).toHaveLength(20)
    expect(Object.keys(events2).filter((name) => name.startsWith('Invalid') && !events2[name])).toEqual(['InvalidMessages'])
    expect(critical(events2)).toEqual(expect.arrayContaining(['MaintenanceLoginAccepted', 'MaintenanceLoginFailed']))
  })

  it.each([undefined, 'constructor', 'VendorEvent'])('takes the word %s for one of a vendor', (type) => {
    expect(decodeSecurityEvent(events16)({ type })).toMatchObject({ kind: 'security-event', isCritical: false })
  })
})
