import type { JsonObject } from '#contract/read-models'
import type { Field } from './field'

/**
 * The value that a form starts with: the objects and lists that have to be there, without any values. A value that
 * nobody chose (the first of a list of words, a zero) would be sent unseen.
 */
export function startOf(field: Field): unknown {
  switch (field.kind) {
    case 'object':
      return Object.fromEntries(
        field.properties.flatMap(({ name, isRequired, field: inner }) => {
          const value = isRequired ? startOf(inner) : undefined
          return value === undefined ? [] : [[name, value]]
        }),
      )
    case 'list':
      return Array.from({ length: field.min }, () => itemOf(field.item))
    case 'json':
      return {}
    case 'choice':
    case 'text':
    case 'number':
    case 'flag':
      return undefined
  }
}

/** A new entry of a list, or an optional field that was just added. A list has no gaps, so it holds a value. */
export function itemOf(field: Field): unknown {
  switch (field.kind) {
    case 'choice':
      return field.values[0] ?? ''
    case 'text':
      return ''
    case 'number':
      return field.min ?? Math.min(0, field.max ?? 0)
    case 'flag':
      return true
    case 'object':
    case 'list':
    case 'json':
      return startOf(field)
  }
}

/** What stands for "nothing yet" where a field may not vanish; only an empty text can be valid. */
export function emptyOf(field: Field): '' | null {
  return field.kind === 'text' ? '' : null
}

/** A copy with one field set; undefined takes it out. New fields go to the end, as they were added. */
export function withProperty(object: JsonObject, name: string, value: unknown): JsonObject {
  if (value === undefined) return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name))
  return { ...object, [name]: value }
}

/** A step of a JSON pointer, which names the places of issues. */
export function pathTo(path: string, name: string | number): string {
  return `${path}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`
}
