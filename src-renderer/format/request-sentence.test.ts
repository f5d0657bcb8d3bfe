import { describe, expect, it } from 'vitest'
import type { StationRequest } from '#contract/vocabulary'
import { requestSentence } from './request-sentence'

const place = { evse: 2, connector: 1 }

describe('requestSentence', () => {
  it.each<{ request: StationRequest; sentence: string }>([
    { request: { kind: 'start', place, idToken: 'CARD' }, sentence: 'Start on connector 2 with CARD' },
    { request: { kind: 'stop', session: 7 }, sentence: 'Stop session 7' },
    { request: { kind: 'reset', mode: 'hard' }, sentence: 'Hard reset' },
    { request: { kind: 'unlock', place }, sentence: 'Unlock connector 2' },
    { request: { kind: 'availability', place: null, operative: false }, sentence: 'Take out of service: whole charger' },
    { request: { kind: 'availability', place, operative: true }, sentence: 'Put in service: connector 2' },
    { request: { kind: 'trigger', topic: 'boot', place: null }, sentence: 'Request: Boot message' },
    { request: { kind: 'trigger', topic: 'status', place }, sentence: 'Request: Status (connector 2)' },
  ])('says "$sentence"', ({ request, sentence }) => {
    expect(requestSentence(request)).toBe(sentence)
  })
})
