import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { JsonObject } from '#contract/read-models'
import type { PayloadIssue } from '#contract/vocabulary'
import type { Dialect } from './dialect'
import { rawSchema } from './schema-check'

/** A payload of nothing but mistakes must not become a list that nobody reads. */
const mostIssues = 100

/**
 * Everything that is wrong with a request that a person wrote. The check of frames stops at the first deviation, for
 * speed; here all of them are wanted, so the schemas are compiled once more, each when it is first needed.
 */
export function requestIssues(dialect: Dialect, action: string, payload: unknown): PayloadIssue[] {
  const validate = validatorOf(dialect, action)
  if (validate(payload) === true) return []
  return (validate.errors ?? []).slice(0, mostIssues).map(issueOf)
}

/** @throws for an action without a schema, which no entry of a table of sendable actions may be */
export function requestSchema(dialect: Dialect, action: string): JsonObject {
  const schema = rawSchema(dialect, dialect.schemaId.request(action))
  if (schema === null) throw new Error(`no schema for ${action} of ${dialect.name}`)
  return schema
}

const compiled = new Map<string, ValidateFunction>()
const ajv = new Ajv({ allErrors: true, strict: false, logger: false })
addFormats.default(ajv)
// Division of binary fractions: 16.1 / 0.1 is not whole. The check of frames forgives the same.
ajv.removeKeyword('multipleOf')
ajv.addKeyword({
  keyword: 'multipleOf',
  type: 'number',
  schemaType: 'number',
  validate: (step: number, value: number) => Math.abs(Math.round(value / step) - value / step) < 1e-6,
})

function validatorOf(dialect: Dialect, action: string): ValidateFunction {
  const key = `${dialect.subprotocol} ${action}`
  let validate = compiled.get(key)
  if (validate === undefined) {
    // Without its id: the same one exists in two versions.
    const { $id: _id, ...schema } = requestSchema(dialect, action)
    validate = ajv.compile(schema)
    compiled.set(key, validate)
  }
  return validate
}

function issueOf({ keyword, instancePath, params, message }: ErrorObject): PayloadIssue {
  // These two are told of the object around the field; a form shows them at the field.
  const field: unknown = params.missingProperty ?? params.additionalProperty
  const path = typeof field === 'string' ? `${instancePath}/${field.replaceAll('~', '~0').replaceAll('/', '~1')}` : instancePath
  return { path, code: keyword, expected: expectedBy(params), message: message ?? keyword }
}

function expectedBy(params: ErrorObject['params']): string | null {
  const value: unknown = params.limit ?? params.type ?? params.format ?? params.multipleOf ?? params.allowedValues
  if (Array.isArray(value)) return value.map(String).join(', ')
  return value === undefined ? null : String(value)
}
