import { type AlertField, alertKindTraits } from '#contract/alert-kinds'
import type { AlertRule, AlertRuleInput, AlertScope } from '#contract/alerts'
import { formatNumber } from '@/format/number'

/** A rule as it is typed. */
export interface RuleDraft {
  kind: AlertRuleInput['kind']
  isOn: boolean
  threshold: string
  lookBack: string
  reset: string
  scope: AlertScope | 'unchosen'
  isQuiet: boolean
  quietFrom: string
  quietTo: string
  isAllChannels: boolean
  channels: number[]
}

type Problem = { code: 'number' | 'missing' | 'same'; bounds: { least: string; most: string } } | undefined

/** Of a rule that is there, or what is usual for its kind. */
export function draftOf(rule: AlertRule | Pick<AlertRule, 'kind'> | null): RuleDraft {
  const kind = rule?.kind ?? 'offline'
  const traits = alertKindTraits[kind]
  const known = rule && 'rule' in rule ? rule : null
  return {
    kind,
    isOn: known?.isOn ?? true,
    threshold: String(known?.threshold ?? traits.threshold.byDefault),
    lookBack: String(known?.lookBack ?? traits.lookBack?.byDefault ?? ''),
    reset: String(known?.resetMinutes ?? traits.resetMinutes),
    scope: known?.scope ?? null,
    isQuiet: known?.quietHours != null,
    quietFrom: known?.quietHours?.from ?? '22:00',
    quietTo: known?.quietHours?.to ?? '06:00',
    isAllChannels: known?.channels == null,
    channels: known?.channels ?? [],
  }
}

const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.')))

function outOf(text: string, { least, most }: Pick<AlertField, 'least' | 'most'>): Problem {
  const value = numberOf(text)
  return value >= least && value <= most ? undefined : { code: 'number', bounds: { least: formatNumber(least, Number.isInteger(least) ? 0 : 1), most: formatNumber(most) } }
}

const none = { least: '', most: '' }

export function problemsOf(draft: RuleDraft) {
  const traits = alertKindTraits[draft.kind]
  return {
    threshold: outOf(draft.threshold, traits.threshold),
    lookBack: traits.lookBack === null ? undefined : outOf(draft.lookBack, traits.lookBack),
    reset: outOf(draft.reset, { least: 0, most: 10_080 }),
    scope: draft.scope === 'unchosen' ? ({ code: 'missing', bounds: none } satisfies Problem) : undefined,
    quiet: draft.isQuiet && draft.quietFrom === draft.quietTo ? ({ code: 'same', bounds: none } satisfies Problem) : undefined,
  }
}

export function inputOf(draft: RuleDraft, rule: number | null): AlertRuleInput {
  const traits = alertKindTraits[draft.kind]
  return {
    rule,
    kind: draft.kind,
    isOn: draft.isOn,
    threshold: numberOf(draft.threshold),
    lookBack: traits.lookBack === null ? null : numberOf(draft.lookBack),
    resetMinutes: numberOf(draft.reset),
    scope: draft.scope === 'unchosen' || traits.about === 'plugboard' ? null : draft.scope,
    quietHours: draft.isQuiet ? { from: draft.quietFrom, to: draft.quietTo } : null,
    channels: draft.isAllChannels ? null : draft.channels,
  }
}
