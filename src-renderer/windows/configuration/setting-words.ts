import type { SettingRow } from '#contract/configuration'
import dictionary from '../../../resources/setting-dictionary.json'

/** What is known of a setting of the standards, besides what the station says. */
export interface SettingWords {
  profile: string | null
  type: string
  unit: string | null
  allowed: string[]
  en: string
  de: string
}

const known = new Map<string, SettingWords>()
for (const entry of dictionary) {
  for (const name of [entry.key, entry.variable]) if (name !== null) known.set(name.toLowerCase(), entry)
}

/** By its name; a variable of one EVSE or instance is explained by the general one. */
export function wordsOf(name: string): SettingWords | null {
  const key = name.toLowerCase()
  const general = key.replace(/\[[^\]]*\]|@[\d:]+/g, '')
  return known.get(key) ?? known.get(general) ?? null
}

/** A setting with what the dictionary adds. */
export interface ExplainedSetting extends SettingRow {
  group: string | null
  meaning: string
}

export function explained(row: SettingRow, language: 'en' | 'de'): ExplainedSetting {
  const words = wordsOf(row.name)
  return {
    ...row,
    type: row.type ?? words?.type ?? null,
    unit: row.unit ?? words?.unit ?? null,
    allowed: row.allowed.length > 0 ? row.allowed : (words?.allowed ?? []),
    group: row.component ?? words?.profile ?? null,
    meaning: words?.[language] ?? '',
  }
}

export type ValueProblem = 'number' | 'minimum' | 'maximum' | 'allowed'

/** What speaks against a value before it is sent; null: nothing that is known. */
export function problemOf(row: Pick<ExplainedSetting, 'type' | 'minimum' | 'maximum' | 'allowed'>, value: string): ValueProblem | null {
  const type = row.type?.toLowerCase() ?? ''
  const isList = type.includes('list') && type !== 'optionlist'
  if (type === 'integer' || type === 'decimal') {
    const number = Number(value)
    if (value.trim() === '' || !Number.isFinite(number) || (type === 'integer' && !Number.isInteger(number))) return 'number'
    if (row.minimum !== null && number < row.minimum) return 'minimum'
    if (row.maximum !== null && number > row.maximum) return 'maximum'
  }
  const parts = isList ? value.split(',').map((part) => part.trim()) : [value]
  if (row.allowed.length > 0 && parts.some((part) => !row.allowed.some((word) => word.toLowerCase() === part.toLowerCase()))) return 'allowed'
  return null
}
