import { isSameValue } from './setting-value'

export type ChangeOutcome =
  | 'applied'
  | 'reboot-needed'
  | 'unchanged'
  | 'applied-although-refused'
  | 'refused'
  | 'unverified'
  | 'failed'

/** What became of a change: the station's word alone cannot be trusted, in either direction (quirk K03). */
export function changeOutcome(change: {
  name: string
  asked: string
  /** Undefined: not known. */
  before: string | null | undefined
  /** Undefined: not told. */
  after: string | null | undefined
  /** Null: it did not answer. */
  answer: { isAccepted: boolean; isRebootNeeded: boolean } | null
}): ChangeOutcome {
  const { name, asked, before, after, answer } = change
  const isIn = (value: string | null | undefined) => value !== undefined && isSameValue(name, value, asked)
  if (answer === null) return isIn(after) && !isIn(before) ? 'applied' : 'failed'
  if (!answer.isAccepted) return isIn(after) && !isIn(before) ? 'applied-although-refused' : 'refused'
  if (answer.isRebootNeeded) return 'reboot-needed'
  if (after === undefined || isSecret(name)) return 'unverified'
  return isIn(after) ? 'applied' : 'unchanged'
}

/** What no station tells: whether it is as it shall be cannot be known. */
export const isSecret = (name: string): boolean => /(?:^|\.)(?:authorizationkey|basicauthpassword)$/i.test(name)
