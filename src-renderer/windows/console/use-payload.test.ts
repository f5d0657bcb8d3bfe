import { describe, expect, it } from 'vitest'
import { usePayload } from './use-payload'

describe('a payload', () => {
  it('that the form changes shows as text', () => {
    const payload = usePayload()
    payload.set({ type: 'Soft' })
    expect(payload.isTouched.value).toBe(false)
    payload.edit({ type: 'Hard' })
    expect(payload.text.value).toBe('{\n  "type": "Hard"\n}')
    expect(payload.isTouched.value).toBe(false)
  })

  it('that is typed reaches the form, and the text stays as it was typed', () => {
    const payload = usePayload()
    payload.type('{"type":   "Hard"}')
    expect(payload.payload.value).toEqual({ type: 'Hard' })
    expect(payload.text.value).toBe('{"type":   "Hard"}')
    expect(payload.isTouched.value).toBe(true)
  })

  it.each(['{"type":', '[]', '"Hard"', 'null', ''])('typed as %s is not readable, and the form keeps what it had', (typed) => {
    const payload = usePayload()
    payload.set({ type: 'Soft' })
    payload.type(typed)
    expect(payload.isReadable.value).toBe(false)
    expect(payload.payload.value).toEqual({ type: 'Soft' })
  })
})
