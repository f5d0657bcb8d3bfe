import { useI18n } from 'vue-i18n'
import type { SignedCheck, SignedOutcome, SignedState } from '#contract/signed'
import { formatDuration } from '@/format/duration'
import { formatInstantWithZone } from '@/format/instant'
import { formatEnergy } from '@/format/number'

export const stateLooks = {
  checked: { color: 'success', icon: 'i-lucide-shield-check' },
  'key-unconfirmed': { color: 'info', icon: 'i-lucide-shield' },
  open: { color: 'neutral', icon: 'i-lucide-shield-ellipsis' },
  failed: { color: 'error', icon: 'i-lucide-shield-x' },
  'no-key': { color: 'warning', icon: 'i-lucide-key-round' },
  'not-checkable': { color: 'warning', icon: 'i-lucide-shield-question-mark' },
  missing: { color: 'warning', icon: 'i-lucide-file-question-mark' },
} as const satisfies Record<SignedState, { color: string; icon: string }>

export const outcomeLooks = {
  passed: { icon: 'i-lucide-check', look: 'text-success' },
  failed: { icon: 'i-lucide-x', look: 'text-error' },
  remark: { icon: 'i-lucide-info', look: 'text-warning' },
  open: { icon: 'i-lucide-circle-dashed', look: 'text-muted' },
} as const satisfies Record<SignedOutcome, { icon: string; look: string }>

/** What a check found, as a sentence. */
export function useSignedWords() {
  const { t } = useI18n()
  const shown = ([name, value]: [string, string | number]): [string, string | number] => {
    if (typeof value !== 'number') return [name, value]
    if (name.endsWith('Wh')) return [name, formatEnergy(value, 3)]
    if (name.endsWith('Ms')) return [name, formatDuration(value)]
    return [name, name.endsWith('At') ? formatInstantWithZone(value) : value]
  }
  const sentence = ({ check, reason, facts }: SignedCheck) =>
    t(`signed.reason.${check}.${reason}`, Object.fromEntries(Object.entries(facts).map(shown)))
  return { sentence }
}

/** A fingerprint in groups of four, as people compare it. */
export const grouped = (hex: string) => (hex.match(/.{1,4}/g) ?? []).join(' ')
