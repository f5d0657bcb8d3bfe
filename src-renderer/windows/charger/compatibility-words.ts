import type { CompatibilityRow, CompatibilityValue } from '#contract/compatibility'
import { compatibilityFields } from '#contract/compatibility-fields'
import type { FieldUnit } from '#contract/compatibility-inputs'
import { useI18n } from 'vue-i18n'
import { formatInstantWithZone } from '@/format/instant'
import { formatAxisNumber } from '@/format/number'

/** The compatibility record in words. */
export function useCompatibilityWords() {
  const { t, te } = useI18n()

  function numberWith(value: number, unit: FieldUnit): string {
    const n = formatAxisNumber(value)
    return unit === null ? n : t(`compatibility.unit.${unit}`, { n })
  }

  function valueWord(field: CompatibilityRow['field'], value: CompatibilityValue): string {
    const { input } = compatibilityFields[field]
    const unit = input.kind === 'choice' ? null : input.unit
    if (Array.isArray(value)) return value.length === 0 ? t('compatibility.any') : value.map((one: number) => numberWith(one, unit)).join(', ')
    // Dots are paths to the messages.
    const word = String(value).replaceAll('.', '_')
    const key = [`compatibility.value.${field}.${word}`, `compatibility.value.${word}`].find((known) => te(known))
    if (key !== undefined) return t(key)
    return typeof value === 'number' ? numberWith(value, unit) : String(value)
  }

  function originWord({ source, since, from }: CompatibilityRow): string {
    const word = t(`compatibility.source.${source}`)
    if (since === null || source === 'default') return word
    const time = formatInstantWithZone(since)
    return from === null ? t('compatibility.since', { source: word, time }) : t('compatibility.from', { source: word, station: from, time })
  }

  return { valueWord, originWord }
}
