import { ORPCError } from '@orpc/client'
import { translator } from '../i18n'

/** The link went away, or never was: nothing was asked, or the answer never came. */
export class NoLink extends Error {}

/** Sentences for the closed list of faults live in `i18n/<language>/faults.json`; a test compares the two lists. */
export function faultSentence(error: unknown): string {
  const { t, te } = translator
  if (error instanceof ORPCError) {
    const key = `faults.${error.code}`
    const { reason } = (error.data ?? {}) as { reason?: string }
    if (error.code === 'PRICE_RULE_REFUSED' && te(`tariffs.refused.${reason}`)) return t(`tariffs.refused.${reason}`)
    if (te(key)) return t(key, { ...(error.data as Record<string, unknown> | undefined) })
    if (error.code === 'BAD_REQUEST') return t('faults.BAD_REQUEST')
  }
  if (error instanceof NoLink) return t('faults.NO_LINK')
  return t('faults.UNEXPECTED')
}
