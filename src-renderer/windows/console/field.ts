import type { JsonObject } from '#contract/read-models'

/** What a form needs to know of one place in a payload, read from its JSON schema. */
export type Field = { help: string | null } & (
  | { kind: 'object'; properties: Property[] }
  | { kind: 'list'; item: Field; min: number; max: number | null }
  | { kind: 'choice'; values: string[] }
  | { kind: 'text'; maxLength: number | null; format: string | null }
  | { kind: 'number'; isInteger: boolean; min: number | null; max: number | null; step: number | null }
  | { kind: 'flag' }
  /** Anything that has no control of its own is written as JSON. */
  | { kind: 'json' }
)

export interface Property {
  name: string
  isRequired: boolean
  field: Field
}

/** Required fields come first, each half in the order of the standard; `customData` is nobody's first choice. */
export function fieldOf(schema: JsonObject): Field {
  return read(schema, { definitions: objectAt(schema, 'definitions'), open: [] })
}

interface Context {
  definitions: JsonObject
  /** Definitions that are being read: one that holds itself has no end. */
  open: readonly string[]
}

function read(schema: JsonObject, context: Context): Field {
  const { $ref: reference } = schema
  if (typeof reference === 'string') {
    const name = reference.replace('#/definitions/', '')
    const definition = context.definitions[name]
    if (!isObject(definition) || context.open.includes(name)) return { kind: 'json', help: helpOf(schema) }
    const field = read(definition, { ...context, open: [...context.open, name] })
    // What is said at the place of use says more than what is said of the type.
    return { ...field, help: helpOf(schema) ?? field.help }
  }
  const help = helpOf(schema)
  if (Array.isArray(schema['enum'])) return { kind: 'choice', help, values: schema['enum'].map(String) }
  switch (schema['type']) {
    case 'object':
      return isObject(schema['properties']) ? { kind: 'object', help, properties: propertiesOf(schema, context) } : { kind: 'json', help }
    case 'array':
      return {
        kind: 'list',
        help,
        item: read(objectAt(schema, 'items'), context),
        min: numberAt(schema, 'minItems') ?? 0,
        max: numberAt(schema, 'maxItems'),
      }
    case 'string':
      return { kind: 'text', help, maxLength: numberAt(schema, 'maxLength'), format: textAt(schema, 'format') }
    case 'integer':
    case 'number': {
      const limits = { min: numberAt(schema, 'minimum'), max: numberAt(schema, 'maximum'), step: numberAt(schema, 'multipleOf') }
      return { kind: 'number', help, isInteger: schema['type'] === 'integer', ...limits }
    }
    case 'boolean':
      return { kind: 'flag', help }
    default:
      return { kind: 'json', help }
  }
}

function propertiesOf(schema: JsonObject, context: Context): Property[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  const all = Object.entries(objectAt(schema, 'properties')).map(([name, property]) => ({
    name,
    isRequired: required.includes(name),
    field: read(isObject(property) ? property : {}, context),
  }))
  const rank = ({ name, isRequired }: Property) => (isRequired ? 0 : name === 'customData' ? 2 : 1)
  return all.sort((a, b) => rank(a) - rank(b))
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const objectAt = (schema: JsonObject, key: string): JsonObject => (isObject(schema[key]) ? schema[key] : {})
const numberAt = (schema: JsonObject, key: string) => (typeof schema[key] === 'number' ? schema[key] : null)
const textAt = (schema: JsonObject, key: string) => (typeof schema[key] === 'string' ? schema[key] : null)
const helpOf = (schema: JsonObject) => textAt(schema, 'description')
