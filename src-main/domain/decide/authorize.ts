import { normaliseIdToken } from '../id-token'
import type { IdToken, TokenStanding, TokenVerdict } from '../station-message'
import type { Owner } from '../surroundings'
import { standingOf } from '../token'
import { decided, type Decision, type Situation } from './decision'

export interface Judgement {
  verdict: TokenVerdict
  /** Whom the token belongs to. */
  person: Owner | null
  /** It was unknown until now, and belongs to the person who was waited for. */
  isLearned: boolean
}

interface Use {
  /** When the token was shown. */
  at: number
  /** Another session runs with it. */
  isConcurrent?: boolean
  /** It is shown to charge; a token that ends a session is not learned. */
  mayLearn: boolean
}

/** The verdict on a token. On which nobody decided follows the setting; a missing one is never accepted. */
export function judgeToken(situation: Situation, token: IdToken | null, use: Use): Judgement {
  if (!token || token.value === '') return judged('invalid')
  const { policy, learning } = situation
  const normalised = normaliseIdToken(token.value)
  const facts = situation.token(normalised)
  if (!facts) {
    if (learning && use.mayLearn && !situation.isRemote(normalised)) return { ...judged('accepted'), person: learning.person, isLearned: true }
    if (policy.unknownTokens === 'refuse') return judged('unknown')
    return judged(isOneTooMany() ? 'concurrent-transaction' : 'accepted')
  }
  const standing = standingOf(facts, use.at)
  const isAccepted = standing === 'accepted'
  return {
    verdict: {
      standing: isAccepted && !facts.isShared && isOneTooMany() ? 'concurrent-transaction' : standing,
      group: facts.group,
      expiresAt: isAccepted ? facts.validUntil : null,
    },
    person: facts.person,
    isLearned: false,
  }

  function isOneTooMany(): boolean {
    return use.isConcurrent === true && policy.concurrentSessions === 'refuse'
  }
}

const judged = (standing: TokenStanding): Judgement => ({
  verdict: { standing, group: null, expiresAt: null },
  person: null,
  isLearned: false,
})

/** Refused tokens are kept as well, so that a card can be assigned later (quirk A05). */
export function sighting(
  token: IdToken | null,
  judgement: Judgement | null,
): Pick<Decision, 'tokenSeen' | 'tokenLearned'> {
  if (!token || token.value === '' || !judgement) return { tokenSeen: null, tokenLearned: null }
  const normalised = normaliseIdToken(token.value)
  const isRefused = judgement.verdict.standing !== 'accepted'
  return {
    tokenSeen: { normalised, raw: token.value, type: token.type, isRefused },
    tokenLearned: judgement.isLearned ? normalised : null,
  }
}

export function decideAuthorize(situation: Situation, token: IdToken | null): Decision {
  const judgement = judgeToken(situation, token, { at: situation.receivedAt, mayLearn: true })
  return decided(situation, { kind: 'authorization', token: judgement.verdict }, sighting(token, judgement))
}
