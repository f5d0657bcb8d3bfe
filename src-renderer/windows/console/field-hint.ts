import { translator } from '@/i18n'
import type { Field } from './field'

/** The limits of a field in a few words, e.g. "text, at most 20 characters". */
export function hintOf(field: Field): string {
  const { t } = translator
  switch (field.kind) {
    case 'text': {
      if (field.format === 'date-time') return t('console.hint.dateTime')
      if (field.format === 'uri') return t('console.hint.uri')
      return field.maxLength === null ? t('console.hint.text') : t('console.hint.textMost', { most: field.maxLength })
    }
    case 'number':
      return [t(field.isInteger ? 'console.hint.integer' : 'console.hint.number'), rangeOf(field.min, field.max)].filter(Boolean).join(', ')
    case 'list':
      return [t('console.hint.list'), rangeOf(field.min || null, field.max)].filter(Boolean).join(', ')
    case 'json':
      return t('console.hint.json')
    case 'choice':
    case 'flag':
    case 'object':
      return ''
  }
}

function rangeOf(min: number | null, max: number | null): string {
  if (min !== null && max !== null) return translator.t('console.hint.range', { min, max })
  if (min !== null) return translator.t('console.hint.least', { min })
  return max === null ? '' : translator.t('console.hint.most', { max })
}
