import { normaliseIdToken } from '../id-token'
import type { IdToken, TokenVerdict } from '../station-message'
import { decided, type Decision, type Situation } from './decision'

/** The answer for a token; a token that was never seen follows the setting. A missing token is never accepted. */
export function judgeToken(situation: Situation, token: IdToken | null): TokenVerdict {
  if (!token || token.value === '') return 'invalid'
  switch (situation.tokenStatus(normaliseIdToken(token.value))) {
    case 'blocked':
      return 'blocked'
    case 'accepted':
      return 'accepted'
    case null:
      return situation.policy.unknownTokens === 'accept' ? 'accepted' : 'invalid'
  }
}

/** Refused tokens are kept as well, so that a card can be assigned later (quirk A05). */
export function sighting(token: IdToken | null): Decision['tokenSeen'] {
  return token && token.value !== '' ? { normalised: normaliseIdToken(token.value), raw: token.value } : null
}

export function decideAuthorize(situation: Situation, token: IdToken | null): Decision {
  return decided(
    situation,
    { kind: 'authorization', token: judgeToken(situation, token) },
    { tokenSeen: sighting(token) },
  )
}
