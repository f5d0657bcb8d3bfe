import type { JsonObject } from '#contract/read-models'
import type { Field } from '../../../src-renderer/windows/console/field'
import { withProperty } from '../../../src-renderer/windows/console/field-value'

/** Fills in what the form shows as required, as a person would: one value each, and nothing else. */
export function filled(field: Field, value: unknown): unknown {
  switch (field.kind) {
    case 'object':
      return field.properties.reduce<JsonObject>(
        (object, { name, isRequired, field: inner }) =>
          isRequired || name in object ? withProperty(object, name, filled(inner, object[name])) : object,
        value as JsonObject,
      )
    case 'list':
      return (value as unknown[]).map((item) => filled(field.item, item))
    case 'choice':
      return field.values.at(-1)
    case 'text':
      return field.format === 'date-time' ? '2026-01-01T00:00:00Z' : field.format === 'uri' ? 'ftp://192.0.2.10/' : 'x'
    case 'number':
      return field.min ?? Math.min(1, field.max ?? 1)
    case 'flag':
      return false
    case 'json':
      return value
  }
}
